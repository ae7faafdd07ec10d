"""Wherever groups are told, it is said whether people lie between them."""

import pytest

from minka.opinions.models import OpinionMap
from minka.opinions.queries.words import gap_words
from minka.processes.models import Activity
from tests.make.map_documents import STATEMENTS
from tests.make.opinions import make_map, make_vote
from tests.opinions.voting import address
from tests.people import Cast, as_participant, as_person

GAP = "Entre los grupos hay un hueco: pocas personas opinan a medio camino."
NO_GAP = "No hay un corte claro entre los grupos: la gente está repartida de un extremo a otro"


def make_map_with(activity: Activity, p_value: float | None) -> OpinionMap:
    row = make_map(activity)
    row.document["evidence"].pop("gap_p_value")
    if p_value is not None:
        row.document["evidence"]["gap_p_value"] = p_value
    row.save()
    return row


def pages_of(activity: Activity, cast: Cast) -> list[str]:
    """The report, the team's map, where groups are named, and where Rosa stands."""
    for statement, (_, rates) in zip(activity.statements.order_by("number"), STATEMENTS, strict=True):
        make_vote(statement, cast.rosa, 1 if rates[0] > 0.5 else -1)
    team = as_person(cast.facilitator)
    answers = [team.get(address(activity, page)) for page in ("report", "team", "team-groups")]
    answers.append(as_participant(cast.rosa).get(address(activity, "standing")))
    return [" ".join(answer.content.decode().split()) for answer in answers]


@pytest.mark.parametrize(
    ("p_value", "said", "unsaid"),
    [(0.002, GAP, NO_GAP), (0.05, GAP, NO_GAP), (0.06, NO_GAP, GAP), (1.0, NO_GAP, GAP)],
)
def test_every_page_that_tells_groups_says_whether_there_is_a_gap(
    cast: Cast, water: Activity, p_value: float, said: str, unsaid: str
) -> None:
    make_map_with(water, p_value)

    pages = pages_of(water, cast)

    assert [page.count(said) for page in pages] == [1, 1, 1, 1]
    assert not any(unsaid in page for page in pages)


def test_of_a_map_that_was_not_asked_nothing_is_said(cast: Cast, water: Activity) -> None:
    row = make_map_with(water, None)

    pages = pages_of(water, cast)

    assert gap_words(row.document) == ""
    assert not any(words in page for page in pages for words in (GAP, NO_GAP))
