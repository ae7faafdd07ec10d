"""Canonical JSON and commitments."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.ledger.canonical import NotCanonical, canonical, commit

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXT.map(lambda t: unicodedata.normalize("NFC", t)), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_canonical_bytes_are_json_and_a_fixed_point(value: object) -> None:
    data = canonical(value)

    assert canonical(json.loads(data)) == data


@given(st.dictionaries(TEXT.map(lambda text: unicodedata.normalize("NFC", text)), SCALARS))
def test_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_composed_and_decomposed_accents_are_one_text() -> None:
    assert canonical("canción") == canonical(unicodedata.normalize("NFD", "canción"))


def test_lists_and_tuples_are_one() -> None:
    assert canonical((1, 2)) == canonical([1, 2]) == b"[1,2]"


def deep(levels: int) -> object:
    value: object = None
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        b"bytes",
        {1: "key"},
        {"a", "b"},
        object(),
        "\ud800",
        {"é": 1, "e\u0301": 2},
        deep(33),
        deep(100_0),
    ],
    ids=[
        "fraction",
        "not-a-number",
        "too-large",
        "too-small",
        "bytes",
        "number-as-key",
        "set",
        "object",
        "half-a-character",
        "two-keys-that-are-one",
        "too-deep",
        "far-too-deep",
    ],
)
def test_what_has_no_single_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_thirty_two_levels_are_allowed() -> None:
    assert canonical(deep(32)) == b"[" * 32 + b"null" + b"]" * 32


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_another_nonce_gives_another_commitment(one: bytes, two: bytes) -> None:
    assert (commit(one, {"title": "Agua"}) == commit(two, {"title": "Agua"})) == (one == two)


def test_another_body_gives_another_commitment() -> None:
    assert commit(bytes(32), {"title": "Agua"}) != commit(bytes(32), {"title": "agua"})


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_nonce_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commit(bytes(length), {})
