"""A row as its file gives it: which field says what, before any of it is understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from minka.engine.procedures.faults import Faults
from minka.engine.texts.cleaning import clean_text

LONGEST_TEXT: Final = 20_000
MOST_ROWS: Final = 2_000
MOST_REQUIREMENTS: Final = 300
FORMULA_SIGNS: Final = ("=", "@")


@dataclass(slots=True)
class Record:
    """The fields of one row: a text, or several where the file has a list."""

    line: int
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, name: str, texts: Iterator[str], faults: Faults) -> None:
        """Keep the texts of a field, cleaned. A second column of the same field counts where the first was empty."""
        kept = tuple(filter(None, (self._clean(name, text, faults) for text in texts)))
        if not kept:
            return
        if name in self.fields:
            faults.add(self.line, "twice", name)
            return
        self._keep(name, kept, faults)

    def add(self, more: "Record", faults: Faults) -> None:
        """Add the texts of a row below, whose merged cells leave its name empty."""
        for name, texts in more.fields.items():
            if len(self.fields.get(name, ())) < MOST_REQUIREMENTS:
                self._keep(name, (*self.fields.get(name, ()), *texts), faults)

    def _keep(self, name: str, texts: tuple[str, ...], faults: Faults) -> None:
        if len(texts) > MOST_REQUIREMENTS:
            faults.add(self.line, "many", str(MOST_REQUIREMENTS))
        self.fields[name] = texts[:MOST_REQUIREMENTS]

    def text(self, name: str) -> str:
        return "\n".join(self.fields.get(name, ()))

    def _clean(self, name: str, text: str, faults: Faults) -> str:
        """A formula is never kept: whoever opens an export of it would run it."""
        if len(text) > LONGEST_TEXT:
            faults.add(self.line, "long", name)
        clean = clean_text(text[:LONGEST_TEXT])
        if clean.startswith(FORMULA_SIGNS):
            faults.add(self.line, "formula", name)
            return ""
        return clean
