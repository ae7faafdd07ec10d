"""Search forgives accents, inflections and misspellings, and never fails on what people type."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minka.contributions.actions.words import ANEW_AFTER, count_words
from minka.contributions.models import Contribution, Word, WordCount
from minka.contributions.queries.search import search_contributions
from minka.contributions.tasks import count_new_words
from minka.processes.models import Activity
from minka.web.memory import memory
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast

TEXTS = (
    "La participación de los jóvenes en el caserío",
    "Arreglen los caminos y los árboles caídos",
    "Las vacas necesitan agua limpia",
    "Un autobús nocturno para la feria",
)


@pytest.fixture
def activity(cast: Cast) -> Activity:
    activity = make_activity(make_process(cast.cajamarca))
    for text in TEXTS:
        make_contribution(activity, title="", text=text)
    count_words()
    return activity


def found(activity: Activity, words: str) -> tuple[str, list[str]]:
    result = search_contributions(Contribution.objects.listed().filter(activity=activity), words)
    return result.understood, [each.text for each in result.contributions]


def count_anew() -> int:
    WordCount.objects.update(begun_anew_at=timezone.now() - ANEW_AFTER)
    return count_words()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("participaciones", TEXTS[0]),
        ("PARTICIPACION", TEXTS[0]),
        ("arbol camino", TEXTS[1]),
        ("vaca", TEXTS[2]),
        ('"agua limpia"', TEXTS[2]),
        ("autobuses -camino", TEXTS[3]),
    ],
)
def test_any_inflection_is_found_with_or_without_accents(activity: Activity, words: str, text: str) -> None:
    assert found(activity, words) == (words, [text])


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("partisipasion", "participación"),
        ("camnio", "caminos"),
        ("bacas", "vacas"),
        ("Autobuz nocturno", "autobús nocturno"),
        ('"ahua limpia"', '"agua limpia"'),
    ],
)
def test_a_misspelt_word_is_read_as_the_nearest_known_one(activity: Activity, words: str, understood: str) -> None:
    assert found(activity, words)[0] == understood
    assert len(found(activity, words)[1]) == 1


def test_a_word_that_somebody_used_is_never_corrected(activity: Activity) -> None:
    make_contribution(activity, text="Una baca para el techo del autobuz")

    assert found(activity, "autobuz")[0] == "autobuz", "not even in the minute before its words are counted"
    count_words()
    assert found(activity, "autobuz")[0] == "autobuz"
    assert found(activity, "bacas")[0] == "bacas"


def test_a_word_is_only_corrected_to_one_that_finds_something_here(activity: Activity) -> None:
    elsewhere = make_activity(make_process(activity.site, slug="otro"))

    assert found(elsewhere, "partisipasion") == ("partisipasion", [])


def test_the_page_says_what_it_understood(activity: Activity) -> None:
    address = reverse("ideas:list", args=[activity.site.slug, activity.process.slug, activity.slug])

    assert "Mostramos resultados para «participación»" in Client().get(address, {"q": "partisipasion"}).text
    assert "Mostramos resultados" not in Client().get(address, {"q": "participacion"}).text


@pytest.mark.parametrize(
    "hostile",
    ["", " ", "de la que", "'", '"', "((!|&:*", "a' OR 1=1 --", "\\'\\", "-", "OR", "OR OR", "agua -", "x" * 10_000,
     "agua " * 2_000, "\0agua", "pʼaki", "ŉ ͅ", "🙏", "<b>agua</b>", "שלום", "%", "'agua':1A"],
)  # fmt: skip
def test_nothing_typed_makes_the_search_fail(activity: Activity, hostile: str) -> None:
    understood, texts = found(activity, hostile)

    assert isinstance(understood, str)
    assert set(texts) <= set(TEXTS)


@pytest.mark.django_db
def test_every_letter_there_is_can_be_kept_and_looked_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            select count(es_tsv(said)), count(es_tsq(said)) from (
                select 'aq' || chr(code) || 'er ' || chr(code) || ' ' || chr(code) || 'a' as said
                from generate_series(1, 65533) code where code not between 55296 and 57343
            ) as each
        """)
        assert cursor.fetchone() == (63_485, 63_485)


@pytest.mark.parametrize("written", ["p'aki", "p’aki", "pʼaki", "paki", "P'AKI"])
def test_apostrophes_of_quechua_do_not_matter(activity: Activity, written: str) -> None:
    make_contribution(activity, title="", text="Chay pʼaki ñan")

    assert found(activity, written)[1] == ["Chay pʼaki ñan"]


def test_words_joined_by_a_stop_without_a_blank_are_two(activity: Activity) -> None:
    make_contribution(activity, title="", text="La plaza está sucia.Hay ratas")

    assert found(activity, "sucia ratas")[1] == ["La plaza está sucia.Hay ratas"]


def test_only_what_anyone_may_read_is_learnt(activity: Activity) -> None:
    shown = make_contribution(activity, text="palabrasecreta")
    make_contribution(activity, text="palabraretenida", held=True)
    make_contribution(activity, text="palabracomentada", parent=shown, kind="comment")
    count_new_words(0)

    assert set(Word.objects.filter(word__startswith="palabra").values_list("word", flat=True)) == {"palabrasecreta"}
    Contribution.objects.filter(pk=shown.pk).update(visibility="withdrawn", text="", title="")
    make_contribution(activity, text="agua")
    assert count_words() == 1
    assert count_anew() == len(TEXTS) + 1
    assert not Word.objects.filter(word__startswith="palabra").exists()
    assert Word.objects.get(word="agua").texts == 2


@pytest.mark.usefixtures("activity")
def test_counting_again_changes_nothing() -> None:
    before = list(Word.objects.order_by("word").values_list("word", "texts"))

    assert count_words() == 0
    assert count_anew() == 0
    assert list(Word.objects.order_by("word").values_list("word", "texts")) == before


def test_a_search_costs_as_many_statements_however_much_there_is(
    activity: Activity, django_assert_num_queries: object
) -> None:
    for texts in (0, 10):
        for number in range(texts):
            make_contribution(activity, text=f"agua para el caserío {number}")
        memory.clear()
        with django_assert_num_queries(2):  # type: ignore[operator]
            found(activity, "agua")
        with django_assert_num_queries(3):  # type: ignore[operator]
            found(activity, "ahua limpiesa")
        with django_assert_num_queries(2):  # type: ignore[operator]  # how the words are read is known for a minute
            found(activity, "ahua limpiesa")
