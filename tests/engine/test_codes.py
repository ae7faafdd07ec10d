"""Receipt codes: speakable, read leniently, checked strictly."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minka.engine.ledger.codes import (
    CONSONANT_CLASSES,
    DENIED,
    SYLLABLES,
    VOWELS,
    CodeInvalid,
    make_code,
    parse_code,
)

RANDOM = st.binary(min_size=16, max_size=32)
CODES = RANDOM.map(make_code)


def is_accepted(text: str) -> bool:
    try:
        parse_code(text)
    except CodeInvalid:
        return False
    return True


def replace(code: str, place: int, character: str) -> str:
    return code[:place] + character + code[place + 1 :]


@given(RANDOM)
def test_code_has_three_words_and_three_digits(random_bytes: bytes) -> None:
    assert re.fullmatch(r"([a-z]{4}-){3}[0-9]{3}", make_code(random_bytes))


@given(RANDOM)
def test_same_bytes_give_the_same_code(random_bytes: bytes) -> None:
    assert make_code(random_bytes) == make_code(random_bytes)


def test_too_few_random_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        make_code(bytes(15))


@given(CODES)
def test_code_never_holds_a_denied_word(code: str) -> None:
    letters = code.replace("-", "")[:12]

    syllables = [letters[start : start + 2] for start in range(0, 12, 2)]

    assert not any(first + second in DENIED for first, second in pairwise(syllables))


def test_hundred_thousand_codes_are_all_different() -> None:
    codes = {make_code(number.to_bytes(16)) for number in range(100_000)}

    assert len(codes) == 100_000


@given(CODES, st.sampled_from([str.upper, str.title, lambda code: code.replace("-", " "), lambda code: f"  {code}. "]))
def test_code_survives_how_people_type_it(code: str, habit: object) -> None:
    assert callable(habit)
    assert parse_code(habit(code)) == code
    assert parse_code(code.replace("-", "")) == code
    assert parse_code(code.replace("-", " — ")) == code
    assert parse_code(code.replace("a", "á").replace("u", "ü")) == code


@given(CODES)
def test_code_survives_other_spellings_of_the_same_sound(code: str) -> None:
    words, digits = code[:14], code[14:]

    spelt = re.sub("k(?=[ei])", "qu", words).replace("k", "c")
    spelt = spelt.replace("b", "v").replace("s", "z").replace("y", "ll").replace("je", "ge").replace("ji", "gi")

    assert parse_code(spelt + digits) == code


@given(CODES, st.integers(0, 11), st.sampled_from(VOWELS))
def test_any_changed_vowel_is_caught(code: str, place: int, vowel: str) -> None:
    places = [number for number, letter in enumerate(code) if letter in VOWELS]
    place = places[place % len(places)]

    wrong = replace(code, place, vowel)

    assert wrong == code or not is_accepted(wrong)


@given(CODES, st.sampled_from([14 + place for place in (1, 2, 3) if place < 4]), st.sampled_from("0123456789"))
def test_any_changed_digit_is_caught(code: str, place: int, digit: str) -> None:
    wrong = replace(code, place, digit)

    assert wrong == code or not is_accepted(wrong)


@given(CODES, st.integers(0, 5), st.sampled_from(sorted(CONSONANT_CLASSES)))
@example("lago-jeka-rido-362", 2, "g")
def test_changed_consonant_is_caught_unless_it_sounds_quite_different(code: str, place: int, consonant: str) -> None:
    places = [number for number, letter in enumerate(code) if letter in CONSONANT_CLASSES]
    old = code[places[place]]

    wrong = replace(code, places[place], consonant)

    unlike = CONSONANT_CLASSES[old] == CONSONANT_CLASSES[consonant]
    sounds_the_same = (old, wrong[places[place] : places[place] + 2]) in {("j", "ge"), ("j", "gi")}
    assert unlike or sounds_the_same or not is_accepted(wrong)


def test_only_four_pairs_of_consonants_can_stand_for_one_another() -> None:
    pairs = {
        frozenset((one, two))
        for one in CONSONANT_CLASSES
        for two in CONSONANT_CLASSES
        if one < two and CONSONANT_CLASSES[one] == CONSONANT_CLASSES[two]
    }

    assert pairs == {frozenset("rm"), frozenset("sl"), frozenset("tn"), frozenset("yk")}


@given(CODES, st.integers(0, 4))
def test_nine_of_ten_swapped_neighbours_are_caught(code: str, place: int) -> None:
    letters, digits = code[:14].replace("-", ""), code[15:]
    first, second = letters[2 * place : 2 * place + 2], letters[2 * place + 2 : 2 * place + 4]

    wrong = letters[: 2 * place] + second + first + letters[2 * place + 4 :] + digits

    same_class = sound(first) == sound(second)
    assert same_class or not is_accepted(wrong)


def sound(syllable: str) -> int:
    return (CONSONANT_CLASSES[syllable[0]] + 2 * VOWELS.index(syllable[1])) % 10


@given(CODES)
def test_swapped_digits_are_caught(code: str) -> None:
    wrong = code[:15] + code[16] + code[15] + code[17]

    assert wrong == code or not is_accepted(wrong)


@pytest.mark.parametrize(
    ("typed", "reason", "part"),
    [
        ("", "empty", None),
        ("   ", "empty", None),
        ("kudu yeme", "length", None),
        ("kudu yeme sifi kudu 311", "length", None),
        ("kudu yxme sifi 311", "word", 2),
        ("kuduyemesxfi311", "word", 3),
        ("kudu yeme sif 311", "word", 3),
        ("kudu yeme sifi 31", "digits", 4),
        ("kudu yeme sifi", "digits", 4),
        ("kudu yeme sifi 3111", "digits", 4),
        ("kudu yeme sifi 312", "check", None),
        ("<script>alert(1)</script>", "length", None),
        ("水" * 5, "length", None),
        ("a" * 5000, "length", None),
    ],
)
def test_refusal_names_the_reason_and_the_part(typed: str, reason: str, part: int | None) -> None:
    with pytest.raises(CodeInvalid) as refusal:
        parse_code(typed)

    assert (refusal.value.reason, refusal.value.part) == (reason, part)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        code = parse_code(text)
    except CodeInvalid:
        return
    assert parse_code(code) == code


def test_no_two_syllables_sound_alike() -> None:
    assert len(SYLLABLES) == 68
    assert not {"ge", "gi", "ve", "ze", "ce"} & set(SYLLABLES)
