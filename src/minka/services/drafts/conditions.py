"""Conditions as rows that can be filled in (“question · is · value”), and as the expressions they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from minka.engine.forms.expressions.nodes import Base, Kind
from minka.engine.forms.naming import collect_names
from minka.services.drafts.shelves import Document

ALL, ANY = "all", "any"
OVER_ROWS: Final = ("count", "sum")
COMPARED: Final = ("eq", "ne", "ge", "gt", "le", "lt")
KNOWN, UNKNOWN, HAS, HAS_NOT = "known", "unknown", "has", "has_not"
WORDS_FOR_YES: Final = {"sí", "si", "true", "verdadero", "yes"}
WORDS_FOR_NO: Final = {"no", "false", "falso"}

type Expr = Any  # JSON of one expression


class RowInvalid(ValueError):  # noqa: N818 - says what is wrong with what was typed
    """A row says something that its question cannot answer; ``code`` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Subject:
    """What a row can speak of: a question, a question of the same group's row, how many rows a group has or what they
    add up to, a calculation, an output of a table."""

    key: str  # "answer:age", "row:name", "count:plots", "sum:plots:area", "calc:total", "table:rates:fee"
    label: str
    base: Base
    options: tuple[tuple[str, str], ...] = ()  # (id, label)

    @property
    def expr(self) -> Expr:
        kind, *names = self.key.split(":")
        if kind in OVER_ROWS:
            value = {"value": {"row": names[1]}} if kind == "sum" else {}
            return {"op": kind, "of": {"answer": names[0]}, **value}
        return {"table": names[0], "output": names[1]} if kind == "table" else {kind: names[0]}


@dataclass(frozen=True)
class Row:
    """One line: what it speaks of, how it compares, with which value as typed."""

    subject: str
    op: str
    value: str = ""


def subjects_of(document: Document, group: str = "") -> list[Subject]:
    """What the conditions of a draft can speak of, in the order of its pages; of a group also its own rows."""
    names = collect_names(document)
    found = []
    for page in document.get("pages", []):
        for question in page.get("questions", []):
            found.append(_subject("answer", question, names.answers[question["id"]].base))
            if question["id"] in names.rows:
                found += _over_rows(question, names.rows[question["id"]])
            if question["id"] == group:
                children = question.get("questions", [])
                found += [_subject("row", each, names.rows[group][each["id"]].base) for each in children]
    found += [Subject(f"calc:{name}", name, kind.base) for name, kind in names.calculations.items()]
    for table, outputs in names.tables.items():
        found += [Subject(f"table:{table}:{name}", f"{table} · {name}", kind.base) for name, kind in outputs.items()]
    return found


def to_expr(rows: list[Row], joined: str, subjects: list[Subject]) -> Expr | None:
    """The expression that rows stand for; None for no rows.

    Raises:
        RowInvalid: a row names nothing, or compares what cannot be compared.
    """
    by_key = {each.key: each for each in subjects}
    parts = [_row_to_expr(row, by_key) for row in rows]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"op": "and" if joined == ALL else "or", "args": parts}


def to_rows(expr: Expr | None, subjects: list[Subject]) -> tuple[list[Row], str] | None:
    """The rows that an expression stands for and how they are joined; None when rows cannot say it."""
    if expr is None:
        return [], ALL
    by_key = {each.key: each for each in subjects}
    if isinstance(expr, dict) and expr.get("op") in {"and", "or"}:
        rows = [_expr_to_row(each, by_key) for each in expr.get("args", [])]
        joined = ALL if expr["op"] == "and" else ANY
        return ([row for row in rows if row], joined) if all(rows) else None
    row = _expr_to_row(expr, by_key)
    return ([row], ALL) if row else None


def _subject(kind: str, question: dict[str, Any], base: Base) -> Subject:
    options = tuple((each["id"], each["label"]["es"]) for each in question.get("options", []))
    return Subject(f"{kind}:{question['id']}", question["label"]["es"], base, options)


def _over_rows(group: dict[str, Any], kinds: Mapping[str, Kind]) -> list[Subject]:
    name, label = group["id"], group["label"]["es"]
    numbers = [each for each in group.get("questions", []) if kinds[each["id"]].base == Base.NUMBER]
    many = _("Cuántas filas hay en «%(group)s»") % {"group": label}
    total = _("Suma de «%(what)s» en «%(group)s»")
    return [
        Subject(f"count:{name}", many, Base.NUMBER),
        *(
            Subject(f"sum:{name}:{each['id']}", total % {"what": each["label"]["es"], "group": label}, Base.NUMBER)
            for each in numbers
        ),
    ]


def _row_to_expr(row: Row, subjects: dict[str, Subject]) -> Expr:
    subject = subjects.get(row.subject)
    if subject is None:
        raise RowInvalid("subject")
    if row.op in {KNOWN, UNKNOWN}:
        known = {"op": "known", "args": [subject.expr]}
        return known if row.op == KNOWN else {"op": "not", "args": [known]}
    if subject.base == Base.MANY:
        return _held(row, subject)
    if row.op not in COMPARED:
        raise RowInvalid("op")
    if subject.base not in {Base.YES_NO, Base.NUMBER, Base.DATE, Base.TEXT}:
        raise RowInvalid("only_known")
    if row.op not in {"eq", "ne"} and subject.base not in {Base.NUMBER, Base.DATE}:
        raise RowInvalid("order")
    return {"op": row.op, "args": [subject.expr, to_value(row.value, subject)]}


def _held(row: Row, subject: Subject) -> Expr:
    if row.op not in {HAS, HAS_NOT, "eq", "ne"}:
        raise RowInvalid("op")
    held = {"op": "in", "args": [to_value(row.value, subject), subject.expr]}
    return held if row.op in {HAS, "eq"} else {"op": "not", "args": [held]}


def to_value(typed: str, subject: Subject) -> Expr:
    """A value as the reader of definitions takes it, from what a person typed.

    Raises:
        RowInvalid: it is no answer of that question.
    """
    said = typed.strip()
    if not said:
        raise RowInvalid("value")
    if subject.base == Base.YES_NO:
        return _yes_or_no(said)
    if subject.options:
        return _option(said, subject)
    if subject.base == Base.NUMBER:
        return said.replace(" ", "").replace(",", ".")
    return _day(said) if subject.base == Base.DATE else said


def from_value(value: Expr, subject: Subject) -> str:
    """What a person would type for a value."""
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    return dict(subject.options).get(str(value), str(value))


def _yes_or_no(said: str) -> bool:
    word = said.casefold()
    is_yes = word in {*WORDS_FOR_YES, _("sí").casefold()}
    if not is_yes and word not in {*WORDS_FOR_NO, _("no").casefold()}:
        raise RowInvalid("yes_no")
    return is_yes


def _option(said: str, subject: Subject) -> str:
    for name, label in subject.options:
        if said.casefold() in {name, label.casefold()}:
            return name
    raise RowInvalid("option")


def _day(said: str) -> str:
    """A date written 2026-03-27 or 27/3/2026, as the first of the two."""
    parts = said.split("/")
    if len(parts) == len(("day", "month", "year")) and all(part.isdecimal() for part in parts):
        return f"{parts[2]:>04}-{parts[1]:>02}-{parts[0]:>02}"
    return said


def _expr_to_row(expr: Expr, subjects: dict[str, Subject]) -> Row | None:
    if not isinstance(expr, dict):
        return None
    op, args = expr.get("op"), expr.get("args", [])
    if op == "not" and len(args) == 1:
        return _negated(_expr_to_row(args[0], subjects))
    if op == "known" and len(args) == 1:
        return _row(args[0], KNOWN, None, subjects)
    if op == "in" and len(args) == len(("value", "subject")):
        return _row(args[1], HAS, args[0], subjects)
    if op in COMPARED:
        return _row(args[0], str(op), args[1], subjects)
    return None


def _negated(row: Row | None) -> Row | None:
    opposite = {KNOWN: UNKNOWN, HAS: HAS_NOT}
    return Row(row.subject, opposite[row.op], row.value) if row and row.op in opposite else None


def _row(about: Expr, op: str, value: Expr, subjects: dict[str, Subject]) -> Row | None:
    subject = subjects.get(_key(about))
    if subject is None or (isinstance(value, dict) and "value" not in value) or isinstance(value, list):
        return None
    return Row(subject.key, op, "" if value is None else from_value(value, subject))


def _key(about: Expr) -> str:
    if not isinstance(about, dict) or "part" in about:
        return ""
    if about.get("op") in OVER_ROWS and "where" not in about:
        summed = about.get("value")
        names = [
            str(about["op"]),
            about["of"].get("answer", ""),
            *(summed.values() if isinstance(summed, dict) else ()),
        ]
        return ":".join(map(str, names))
    if "table" in about:
        return f"table:{about['table']}:{about.get('output')}"
    return next((f"{kind}:{name}" for kind, name in about.items() if kind in {"answer", "row", "calc"}), "")
