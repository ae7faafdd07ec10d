"""Files of statements as Pol.is and Minka write them: a row for each, with its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minka.engine.opinions.blocks import (
    VOTE,
    Block,
    Fault,
    Faults,
    FileInvalid,
    Header,
    cells_of,
    check_length,
    needed,
    number_in,
    pieces,
    read_header,
    with_line_feeds,
)

LARGEST = 1 << 28  # bytes: a hundred thousand statements are a tenth of it
STATEMENT = ("comment-id", "statement", "tid")
TEXT = ("comment-body", "text", "txt")
AUTHOR = ("author-id", "voter", "pid")
# Before these a spreadsheet sees a formula. Files put an apostrophe before such a text, reading takes it away.
GUARDED = re.compile("'+(?=[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")


@dataclass(frozen=True)
class Comment:
    """A statement as a file tells it. What the file does not say is nothing."""

    number: int
    text: str
    author: int | None = None
    moment: int | None = None  # milliseconds since 1970
    agrees: int | None = None
    disagrees: int | None = None
    moderated: int | None = None  # 1 accepted, 0 not looked at yet, -1 rejected


@dataclass(frozen=True)
class ReadComments:
    """Every statement of a file in its order."""

    comments: tuple[Comment, ...]
    faults: tuple[Fault, ...] = ()
    faults_found: int = 0

    @property
    def rejected(self) -> list[int]:
        """Numbers of those that a moderator rejected."""
        return [each.number for each in self.comments if each.moderated == -1]


def read_comments(parts: Iterable[str | bytes], *, report: int | None = None) -> ReadComments:
    """Read a file of statements.

    Args:
        parts: lines, or pieces of bytes cut anywhere; in UTF-8, UTF-16 or what Windows writes.
        report: go on past rows that are wrong, and list the first so many of them; without it the first one raises.

    Raises:
        FileInvalid: the header is not one of statements, a row does not end, the file is ``too_large``, or (without
            ``report``) any row is wrong.

    >>> read_comments(["comment-id,comment-body,moderated", "4,El agua es de todos,1"]).comments[0].text
    'El agua es de todos'
    """
    header, block = read_header(Block(_decoded(parts).encode(), 1))
    table, faults = _Table(header), Faults(report)
    found: dict[int, Comment] = {}
    for line, cells in cells_of(block, header.delimiter, faults.add):
        try:
            comment = table.comment(line, cells)
            if comment.number in found:
                faults.add(Fault(line, "twice", str(comment.number)))
            found.setdefault(comment.number, comment)
        except FileInvalid as wrong:
            faults.add(wrong.fault)
    return ReadComments(tuple(found.values()), tuple(faults.kept), faults.found)


def _decoded(parts: Iterable[str | bytes]) -> str:
    """UTF-8, or else what Windows and old exports write."""
    held = bytearray()
    for piece in with_line_feeds(pieces(parts)):
        held += piece
        if len(held) > LARGEST:
            raise FileInvalid(Fault(1, "too_large"))
    for encoding in ("utf-8", "cp1252"):
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    return held.decode("latin-1")


class _Table:
    def __init__(self, header: Header) -> None:
        self.header = header
        self.number, self.text = needed(header, *STATEMENT), needed(header, *TEXT)

    def comment(self, line: int, cells: list[str]) -> Comment:
        check_length(line, cells, self.header)
        text = cells[self.text].strip()
        if not text:
            raise FileInvalid(Fault(line, "text"))
        return Comment(
            number=number_in(line, "statement", cells[self.number]),
            text=unguarded(text),
            author=self._optional(line, cells, "voter", *AUTHOR),
            moment=self._optional(line, cells, "moment", "timestamp"),
            agrees=self._optional(line, cells, "count", "agrees"),
            disagrees=self._optional(line, cells, "count", "disagrees"),
            moderated=self._optional(line, cells, "moderated", "moderated"),
        )

    def _optional(self, line: int, cells: list[str], key: str, *names: str) -> int | None:
        place = self.header.place(*names)
        if place is None or not cells[place].strip():
            return None
        return number_in(line, key, cells[place], *([VOTE] if key == "moderated" else []))


def guarded(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{text}" if GUARDED.match(f"'{text}") else text


def unguarded(text: str) -> str:
    """What was guarded."""
    return text[1:] if GUARDED.match(text) else text
