"""One byte form for every public value, and commitments to it.

Canonical JSON is JSON with sorted keys, no blanks, UTF-8, Unicode NFC and no fractions, so that two
machines that agree on a value agree on its hash. See ``docs/engine/ledger.md``.
"""

import hashlib
import unicodedata
from collections.abc import Mapping

import orjson

type Json = Mapping[str, "Json"] | list["Json"] | tuple["Json", ...] | str | int | bool | None

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 32
NONCE_BYTES = 32
COMMITMENT_PREFIX = b"minka commitment 1\n"


class NotCanonical(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The value has no canonical form: a fraction, a huge integer, a broken character, too deep."""


def canonical(value: object) -> bytes:
    """Write a value as canonical JSON.

    Args:
        value: mappings with text keys, lists, text, integers of at most 53 bits, booleans, None.

    Raises:
        NotCanonical: the value holds anything else, two keys that are one after NFC, or is nested
            more than 32 deep.

    >>> canonical({"b": [1, True], "a": "cafe\\u0301"}).decode()
    '{"a":"café","b":[1,true]}'
    """
    try:
        return orjson.dumps(_normal(value, DEEPEST), option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise NotCanonical(str(error)) from error


def commit(nonce: bytes, body: object) -> str:
    """Commit to a body without showing it: SHA-256 over a prefix, the nonce and the canonical body.

    Whoever knows nonce and body can check the commitment; once the nonce is destroyed, the
    commitment can no longer be linked to the body.

    Args:
        nonce: 32 random bytes, used for this body only.
        body: any value that has a canonical form.

    Returns:
        64 lower-case hexadecimal digits.

    Raises:
        ValueError: the nonce is not 32 bytes long.
        NotCanonical: as for :func:`canonical`.

    >>> commit(bytes(32), {"title": "Agua"})[:16]
    '736af94b2daba49f'
    """
    if len(nonce) != NONCE_BYTES:
        message = f"a nonce has {NONCE_BYTES} bytes, not {len(nonce)}"
        raise ValueError(message)
    return hashlib.sha256(COMMITMENT_PREFIX + nonce + canonical(body)).hexdigest()


def _normal(value: object, depth: int) -> object:
    if value is None or isinstance(value, str | int):
        return _normal_scalar(value)
    if depth == 0:
        message = f"nested more than {DEEPEST} deep"
        raise NotCanonical(message)
    if isinstance(value, Mapping):
        return _normal_mapping(value, depth)
    if isinstance(value, list | tuple):
        return [_normal(item, depth - 1) for item in value]
    message = f"{type(value).__name__} has no canonical form"
    raise NotCanonical(message)


def _normal_scalar(value: str | int | None) -> str | int | None:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is not None and abs(value) > LARGEST_INTEGER:
        message = "integers have at most 53 bits"
        raise NotCanonical(message)
    return value


def _normal_mapping(value: Mapping[object, object], depth: int) -> dict[str, object]:
    normal: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            message = "keys are text"
            raise NotCanonical(message)
        name = unicodedata.normalize("NFC", key)
        if name in normal:
            message = f"two keys are one: {name}"
            raise NotCanonical(message)
        normal[name] = _normal(item, depth - 1)
    return normal
