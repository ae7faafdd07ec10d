"""A seal says what was signed, to anybody with the key and nothing else, or says that it does not."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.ledger import FactsInvalid, find_seal, make_seal, public_key, verify_seal

KEY = bytes(range(32))
TRUSTED = public_key(KEY)
FACTS = {"kind": "case", "number": "2026-000123", "on": "2026-11-24", "entity": "Municipalidad (demostración)"}
NAMES = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True).filter(lambda name: name != "key")
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Mn", "Cn"], max_codepoint=0x17F)
VALUES = st.text(LETTERS, max_size=20) | st.integers(-(2**53) + 1, 2**53 - 1)


def test_a_seal_gives_back_its_facts() -> None:
    verdict = verify_seal(make_seal(FACTS, KEY), TRUSTED)

    assert verdict.ok
    assert verdict.facts == FACTS
    assert verdict.text == ""


def test_it_fits_a_qr_of_three_centimetres() -> None:
    assert len(make_seal(FACTS, KEY)) <= 300


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_whatever_can_be_sealed_is_read_as_it_was(facts: dict[str, str | int]) -> None:
    seal = make_seal(facts, KEY)

    assert seal == make_seal(dict(reversed(facts.items())), KEY)
    assert verify_seal(seal, TRUSTED).ok
    assert verify_seal(seal, TRUSTED).facts.keys() == facts.keys()


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_sign_is_noticed(place: int, change: int) -> None:
    mark, body, signature = make_seal(FACTS, KEY).split(".")
    content = bytearray(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    content[place % len(content)] ^= change

    changed = urlsafe_b64encode(bytes(content)).rstrip(b"=").decode()

    assert not verify_seal(f"{mark}.{changed}.{signature}", TRUSTED).ok


@given(st.text(max_size=400))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert verify_seal(text, TRUSTED).problem == "unreadable"


def test_a_seal_of_another_installation_is_told_as_such() -> None:
    verdict = verify_seal(make_seal(FACTS, bytes(32)), TRUSTED)

    assert verdict.problem == "key"
    assert verdict.facts == {}


def test_it_is_found_in_an_address_and_over_broken_lines() -> None:
    seal = make_seal(FACTS, KEY)

    assert find_seal(f"https://minka.pe/registro/comprobar/#{seal}") == seal
    assert verify_seal(f"{seal[:40]}\n  {seal[40:]}", TRUSTED).ok
    assert find_seal("kudu-yeme-sifi-311") is None


@pytest.mark.parametrize(
    "facts",
    [
        {"key": "x"},
        {"Number": "x"},
        {"n": 1.5},
        {"n": True},
        {"n": None},
        {"n": ["x"]},
        {"n": 2**60},
        {"n": "\ud800"},
        {"n": "x" * 500},
    ],
)
def test_what_cannot_be_sealed_is_refused(facts: dict[str, str | int]) -> None:
    with pytest.raises(FactsInvalid):
        make_seal(facts, KEY)
