"""One object of a document under reading: takes typed values out of it and notes what is wrong with each."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from minka.engine.forms.definition import SPANISH, Text
from minka.engine.forms.documents import pointer_part
from minka.engine.forms.expressions.nodes import DATE, NUMBER, Expression, Kind, Literal
from minka.engine.forms.expressions.reading import ExpressionInvalid, Names, read_expression, read_literal
from minka.engine.forms.faults import MOST_FAULTS, Fault, fault

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
LONGEST_LABEL, LONGEST_WORDS, LONGEST_PROSE = 500, 1_000, 20_000


class Faults:
    """What was found wrong so far, and the languages that texts may be in."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.languages: Collection[str] = ()

    def note(self, path: str, code: str, **params: str | int) -> None:
        self.add(fault(path, code, **params))

    def add(self, wrong: Fault) -> None:
        if len(self.found) < MOST_FAULTS:
            self.found.append(wrong)


class Object:
    """What stands between two braces. Whoever has read it says ``close``, so that no key is passed over."""

    def __init__(self, value: object, path: str, faults: Faults) -> None:
        self.path, self.faults = path, faults
        self.value: Mapping[str, object] = value if isinstance(value, Mapping) else {}
        self.seen: set[str] = set()
        if not isinstance(value, Mapping):
            faults.note(path, "not_object")

    def at(self, key: str) -> str:
        return f"{self.path}/{pointer_part(key)}"

    def take(self, key: str) -> object:
        """The value as it stands, or None."""
        self.seen.add(key)
        return self.value.get(key)

    def has(self, key: str) -> bool:
        return self.value.get(key) is not None

    def need(self, key: str) -> object:
        value = self.take(key)
        if value is None and self.value:
            self.faults.note(self.at(key), "missing", key=key)
        return value

    def close(self) -> None:
        for key in self.value:
            if key not in self.seen:
                self.faults.note(self.at(key), "unknown_key", key=key[:60])

    def line(
        self, key: str, *, most: int = LONGEST_WORDS, needed: bool = False, form: re.Pattern[str] | None = None
    ) -> str:
        """One text without languages; empty when missing."""
        value = self.need(key) if needed else self.take(key)
        if value is None:
            return ""
        return self.checked_line(value, self.at(key), most, form)

    def checked_line(self, value: object, path: str, most: int, form: re.Pattern[str] | None = None) -> str:
        if not isinstance(value, str):
            self.faults.note(path, "not_text")
        elif len(value) > most:
            self.faults.note(path, "too_long", most=most)
        elif form is not None and not form.fullmatch(value):
            self.faults.note(path, "pattern", found=value[:60])
        else:
            return value
        return ""

    def name(self, key: str = "id") -> str:
        return self.line(key, needed=True, form=ID)

    def lines(self, key: str, most: int) -> tuple[str, ...]:
        return tuple(
            self.checked_line(value, f"{self.at(key)}/{at}", LONGEST_WORDS)
            for at, value in enumerate(self.items(key, most))
        )

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.faults.note(self.at(key), "not_flag")
        return value if isinstance(value, bool) else default

    def whole(self, key: str, least: int, most: int) -> int | None:
        value = self.take(key)
        if value is None:
            return None
        if type(value) is not int or not least <= value <= most:
            self.faults.note(self.at(key), "not_whole", least=least, most=most)
            return None
        return value

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of some words; the first of them when what stands there is none, which is a fault."""
        value = self.take(key) if default is not None else self.need(key)
        if value is None:
            return default or next(iter(choices))
        if not isinstance(value, str) or value not in choices:
            self.faults.note(self.at(key), "not_choice", found=str(value)[:40], choices=", ".join(choices))
            return next(iter(choices))
        return value

    def items(self, key: str, most: int, *, least: int = 0) -> tuple[object, ...]:
        """A list, cut off at ``most`` so that a bomb costs nothing."""
        value = self.take(key)
        if value is None:
            value = []
            if least:
                self.faults.note(self.at(key), "missing", key=key)
                return ()
        if not isinstance(value, list):
            self.faults.note(self.at(key), "not_list")
            return ()
        if len(value) > most:
            self.faults.note(self.at(key), "too_many", most=most)
        if len(value) < least:
            self.faults.note(self.at(key), "too_few", least=least)
        return tuple(value[:most])

    def objects(self, key: str, most: int, *, least: int = 0) -> Iterator["Object"]:
        for at, value in enumerate(self.items(key, most, least=least)):
            yield Object(value, f"{self.at(key)}/{at}", self.faults)

    def child(self, key: str) -> "Object | None":
        value = self.take(key)
        return None if value is None else Object(value, self.at(key), self.faults)

    def text(self, key: str, *, most: int = LONGEST_WORDS, needed: bool = False) -> Text | None:
        """Words in one or more languages, Spanish among them."""
        value = self.need(key) if needed else self.take(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.faults.note(self.at(key), "not_object")
            return None
        return self._text(value, self.at(key), most)

    def words(self, key: str, *, most: int = LONGEST_WORDS) -> Text:
        return self.text(key, most=most, needed=True) or NO_WORDS

    def _text(self, value: Mapping[str, object], path: str, most: int) -> Text:
        if SPANISH not in value:
            self.faults.note(path, "no_spanish")
        for language, words in value.items():
            where = f"{path}/{pointer_part(language)}"
            if language not in self.faults.languages:
                self.faults.note(where, "language", found=language[:40])
            if self.checked_line(words, where, most).strip() == "" and language == SPANISH and isinstance(words, str):
                self.faults.note(where, "empty")
        return MappingProxyType({key: words for key, words in value.items() if isinstance(words, str)})

    def expression(self, key: str, names: Names, wanted: Kind | None, group: str | None = None) -> Expression | None:
        value = self.take(key)
        if value is None:
            return None
        try:
            return read_expression(value, names, wanted, path=self.at(key), group=group)
        except ExpressionInvalid as wrong:
            self.faults.add(wrong.fault)
            return None

    def needed_expression(self, key: str, names: Names, wanted: Kind) -> Expression:
        """An expression that must be there; in its absence anything stands in, for the whole is refused anyway."""
        self.need(key)
        return self.expression(key, names, wanted) or Literal(value=False)

    def decimal(self, key: str) -> Decimal | None:
        value = self._literal(key, NUMBER)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | str | None:
        if self.value.get(key) == "today":
            self.seen.add(key)
            return "today"
        value = self._literal(key, DATE)
        return value if isinstance(value, date) else None

    def _literal(self, key: str, kind: Kind) -> bool | Decimal | date | str | None:
        value = self.take(key)
        if value is None:
            return None
        try:
            return read_literal(value, kind, self.at(key))
        except ExpressionInvalid as wrong:
            self.faults.add(wrong.fault)
            return None


NO_WORDS: Text = MappingProxyType({SPANISH: ""})
