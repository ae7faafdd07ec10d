"""Who writes is shown what says nearly the same, and nothing else."""

import pytest
from django.urls import reverse

from minka.contributions.actions.words import count_words
from minka.contributions.models import Contribution
from minka.contributions.queries.similar import CANDIDATES, similar_contributions
from minka.processes.models import Activity
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

COLD = "Un tanque frío compartido evita que la leche se pierda en la mañana"


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def texts(activity: Activity, text: str, limit: int = 5) -> list[str]:
    return [each.contribution.text for each in similar_contributions(activity=activity, text=text, limit=limit)]


def bury(activity: Activity, *, under: int = CANDIDATES) -> None:
    """Hand in so many that the newest are not all that is compared, and count their words."""
    for number in range(under):
        make_contribution(activity, title=f"Camino {number}", text=f"Arreglen el camino al caserío número {number}")
    count_words()


@pytest.mark.parametrize(
    "said",
    [
        "tanques frios compartidos para que no se pierda la leche",
        "TANQUE FRÍO PARA LA LECHE",
        "tanqe frio compartido para la leche",
        "leche pierde mañana tanque",
    ],
)
def test_the_same_in_other_words_is_found_among_many(activity: Activity, said: str) -> None:
    make_contribution(activity, title="", text=COLD)
    bury(activity)

    assert texts(activity, said)[:1] == [COLD]


def test_what_came_a_moment_ago_is_found_before_its_words_are_counted(activity: Activity) -> None:
    bury(activity, under=3)
    make_contribution(activity, title="", text=COLD)

    assert texts(activity, "tanque frío compartido para la leche") == [COLD]


@pytest.mark.parametrize(
    "said", ["", "de la que", "Una losa deportiva techada para los jóvenes", "🙏", "'", "x" * 9000]
)
def test_nothing_is_shown_when_nothing_is_close(activity: Activity, said: str) -> None:
    make_contribution(activity, title="", text=COLD)
    bury(activity)

    assert texts(activity, said) == []


def test_one_word_in_common_is_not_enough(activity: Activity) -> None:
    make_contribution(activity, title="", text=COLD)

    assert texts(activity, "El precio de la leche baja cada mes") == []
    assert texts(activity, "leche") == [COLD]


def test_only_what_is_listed_in_the_same_activity_is_shown(activity: Activity) -> None:
    make_contribution(make_activity(activity.process, slug="otras"), text=COLD)
    make_contribution(activity, text=COLD, held=True)
    shown = make_contribution(activity, text=COLD)
    merged = make_contribution(activity, text=COLD)
    make_contribution(activity, text=COLD, parent=shown, kind="comment")
    Contribution.objects.filter(pk=merged.pk).update(state="merged", merged_into=shown)
    count_words()

    assert [each.contribution for each in similar_contributions(activity=activity, text=COLD)] == [shown]


def test_at_most_as_many_as_asked_for_best_first_with_the_words_shared(activity: Activity) -> None:
    near = make_contribution(activity, title="", text="Un tanque frío compartido")
    same = make_contribution(activity, title="", text=COLD)
    bury(activity)

    one = similar_contributions(activity=activity, text=COLD, limit=1)
    both = similar_contributions(activity=activity, text="un tanque frío compartido para la leche")

    assert [each.contribution for each in one] == [same]
    assert {each.contribution for each in both} == {near, same}
    assert one[0].score > 0.9
    assert {"tanque", "leche"} <= set(one[0].shared)


def test_the_statements_do_not_grow_with_the_contributions(
    activity: Activity, django_assert_max_num_queries: object
) -> None:
    make_contribution(activity, title="", text=COLD)
    for more in (1, 20):
        bury(activity, under=more)
        with django_assert_max_num_queries(6):  # type: ignore[operator]
            assert texts(activity, COLD) == [COLD]


def test_the_desk_groups_what_says_the_same(activity: Activity, cast: Cast) -> None:
    for text in (COLD, COLD.upper(), "Una losa deportiva techada"):
        make_contribution(activity, title="", text=text)

    page = as_person(cast.facilitator).get(
        reverse("contributions:repeats", args=[activity.site.slug, activity.process.slug])
    )

    assert COLD in page.text
    assert COLD.upper() in page.text
    assert "losa deportiva" not in page.text
