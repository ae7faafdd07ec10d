"""Terms, similar texts, near-duplicates."""

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.texts import Group, fold, group_duplicates, rank_similar, rarest_terms, stem, terms, words

PROPOSALS = Path(__file__).parents[2] / "data" / "decide_madrid" / "proposals.csv"
VILLAGE = [
    (1, "Arreglen el camino a Porcón, con la lluvia no pasa ni la ambulancia"),
    (2, "El agua llega solo dos horas al día en el barrio San Sebastián"),
    (3, "Más luz en la plaza: de noche da miedo cruzar"),
    (4, "Una posta médica abierta también los domingos"),
    (5, "Caminos rurales con cunetas para que la lluvia no los malogre"),
]
FREQUENCIES: dict[str, int] = {}
WORDS = ["agua", "camino", "luz", "plaza", "posta", "lluvia", "barrio", "domingo", "miedo", "la", "de", "y"]
SPANISH = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "forms",
    [
        ("camino", "caminos", "CAMINOS"),
        ("canción", "canciones", "cancion"),
        ("luz", "luces"),
        ("árbol", "arboles", "Árboles"),
        ("propuesta", "propuestas"),
        ("pavimentar", "pavimentación", "pavimenten"),
        ("municipal", "municipales", "municipalidad"),
        ("niño", "niños", "NINOS"),
    ],
)
def test_forms_of_a_word_share_their_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(fold(form)) for form in forms}) == 1


def test_numbers_are_kept_whole() -> None:
    assert terms("Decreto 1234567 del 2026") == ["decret", "1234567", "2026"]


@pytest.mark.parametrize("text", ["", "   ", "¡¿?!", "👍🏽", "<>"])
def test_text_without_words_has_no_terms(text: str) -> None:
    assert words(text) == terms(text) == []


def keys(query: str, candidates: list[tuple[int, str]] = VILLAGE) -> list[int]:
    return [match.key for match in rank_similar(query, candidates, FREQUENCIES, 100)]


def test_closest_text_comes_first() -> None:
    assert keys("arreglo de los caminos cuando llueve")[:2] == [1, 5]
    assert keys("falta agua en el barrio")[0] == 2


def test_misspelt_words_still_find_their_text() -> None:
    assert keys("posta medika domingos")[0] == 4
    assert keys("en la plasa no hay lus de nochee")[0] == 3


def test_shared_words_are_the_query_s_own_in_its_order() -> None:
    best = rank_similar("Lluvias en el CAMINO", VILLAGE, FREQUENCIES, 100)[0]

    assert best.shared == ("lluvias", "camino")


@given(SPANISH, st.permutations(VILLAGE))
def test_order_of_candidates_makes_no_difference(query: str, candidates: list[tuple[int, str]]) -> None:
    assert rank_similar(query, candidates, {}, 5) == rank_similar(query, VILLAGE, {}, 5)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(), st.text(max_size=60)), max_size=6))
def test_scores_lie_between_nothing_and_one(query: str, candidates: list[tuple[int, str]]) -> None:
    matches = rank_similar(query, candidates, {}, 10)

    assert all(0 < match.score <= 1 for match in matches)
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)


def test_equal_candidates_are_ordered_by_their_keys() -> None:
    twins = [("b", "agua"), ("a", "agua")]

    matches = rank_similar("agua", twins, {}, 2)

    assert [match.key for match in matches] == ["a", "b"]
    assert matches[0].score == matches[1].score == 1


@pytest.mark.parametrize(("query", "candidates"), [("", VILLAGE), ("agua", []), ("zzz", VILLAGE), ("agua", [(1, "")])])
def test_nothing_shared_gives_no_match(query: str, candidates: list[tuple[int, str]]) -> None:
    assert keys(query, candidates) == []


def test_long_query_is_answered_by_its_rarest_words() -> None:
    query = " ".join(f"palabra{number}" for number in range(5000)) + " posta"

    assert keys(query) in ([], [4])


def test_rarest_terms_leave_common_ones_out() -> None:
    frequencies = {"agua": 60, "potabl": 9, "chot": 2}

    assert rarest_terms("Agua potable en Chota", frequencies, 100) == ["chot", "potabl"]
    assert rarest_terms("Agua potable en Chota", frequencies, 100, k=1) == ["chot"]
    assert rarest_terms("agua", frequencies, 100) == ["agua"]
    assert rarest_terms("wifi", frequencies, 100) == []
    assert rarest_terms("", {}, 0) == []


def grouped(texts: list[tuple[int, str]], threshold: float = 0.5) -> list[tuple[int, ...]]:
    return [group.keys for group in group_duplicates(texts, threshold)]


def test_copies_are_grouped_and_the_rest_left_alone() -> None:
    copies = [(10, VILLAGE[0][1].upper()), (11, "Porcón: arreglen el camino, no pasa la ambulancia con lluvia")]

    assert grouped([*VILLAGE, *copies]) == [(1, 10, 11)]


def test_exact_copies_score_one() -> None:
    groups = group_duplicates([*VILLAGE, (9, VILLAGE[1][1])])

    assert groups[0].keys == (2, 9)
    assert groups[0].pairs[0].score == 1


@given(st.permutations([*VILLAGE, (8, VILLAGE[3][1]), (9, "posta médica, que abran los domingos")]))
def test_order_of_texts_makes_no_difference(texts: list[tuple[int, str]]) -> None:
    assert repr(group_duplicates(texts)) == repr(group_duplicates(sorted(texts)))


@given(st.lists(SPANISH, max_size=12))
def test_no_text_is_in_two_groups(texts: list[str]) -> None:
    groups: list[Group[int]] = group_duplicates(enumerate(texts))

    assert all(not set(one.keys) & set(two.keys) for one, two in combinations(groups, 2))
    assert all(len(group.keys) > 1 for group in groups)
    assert all(0.5 <= pair.score <= 1 for group in groups for pair in group.pairs)


@pytest.mark.parametrize("texts", [[], [(1, "agua")], [(1, ""), (2, "")], [(1, "👍"), (2, "!!")]], ids=str)
def test_too_little_makes_no_group(texts: list[tuple[int, str]]) -> None:
    assert group_duplicates(texts) == []


def test_texts_of_stop_words_only_are_compared_too() -> None:
    assert grouped([(1, "¿Y si no?"), (2, "y si no"), (3, "nada de nada")]) == [(1, 2)]


def test_five_hundred_copies_each_a_word_apart_are_one_group() -> None:
    filler = [(number, body) for number, (_, body) in enumerate(proposals(), start=10_000)]
    sentence = "Pedimos arreglar la plaza de armas de Chota con bancas árboles luces y baños limpios para todos"
    copy = sentence.split()
    flood = [(number, " ".join(replace(copy, number % 15, f"palabra{number}"))) for number in range(500)]

    largest = max(group_duplicates([*filler, *flood]), key=lambda group: len(set(group.keys) & set(range(500))))

    assert len(set(largest.keys) & set(range(500))) > 450


def replace(sentence: list[str], place: int, word: str) -> list[str]:
    return [*sentence[:place], word, *sentence[place + 1 :]]


@pytest.mark.parametrize("threshold", [0, -1, 1.1])
def test_impossible_threshold_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        group_duplicates([], threshold)


def proposals() -> list[tuple[str, str]]:
    with PROPOSALS.open(encoding="utf-8", newline="") as file:
        return [(row["title"], row["body"]) for row in csv.DictReader(file)]


def test_real_proposals_filed_twice_are_found_by_their_bodies() -> None:
    rows = [(title, body) for title, body in proposals() if body.strip()]
    twice: dict[str, set[int]] = {}
    for number, (title, _) in enumerate(rows):
        twice.setdefault(" ".join(words(title)), set()).add(number)
    truth = {pair for same in twice.values() for pair in combinations(sorted(same), 2)}

    groups = group_duplicates((number, body) for number, (_, body) in enumerate(rows))

    found = {pair for group in groups for pair in combinations(group.keys, 2)}
    assert len(truth) == 76
    assert len(truth & found) >= 73
