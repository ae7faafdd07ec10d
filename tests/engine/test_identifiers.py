"""Identifiers against numbers that are published or in public use."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine import identifiers
from minka.engine.identifiers import DniDoubt, dni_check, doubt_about_dni, is_ruc

KNOWN_RUCS = ["20100070970", "20295613620", "20100113610", "20100043140", "20131312955", "20453744168"]


@pytest.mark.parametrize("number", KNOWN_RUCS)
def test_numbers_of_known_bodies_are_rucs(number: str) -> None:
    assert is_ruc(number)
    assert is_ruc(f" {number}\n")


@pytest.mark.parametrize("number", KNOWN_RUCS)
def test_any_other_last_digit_is_refused(number: str) -> None:
    others = [number[:10] + digit for digit in "0123456789" if digit != number[10]]

    assert not any(is_ruc(other) for other in others)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2010007097",
        "201000709700",
        "30100070970",
        "2010007097O",
        "２０１０００７０９７０",
        "20100070970'--",
        "²0100070970",
    ],
)
def test_what_is_not_eleven_digits_with_a_prefix_is_no_ruc(text: str) -> None:
    assert not is_ruc(text)


@given(st.sampled_from(identifiers.RUC_PREFIXES), st.text("0123456789", min_size=8, max_size=8))
def test_every_start_has_exactly_one_check_digit(prefix: str, rest: str) -> None:
    assert sum(is_ruc(prefix + rest + digit) for digit in "0123456789") == 1


def test_remainders_ten_and_eleven_become_nought_and_one() -> None:
    by_rest = {}
    for number in range(200):
        start = f"20{number:08d}"
        rest = 11 - sum(int(d) * w for d, w in zip(start, identifiers.RUC_WEIGHTS, strict=True)) % 11
        by_rest[rest] = start

    assert is_ruc(by_rest[10] + "0")
    assert is_ruc(by_rest[11] + "1")


def test_the_published_dni_has_its_check_characters() -> None:
    assert dni_check("42388604") == ("3", "H")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("42388604", DniDoubt.NONE),
        ("42388604-3", DniDoubt.NONE),
        ("42388604 h", DniDoubt.NONE),
        ("42388604-7", DniDoubt.CHECK_DIFFERS),
        ("71390300-2", DniDoubt.CHECK_DIFFERS),  # a real card is reported with it: a doubt, not a refusal
        ("4238860", DniDoubt.NOT_A_DNI),
        ("423886043H", DniDoubt.NOT_A_DNI),
        ("42388604-ß", DniDoubt.NOT_A_DNI),
        ("٤٢٣٨٨٦٠٤", DniDoubt.NOT_A_DNI),
        ("", DniDoubt.NOT_A_DNI),
    ],
)
def test_a_typed_dni_is_doubted_softly(text: str, doubt: DniDoubt) -> None:
    assert doubt_about_dni(text) is doubt


@given(st.text())
def test_no_text_breaks_the_checks(text: str) -> None:
    assert is_ruc(text) in {True, False}
    assert doubt_about_dni(text) in DniDoubt


@pytest.mark.parametrize("number", ["", "1234567", "123456789", "1234567a"])
def test_a_check_character_is_only_given_to_eight_digits(number: str) -> None:
    with pytest.raises(ValueError, match="eight"):
        dni_check(number)


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(identifiers).failed == 0
