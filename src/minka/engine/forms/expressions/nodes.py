"""The parts of an expression after reading: every literal typed, every name known, nothing left to doubt."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

# Kinds are checked once, when a definition is read; what runs a hundred thousand times trusts them.
type Value = Any
type Values = dict[str, Value]
type Row = Mapping[str, Value] | None
type Runner = Callable[[Values, Row], Value]

TODAY = "#today"
HOLIDAYS = "#holidays"


class Base(StrEnum):
    """What a value is made of; money is a number."""

    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    MANY = "many"
    PLACE = "place"
    DOCUMENT = "document"
    FILES = "files"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Kind:
    """A base, and for a choice its options."""

    base: Base
    options: frozenset[str] | None = None


YES_NO, NUMBER, DATE, TEXT = Kind(Base.YES_NO), Kind(Base.NUMBER), Kind(Base.DATE), Kind(Base.TEXT)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the definition."""

    value: bool | Decimal | date | str


@dataclass(frozen=True, slots=True)
class Listed:
    """A written list of values, the second part of ``in``."""

    values: tuple[bool | Decimal | date | str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The current answer of a question, or a part of it (``department`` of a place, ``kind`` of a document)."""

    id: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class OfRow:
    """The answer of a question in the row at hand."""

    id: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Calculated:
    """The result of a calculation."""

    id: str


@dataclass(frozen=True, slots=True)
class Output:
    """One output of a decision table."""

    table: str
    id: str

    @property
    def key(self) -> str:
        """Under which name the result lies among the values: no id holds a point."""
        return f"{self.table}.{self.id}"


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation over its parts."""

    name: str
    args: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Each:
    """``any``, ``all``, ``count`` or ``sum`` over the rows of a group; ``value`` only for ``sum``."""

    name: str
    group: str
    where: "Expression | None"
    value: "Expression | None" = None


type Expression = Literal | Listed | Answer | OfRow | Calculated | Output | Operation | Each


def walk(expression: Expression) -> Iterator[Expression]:
    """Every part of an expression, itself first."""
    yield expression
    if isinstance(expression, Operation):
        for arg in expression.args:
            yield from walk(arg)
    elif isinstance(expression, Each):
        for part in (expression.where, expression.value):
            if part is not None:
                yield from walk(part)


def names_in(expression: Expression | None) -> tuple[str, ...]:
    """The ids of the questions, calculations and tables that an expression reads, each once, in order."""
    if expression is None:
        return ()
    found: dict[str, None] = {}
    for part in walk(expression):
        match part:
            case Answer(name) | Calculated(name) | Output(name, _) | Each(_, name):
                found[name] = None
            case _:
                pass
    return tuple(found)
