"""Leaves, lines, heads and receipts: what can be written, and what cannot."""

import orjson
import pytest

from minka.engine.ledger import Head, HeadInvalid, is_signed, make_leaf, parse_head, public_key, sign_head
from minka.engine.ledger.log import LeafInvalid, entry_line, is_leaf
from tests.engine.logs import KEY, MOMENT, leaf_for

OPENING = {"nonce": "00" * 32, "body": {"text": "Agua"}}


def signed() -> Head:
    return sign_head(size=3, root=bytes(32), at=MOMENT, private_key=KEY)


def test_entry_is_one_canonical_line() -> None:
    line = entry_line(4, leaf_for("Agua"), None, "withdrawn")

    assert line.startswith(b'{"blank":"withdrawn","leaf":{"at":"2026-')
    assert line.endswith(b',"opening":null,"position":4}\n')


@pytest.mark.parametrize(("opening", "blank"), [(None, None), (OPENING, "withdrawn"), (None, ""), (None, 'a "quote"')])
def test_entry_shows_its_opening_or_a_reason_but_not_both(opening: object, blank: object) -> None:
    with pytest.raises(LeafInvalid):
        entry_line(0, leaf_for("Agua"), opening, blank)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": ""},
        {"site": "con espacio"},
        {"subject": "x" * 201},
        {"subject": "ñ"},
        {"at": "2026-11-23 12:00:00"},
        {"at": "2026-11-23T12:00:00+00:00"},
        {"commitment": "ab"},
        {"commitment": "A" * 64},
    ],
    ids=str,
)
def test_malformed_leaf_is_refused(change: dict[str, str]) -> None:
    parts = {"kind": "a.b", "site": "cajamarca", "subject": "c1", "at": MOMENT, "commitment": "0" * 64}

    make_leaf(**parts)
    with pytest.raises(LeafInvalid):
        make_leaf(**(parts | change))


@pytest.mark.parametrize(
    "value", [None, [], {}, {"v": 1}, leaf_for("a") | {"v": True}, leaf_for("a") | {"extra": 1}], ids=str
)
def test_what_is_no_leaf_is_told(value: object) -> None:
    assert not is_leaf(value)


def test_signed_head_survives_being_published() -> None:
    head = signed()

    again = parse_head(orjson.loads(orjson.dumps(head.as_dict())))

    assert again == head
    assert is_signed(again)
    assert again.key == public_key(KEY)


def test_same_head_has_the_same_signature() -> None:
    assert signed() == signed()


@pytest.mark.parametrize(
    "change",
    [
        {"size": 4},
        {"root": "11" * 32},
        {"at": "2026-11-23T12:00:01Z"},
        {"signature": "0" * 128},
        {"key": public_key(b"s" * 32)},
        {"key": "f" * 64},
    ],
    ids=str,
)
def test_changed_head_is_not_signed(change: dict[str, object]) -> None:
    assert not is_signed(parse_head(signed().as_dict() | change))


@pytest.mark.parametrize(
    "change",
    [
        {"size": -1},
        {"size": True},
        {"size": 2.0},
        {"size": 2**60},
        {"root": None},
        {"root": "F" * 64},
        {"at": "hoy"},
        {"at": 5},
        {"x": 1},
    ],
    ids=str,
)
def test_malformed_head_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(HeadInvalid):
        parse_head(signed().as_dict() | change)


@pytest.mark.parametrize("value", [None, "head", [], {}], ids=str)
def test_what_is_no_head_is_refused(value: object) -> None:
    with pytest.raises(HeadInvalid):
        parse_head(value)


def test_head_cannot_be_signed_for_a_strange_moment() -> None:
    with pytest.raises(HeadInvalid):
        sign_head(size=1, root=bytes(32), at="mañana", private_key=KEY)
