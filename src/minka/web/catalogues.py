"""The catalogues of the texts, read and written without any program but Python.

Spanish is the source: the message ids are the Spanish texts. A catalogue keeps what people translated (`django.po`)
and, beside it, its compiled form (`django.mo`). Both are committed: running needs no compiler.
"""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

LOCALE: Final = Path(__file__).resolve().parents[3] / "locale"
CONTEXT_ENDS, FORM_ENDS = "\x04", "\x00"
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}
FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
MAGIC: Final = 0x950412DE


@dataclass(frozen=True, order=True)
class Text:
    """A text to translate: its Spanish, its Spanish for many if it counts, and what tells it from its equals."""

    one: str
    many: str = ""
    context: str = ""

    @property
    def key(self) -> str:
        """How a compiled catalogue names it."""
        spoken = self.one + (FORM_ENDS + self.many if self.many else "")
        return self.context + CONTEXT_ENDS + spoken if self.context else spoken


@dataclass(frozen=True)
class Entry:
    """A text in one catalogue: where it is said, and its translation, one form or as many as the language counts."""

    text: Text
    forms: tuple[str, ...] = ("",)
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    is_doubtful: bool = False  # what editors of catalogues call fuzzy: written, but not to be shown yet

    @property
    def is_translated(self) -> bool:
        return all(self.forms) and not self.is_doubtful


@dataclass
class Catalogue:
    """One language's entries under its header, which is the translation of the empty text."""

    header: str = ""
    notes: tuple[str, ...] = ()
    entries: dict[Text, Entry] = field(default_factory=dict)

    @property
    def plural_forms(self) -> int:
        found = re.search(r"nplurals=(\d+)", self.header)
        return int(found[1]) if found else 2


def merge(catalogue: Catalogue, found: Mapping[Text, tuple[str, ...]]) -> Catalogue:
    """Keep the translations of what is still said, add what is new without one, and let go of the rest."""
    entries = {}
    for text in sorted(found):
        forms = ("",) * (catalogue.plural_forms if text.many else 1)
        known = catalogue.entries.get(text, Entry(text, forms))
        entries[text] = replace(known, places=found[text])
    return Catalogue(catalogue.header, catalogue.notes, entries)


def read(path: Path) -> Catalogue:
    """Read a catalogue that people write."""
    catalogue = Catalogue()
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        notes, places, parts = _block(block)
        if "msgid" not in parts:
            continue
        if not parts["msgid"]:
            catalogue.header, catalogue.notes = parts["msgstr"], notes
            continue
        text = Text(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""))
        forms = tuple(said for name, said in parts.items() if name.startswith("msgstr"))
        catalogue.entries[text] = Entry(text, forms, notes, places, is_doubtful=bool(FUZZY.search(block)))
    return catalogue


def _block(block: str) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    notes, places, parts, current = [], [], dict[str, str](), ""
    for line in block.splitlines():
        if line.startswith("#:"):
            places += line[2:].split()
        elif line.startswith("# ") or line == "#":
            notes.append(line[2:])
        elif not line.startswith("#") and (quoted := QUOTED.search(line)):
            name = line.split('"')[0].strip()
            current = name or current
            said = re.sub(r"\\.", lambda found: ESCAPES.get(found[0], found[0]), quoted[1])
            parts[current] = parts.get(current, "") + said
    return tuple(notes), tuple(places), parts


def write(catalogue: Catalogue, path: Path) -> None:
    """Write a catalogue for people, and beside it the compiled one for the machine."""
    header = [*(f"# {note}".rstrip() for note in catalogue.notes), 'msgid ""', f"msgstr {_quoted(catalogue.header)}"]
    blocks = ["\n".join(header), *(_written(entry) for entry in catalogue.entries.values())]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def _written(entry: Entry) -> str:
    text = entry.text
    lines = [f"# {note}".rstrip() for note in entry.notes] + [f"#: {place}" for place in entry.places]
    flags = ["fuzzy"] * entry.is_doubtful + ["python-format"] * ("%(" in text.one + text.many)
    if flags:
        lines.append(f"#, {', '.join(flags)}")
    if text.context:
        lines.append(f"msgctxt {_quoted(text.context)}")
    lines.append(f"msgid {_quoted(text.one)}")
    if text.many:
        lines.append(f"msgid_plural {_quoted(text.many)}")
        lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(entry.forms)]
    else:
        lines.append(f"msgstr {_quoted(entry.forms[0])}")
    return "\n".join(lines)


def _quoted(said: str) -> str:
    escaped = said.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [line.replace("\n", "\\n") for line in escaped.splitlines(keepends=True)]
    return '""\n' + "\n".join(f'"{line}"' for line in lines) if len(lines) > 1 else f'"{"".join(lines)}"'


def compiled(catalogue: Catalogue) -> bytes:
    """The GNU `.mo` form: only what is translated, so that the rest falls back to Spanish; same entries, same bytes."""
    pairs = [("", catalogue.header)] + [
        (entry.text.key, FORM_ENDS.join(entry.forms)) for entry in catalogue.entries.values() if entry.is_translated
    ]
    raw = sorted((key.encode(), said.encode()) for key, said in pairs)
    keys_at = 7 * 4
    words_at = keys_at + 16 * len(raw)
    tables = []
    for column in (0, 1):
        for pair in raw:
            tables += [len(pair[column]), words_at]
            words_at += len(pair[column]) + 1
    head = struct.pack("<7I", MAGIC, 0, len(raw), keys_at, keys_at + 8 * len(raw), 0, 0)
    words = b"".join(pair[column] + b"\0" for column in (0, 1) for pair in raw)
    return head + struct.pack(f"<{len(tables)}I", *tables) + words
