"""Bytes of strangers: whatever comes in, a definition or a list of faults comes out, and soon."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minka.engine.forms import DefinitionInvalid, canonical_bytes, read_definition
from minka.engine.forms.documents import LARGEST_DOCUMENT, read_document
from tests.engine.forms.samples import ask, es, licence, page, read, service


def codes(source: bytes | str) -> list[str]:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(source)
    assert all(fault.text for fault in refused.value.faults)
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "unreadable"),
        (b"\xff\xfe\x00", "unreadable"),
        (b"{", "unreadable"),
        (b"[]", "not_object"),
        (b'{"format": NaN}', "fraction"),
        (b'{"format": Infinity}', "fraction"),
        (b'{"format": 1.5}', "fraction"),
        (b'{"format": 1e9999}', "fraction"),
        (b'{"format": 9007199254740992}', "huge_number"),
        (b'{"format": ' + b"9" * 5_000 + b"}", "huge_number"),
        (b'{"format": "a", "format": "b"}', "duplicate_key"),
        (b'{"title": {"es": "a", "es": "b"}}', "duplicate_key"),
        (b'{"format": "\\ud800"}', "broken_text"),
        (b'{"\\udfff": 1}', "broken_text"),
        (b'{"format": "a\\u0000b"}', "broken_text"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "too_deep"),
        (b"[" * 200_000, "too_deep"),
        (b'{"a":' * 200_000, "too_deep"),
        (b'{"format": "minka-service/2"}', "format"),
        (b'{"format": 1}', "format"),
        (b"{}", "format"),
        (b" " * (LARGEST_DOCUMENT + 1), "too_large"),
    ],
)
def test_what_is_no_definition_is_refused_with_its_reason(source: bytes, code: str) -> None:
    assert codes(source) == [code]


def test_a_text_with_half_a_character_is_refused() -> None:
    assert codes('{"format": "\ud800"}') == ["broken_text"]


def test_a_mark_before_the_first_brace_is_borne() -> None:
    assert read_document(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_ten_thousand_pages_are_refused_and_only_some_are_read() -> None:
    many = json.dumps(service(*[page(f"p{at}", ask(f"q{at}")) for at in range(10_000)]))

    assert "too_many" in codes(many)


def test_a_thousand_questions_are_too_many_on_too_many_pages() -> None:
    pages = [page(f"p{at}", *[ask(f"q{at}_{n}") for n in range(60)]) for at in range(17)]

    assert codes(json.dumps(service(*pages))) == ["too_many"]


def test_no_more_than_a_hundred_faults_are_told() -> None:
    broken = service(*[{"id": f"p{at}"} for at in range(300)])

    assert len(codes(json.dumps(broken))) == 100


def test_an_object_read_already_is_held_to_the_same() -> None:
    with pytest.raises(DefinitionInvalid):
        read_definition({"format": 1.5})
    with pytest.raises(DefinitionInvalid):
        read_definition(service(page("a", ask("q")), title={"es": object()}))


def test_the_same_document_has_the_same_bytes_and_digest_however_it_is_written() -> None:
    document = licence()
    turned = dict(reversed(list(document.items())))

    one, other = read_definition(json.dumps(document)), read_definition(json.dumps(turned, indent=3))

    assert canonical_bytes(one) == canonical_bytes(other)
    assert one.digest == other.digest
    assert one.digest != read(page("a", ask("q"))).digest
    assert read_definition(canonical_bytes(one)).digest == one.digest


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
KEYS = [*licence(), "languages", "summary"]


def refusal(document: dict[str, object]) -> list[str]:
    """The sentences of all faults; reading whatever must give a definition or those."""
    try:
        read_definition(document)
    except DefinitionInvalid as refused:
        return [fault.text for fault in refused.faults]
    return ["none"]


@given(some.dictionaries(some.sampled_from(KEYS), JSON))
def test_any_json_in_the_place_of_any_part_gives_faults_and_never_an_exception(parts: dict[str, object]) -> None:
    assert all(refusal({**licence(), **parts, "format": "minka-service/1"}))


@given(some.data())
def test_any_json_deep_inside_gives_faults_and_never_an_exception(data: some.DataObject) -> None:
    document = licence()
    places: list[tuple[Any, Any]] = []
    _find_places(document, places)
    holder, key = data.draw(some.sampled_from(places))
    holder[key] = data.draw(JSON)

    assert all(refusal({**document, "format": "minka-service/1"}))


def _find_places(holder: Any, places: list[tuple[Any, Any]]) -> None:
    for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
        places.append((holder, key))
        if isinstance(holder[key], dict | list):
            _find_places(holder[key], places)


def test_the_title_needs_spanish_and_words() -> None:
    assert codes(json.dumps(service(page("a", ask("q")), title={"en": "x"}))) == ["no_spanish", "language"]
    assert codes(json.dumps(service(page("a", ask("q")), title=es("  ")))) == ["empty"]
