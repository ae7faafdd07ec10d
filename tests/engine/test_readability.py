"""Syllables and scales of Spanish prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.texts import Grade, count_syllables, read_ease
from minka.engine.texts.readability import hard_sentences

PLAIN = "Pide tu cita. Lleva tu DNI. Llega antes de las ocho. Te llamamos por tu nombre. No pagas nada aquí."
OFFICIAL = (
    "La dependencia administrativa competente procederá a la verificación documentaria correspondiente, "
    "notificándose oportunamente al administrado las observaciones que pudieran formularse durante la tramitación "
    "del procedimiento, conforme a las disposiciones reglamentarias complementarias vigentes."
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("agua", 2), ("país", 2), ("ciudad", 2), ("quería", 3), ("guerra", 2), ("pingüino", 3), ("rey", 1),
        ("leer", 2), ("aéreo", 4), ("averiguáis", 4), ("poeta", 3), ("baúl", 2), ("construir", 2), ("muy", 1),
        ("y", 1), ("mayo", 2), ("oír", 2), ("buey", 1), ("cuídate", 3), ("hueso", 2), ("teoría", 4), ("héroe", 3),
        ("participación", 5), ("quechua", 2), ("Cajamarca", 4), ("gobierno", 3), ("institución", 4),
        ("vergüenza", 3), ("veintiún", 2), ("leyes", 2), ("DNI", 1), ("xyz", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_plain_text_is_easy_and_official_text_is_hard() -> None:
    plain, official = read_ease(PLAIN), read_ease(OFFICIAL)

    assert plain.grade == Grade.VERY_EASY
    assert official.grade == Grade.VERY_HARD
    assert plain.sentences == 5
    assert official.sentences == 1


def test_scores_follow_their_formulas() -> None:
    measured = read_ease(PLAIN)

    per_word, per_sentence = measured.syllables / measured.words, measured.words / measured.sentences
    assert measured.fernandez_huerta == pytest.approx(206.84 - 60 * per_word - 1.02 * per_sentence, abs=0.05)
    assert measured.inflesz == pytest.approx(206.835 - 62.3 * per_word - per_sentence, abs=0.05)


def test_list_items_and_blank_lines_end_sentences() -> None:
    assert read_ease("Lleva contigo\n- tu DNI\n- una foto\n\nLlega temprano").sentences == 4


@pytest.mark.parametrize("text", ["", "...", "Hola", "123 456"])
def test_too_little_text_has_no_score(text: str) -> None:
    measured = read_ease(text)

    assert (measured.fernandez_huerta, measured.inflesz, measured.grade) == (None, None, None)


@given(st.text(max_size=300))
def test_any_text_is_measured_the_same_twice(text: str) -> None:
    assert read_ease(text) == read_ease(text)


def test_composed_and_decomposed_accents_are_one() -> None:
    assert count_syllables("pai\u0301s") == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lleva tu DNI a la ventanilla. Te atienden hasta las cinco.", []),
        ("", []),
        (" ".join(["pan"] * 25) + ".", []),
        (" ".join(["pan"] * 26) + ".", [(26, True, ())]),
        ("La administración municipal.", []),
        (
            "La administración pedirá documentación que acredite la representación.",
            [(8, False, ("administración", "documentación", "representación"))],
        ),
        (f"Uno.\n\n{' '.join(['sol'] * 30)}\n\nDos.", [(30, True, ())]),
    ],
)
def test_hard_sentences_are_found_with_what_makes_them_hard(
    text: str, found: list[tuple[int, bool, tuple[str, ...]]]
) -> None:
    assert [(each.words, each.is_long, each.long_words) for each in hard_sentences(text)] == found


@given(st.text(max_size=300))
def test_hard_sentences_are_parts_of_the_text(text: str) -> None:
    said = " ".join(text.split())
    assert all(each.text in said and (each.is_long or each.long_words) for each in hard_sentences(text))
