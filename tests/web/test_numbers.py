"""Whole numbers as addresses carry them."""

import pytest

from minka.web.numbers import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", " 1", "1\n", "+1", "-1", "1_0", "1.0", "0x1", "١٢", "²", "9" * 19, "1\x00"])
def test_anything_else_is_nothing(text: str) -> None:
    assert number_in(text) is None
