"""JSON that strangers wrote, read without trust: sizes, depth, double keys, broken characters, fractions."""

import json
from collections.abc import Mapping

from minka.engine.forms.faults import DefinitionInvalid, Fault, fault
from minka.engine.ledger.canonical import DEEPEST, LARGEST_INTEGER

LARGEST_DOCUMENT = 2_000_000
LONGEST_INTEGER = len(str(LARGEST_INTEGER)) + 1


class _Refused(ValueError):  # noqa: N818 - carries the fault out of the parser
    def __init__(self, found: Fault) -> None:
        super().__init__(found.code)
        self.fault = found


def read_document(source: bytes | str | Mapping[str, object], largest: int = LARGEST_DOCUMENT) -> dict[str, object]:
    """Give the object that a document holds.

    Args:
        source: the bytes or the text of a JSON file, or an object that was read already.
        largest: how many bytes the document may have.

    Raises:
        DefinitionInvalid: it is not JSON, too large, nested too deep, holds a key twice, a fraction, an integer of
            more than 53 bits or half a character, or is no object.

    >>> read_document('{"title": {"es": "Agua"}}')
    {'title': {'es': 'Agua'}}
    """
    value = dict(source) if isinstance(source, Mapping) else _parse(_bytes(source, largest))
    if not isinstance(value, dict):
        raise DefinitionInvalid((fault("", "not_object"),))
    wrong = _first_wrong(value, "", DEEPEST)
    if wrong is not None:
        raise DefinitionInvalid((wrong,))
    return value


def _bytes(source: bytes | str, largest: int) -> bytes:
    try:
        data = source.encode() if isinstance(source, str) else source
    except UnicodeEncodeError as error:
        raise DefinitionInvalid((fault("", "broken_text"),)) from error
    if len(data) > largest:
        raise DefinitionInvalid((fault("", "too_large", most=largest),))
    return data


def _parse(data: bytes) -> object:
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except _Refused as refused:
        raise DefinitionInvalid((refused.fault,)) from refused
    except RecursionError as error:
        raise DefinitionInvalid((fault("", "too_deep", most=DEEPEST),)) from error
    except ValueError as error:
        raise DefinitionInvalid((fault("", "unreadable"),)) from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Refused(fault("", "duplicate_key", key=_shown(next(key for key in keys if keys.count(key) > 1))))
    return found


def _integer(text: str) -> int:
    if len(text) > LONGEST_INTEGER:
        raise _Refused(fault("", "huge_number"))
    return int(text)


def _no_fraction(text: str) -> float:
    raise _Refused(fault("", "fraction", found=text[:20]))


def _first_wrong(value: object, path: str, depth: int) -> Fault | None:
    """What has no canonical form, with its place; depth first, so that the first in the document is named."""
    if isinstance(value, str):
        return fault(path, "broken_text") if _is_broken(value) else None
    if value is None or isinstance(value, int):
        return fault(path, "huge_number") if value is not None and abs(value) > LARGEST_INTEGER else None
    if not isinstance(value, dict | list):
        return fault(path, "fraction")
    if depth == 0:
        return fault(path, "too_deep", most=DEEPEST)
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    return next((wrong for key, item in parts if (wrong := _wrong_part(key, item, path, depth))), None)


def _wrong_part(key: object, item: object, path: str, depth: int) -> Fault | None:
    if isinstance(key, str) and _is_broken(key):
        return fault(path, "broken_text")
    return _first_wrong(item, f"{path}/{pointer_part(key)}", depth - 1)


def _is_broken(text: str) -> bool:
    """Half a surrogate pair, or the zero character that no database of ours can keep."""
    return "\0" in text or (not text.isascii() and any("\ud800" <= mark <= "\udfff" for mark in text))


def _shown(text: str) -> str:
    return text[:60].encode("utf-8", "replace").decode()


def pointer_part(key: object) -> str:
    """One step of a JSON pointer (RFC 6901).

    >>> pointer_part("a/b~c")
    'a~1b~0c'
    """
    return str(key).replace("~", "~0").replace("/", "~1")
