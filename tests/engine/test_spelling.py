"""How words sound, and which known word a misspelt one stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.texts.spelling import Known, closest, sound

VILLAGE = [
    Known(word, 20) for word in ("camino", "vaca", "participación", "hacer", "lluvia", "guisante", "niño", "leche")
]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("vaca", "BACA"),
        ("hacer", "aser"),
        ("lluvia", "yuvia"),
        ("gente", "jente"),
        ("quinua", "kinua"),
        ("zorro", "soro"),
        ("huayco", "wayco"),
        ("niño", "nino"),
    ],
)
def test_words_that_sound_the_same_in_peru(one: str, two: str) -> None:
    assert sound(one) == sound(two)


@pytest.mark.parametrize(("one", "two"), [("guerra", "jerra"), ("chapa", "capa"), ("leer", "ler"), ("gusto", "justo")])
def test_words_that_do_not(one: str, two: str) -> None:
    assert sound(one) != sound(two)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("camno", "camino"),
        ("camnio", "camino"),
        ("caminoo", "camino"),
        ("kamino", "camino"),
        ("baca", "vaca"),
        ("partisipasion", "participación"),
        ("particpasion", "participación"),
        ("aser", "hacer"),
        ("yubia", "lluvia"),
    ],
)
def test_slips_of_ear_and_finger_are_mended(typed: str, meant: str) -> None:
    assert closest(typed, VILLAGE)[0] == meant


@pytest.mark.parametrize("typed", ["", "vac", "m30x", "xqzwk", "amino", "cmno", "hospitalización"])
def test_what_is_too_short_or_too_far_is_left(typed: str) -> None:
    assert closest(typed, VILLAGE) == []


def test_the_common_word_wins_among_equals() -> None:
    assert closest("campo", [Known("canpo", 1), Known("cambo", 50)]) == ["cambo", "canpo"]
    assert closest("plaa", [Known("plaga", 3), Known("plaza", 300)])[0] == "plaza"


@given(st.text(max_size=40), st.lists(st.tuples(st.text(max_size=40), st.integers(1, 10**6)), max_size=20))
def test_any_text_is_taken_and_the_order_does_not_matter(typed: str, known: list[tuple[str, int]]) -> None:
    words = [Known(word, texts) for word, texts in known]

    assert closest(typed, words) == closest(typed, words[::-1]) == closest(typed, sorted(words, key=str))
    assert len(closest(typed, words)) <= 3
    assert sound(typed) == sound(typed.upper()) or not typed.isascii()
