"""A cell of a decision table as it is typed, and as the document holds it."""

import re
from typing import Final

from minka.engine.forms.expressions.nodes import Base
from minka.services.drafts.conditions import Subject, from_value, to_value

COMPARED: Final = {">=": "ge", "<=": "le", ">": "gt", "<": "lt", "≠": "ne"}
SIGNS: Final = {op: sign for sign, op in COMPARED.items()}
CELL: Final = re.compile(r"\s*(>=|<=|>|<|≠)?\s*(.*?)\s*", re.DOTALL)
RANGE: Final = re.compile(r"\s*de\s+(\S+)\s+a\s+(\S+)\s*", re.IGNORECASE)
ORDERED: Final = {Base.NUMBER, Base.DATE}


def read_cell(said: str, subject: Subject) -> object:
    """Nothing is anything; semicolons list alternatives; a sign compares; “de 10 a 20” is both and all between.

    Raises:
        RowInvalid: it is no answer of that question.
    """
    match = CELL.fullmatch(said)
    if not said.strip() or match is None:
        return None
    between = RANGE.fullmatch(said) if subject.base in ORDERED else None
    if between:
        return {"from": to_value(between[1], subject), "to": to_value(between[2], subject)}
    if match[1]:
        return {"op": COMPARED[match[1]], "value": to_value(match[2], subject)}
    values = [to_value(each, subject) for each in said.split(";") if each.strip()]
    return values[0] if len(values) == 1 else values


def read_result(said: str, base: Base) -> object:
    """A result, as the type of its column wants it.

    Raises:
        RowInvalid: it is nothing, or no value of that type.
    """
    return to_value(said, Subject("", "", base))


def cell_in_words(cell: object, subject: Subject | None) -> str:
    """What would be typed for a cell."""
    if cell is None or subject is None:
        return ""
    if isinstance(cell, list):
        return "; ".join(from_value(each, subject) for each in cell)
    if not isinstance(cell, dict):
        return from_value(cell, subject)
    if "op" in cell:
        return f"{SIGNS.get(str(cell['op']), '')} {from_value(cell['value'], subject)}".strip()
    start, end = cell.get("from"), cell.get("to")
    if start is not None and end is not None:
        return f"de {from_value(start, subject)} a {from_value(end, subject)}"
    return f">= {from_value(start, subject)}" if start is not None else f"<= {from_value(end, subject)}"


def result_in_words(then: object) -> str:
    """What would be typed for a result."""
    return ("sí" if then else "no") if isinstance(then, bool) else str(then)
