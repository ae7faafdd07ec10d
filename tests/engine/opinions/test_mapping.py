"""The default map: from votes to the one document."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.opinions import map_opinions
from minka.engine.opinions.document import LETTERS, MapDocument
from minka.engine.opinions.mapping import digest_of, place_people, refresh_map, to_bytes
from minka.engine.opinions.votes import Votes, make_votes
from tests.engine.opinions.voters import make_camps
from tests.make.conversations import CONVERSATIONS, conversation


def dealt_anew(votes: Votes, seed: int) -> Votes:
    """The same votes, arriving in another order."""
    order = np.random.Generator(np.random.PCG64(seed)).permutation(len(votes))
    return make_votes(votes.people[votes.rows][order], votes.statements[votes.columns][order], votes.values[order])


def sizes(document: MapDocument) -> dict[str, int]:
    return {group["letter"]: group["size"] for group in document["groups"]}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_order_of_arrival_changes_no_byte_of_the_map(name: str) -> None:
    votes = conversation(name)

    maps = {to_bytes(map_opinions(each)) for each in (dealt_anew(votes, 1), dealt_anew(votes, 2))}

    assert len(maps) == 1


def test_camps_are_found_with_their_sizes_and_what_they_believe() -> None:
    document = map_opinions(make_camps(40, 25))

    assert document["verdict"] == "groups"
    assert sizes(document) == {"A": 40, "B": 25}
    assert all(group["low"] <= group["share"] <= group["high"] for group in document["groups"])
    assert all(group["typical"] for group in document["groups"])


def test_counting_a_map_again_with_itself_as_the_earlier_one_gives_the_same_bytes() -> None:
    votes = make_camps(40, 25)
    first = map_opinions(votes, seed=3)

    assert digest_of(map_opinions(votes, seed=3, previous=first)) == digest_of(first)


@pytest.mark.parametrize(("votes", "has_gap"), [(make_camps(40, 25), True), (conversation("brexit-consensus"), False)])
def test_the_evidence_says_whether_people_lie_between_the_groups(votes: Votes, has_gap: bool) -> None:
    document = map_opinions(votes)

    assert document["verdict"] == "groups"
    assert (document["evidence"]["gap_p_value"] <= 0.05) is has_gap
    assert refresh_map(votes, document)["evidence"] == document["evidence"]


def test_without_groups_nothing_is_said_of_a_gap() -> None:
    document = map_opinions(make_camps(60))

    assert document["verdict"] == "one_crowd"
    assert "gap_p_value" not in document["evidence"]


VOTE = st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from([-1, 0, 1]))


@settings(max_examples=15)
@given(st.lists(VOTE, max_size=150))
def test_any_votes_make_a_map_that_adds_up(cast: list[tuple[int, int, int]]) -> None:
    votes = make_votes(*zip(*cast, strict=True)) if cast else make_votes([], [], [])

    document = map_opinions(votes)

    counts = document["votes"]
    assert counts["agrees"] + counts["disagrees"] + counts["passes"] == counts["votes"] == len(votes)
    assert sum(sizes(document).values()) in {0, document["people"]["in_map"]}
    assert set(sizes(document)) <= set(LETTERS)
    assert all(cell["people"] >= 5 for cell in document["picture"]["cells"])
    assert b"null" not in to_bytes(document)
    places, letters = place_people(document, votes)
    assert places.shape == (len(votes.people), 2)
    assert {letter: int((letters == letter).sum()) for letter in sizes(document)} == sizes(document)
