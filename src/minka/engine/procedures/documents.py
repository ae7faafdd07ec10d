"""The rows of a JSON file, each with the line where it begins."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Final

from minka.engine.procedures.columns import LISTS, field_of
from minka.engine.procedures.faults import Fault, Faults, ProceduresInvalid
from minka.engine.procedures.records import MOST_ROWS, Record
from minka.engine.saying import phrase

FORMAT: Final = "minka-tupa/1"
BLANKS: Final = " \t\n\r"


def read_document(text: str, faults: Faults) -> Iterator[Record]:
    """The rows of a list, or of the list inside an object.

    Raises:
        ProceduresInvalid: this is no JSON (``json``, ``depth``), it holds no list (``shape``), or it names a format
            that is not ours (``format``).
    """
    try:
        place, line = 0, 1
        for count, (start, value) in enumerate(_items(text, _start_of_list(text))):
            line += text.count("\n", place, start)
            place = start
            if count == MOST_ROWS:
                raise ProceduresInvalid(Fault(line, "too_many", str(MOST_ROWS)))
            yield from _record(line, value, faults)
    except json.JSONDecodeError as error:
        raise ProceduresInvalid(Fault(error.lineno, "json", f"columna {error.colno}")) from error
    except RecursionError as error:
        raise ProceduresInvalid(Fault(0, "depth")) from error


def _refuse(constant: str) -> object:
    raise json.JSONDecodeError(constant, "", 0)


# Numbers stay as they are written: a fee of 0.10 is that amount, and a number of a million digits is only a text.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refuse)


def _start_of_list(text: str) -> int:
    """Where the list of rows begins. An object is read whole first, so that a broken end is not taken for rows."""
    begin = _skip(text, 0)
    whole, end = _DECODER.raw_decode(text, begin)
    rest = _skip(text, end)
    if rest < len(text):
        message = phrase("más texto después del final")
        raise json.JSONDecodeError(message, text, rest)
    if isinstance(whole, list):
        return begin
    if not isinstance(whole, dict):
        raise ProceduresInvalid(Fault(0, "shape"))
    named = whole.get("format", FORMAT)
    if named != FORMAT:
        raise ProceduresInvalid(Fault(0, "format", str(named)[:40]))
    for name in LISTS:
        if isinstance(whole.get(name), list):
            return _place_of(text, begin, name)
    raise ProceduresInvalid(Fault(0, "shape"))


def _place_of(text: str, begin: int, wanted: str) -> int:
    """Where the value of a member begins, in an object known to be whole; of members of one name the last counts."""
    place, found = _skip(text, begin + 1), begin
    while text[place] != "}":
        name, place = _DECODER.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)
        if name == wanted:
            found = place
        _, place = _DECODER.raw_decode(text, place)
        place = _skip(text, place)
        place = _skip(text, place + 1) if text[place] == "," else place
    return found


def _items(text: str, start: int) -> Iterator[tuple[int, object]]:
    place = _skip(text, start + 1)
    while text[place] != "]":
        value, end = _DECODER.raw_decode(text, place)
        yield place, value
        place = _skip(text, end)
        place = _skip(text, place + 1) if text[place] == "," else place


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in BLANKS:
        place += 1
    return place


def _record(line: int, value: object, faults: Faults) -> Iterator[Record]:
    if not isinstance(value, dict):
        faults.add(line, "row")
        return
    record = Record(line)
    for name, told in value.items():
        if field_of(name) is not None:
            _put(record, name, told, faults)
        elif isinstance(told, dict):  # channels, and whatever else is grouped
            for inner, text in told.items():
                if field_of(inner) is not None:
                    _put(record, inner, text, faults)
    yield record


def _put(record: Record, name: str, told: object, faults: Faults) -> None:
    field = field_of(name)
    if field is None or told is None:
        return
    texts = [told] if isinstance(told, str) else told
    if field.startswith("regime:") and told is True:
        texts = ["x"]
    elif told is False:
        return
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        faults.add(record.line, "value", name)
        return
    record.put(field, chain(texts), faults)
