"""The map by the rules of Pol.is, beside what Pol.is published and at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.opinions.compatible import (
    first_seen,
    map_like_polis,
    places_of,
    positions,
    statement_positions,
    taking_part,
)
from minka.engine.opinions.compatible_groups import cluster, group_choices, silhouette
from minka.engine.opinions.components import Plane, cut, find_plane
from minka.engine.opinions.mapping import place_people, to_bytes
from minka.engine.opinions.votes import Votes, make_votes, without
from tests.engine.opinions.published import BIODIVERSITY, BREXIT, log, result, votes_of

CAST = st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 9)), st.sampled_from([-1, 0, 1]), max_size=150)


def kept() -> Votes:
    return without(votes_of(BIODIVERSITY), statements=result()["mod_out"])


def rejected() -> int:
    return len(votes_of(BIODIVERSITY).statements) - len(kept().statements)


def published_plane() -> Plane:
    """The published axes with our own means: what is published has its signs turned."""
    own = find_plane(cut(kept()))
    is_kept = np.isin(result()["tids"], kept().statements)
    return Plane(own.means, np.array(result()["pca"]["comps"])[:, is_kept], own.shares)


def test_means_and_axes_are_those_published() -> None:
    plane = find_plane(cut(kept()))
    published = result()["pca"]
    is_kept = np.isin(result()["tids"], kept().statements)

    assert plane.means == pytest.approx(-np.array(published["center"])[is_kept], abs=1e-9)
    for own, theirs in zip(plane.axes, published_plane().axes, strict=True):
        assert abs(own @ theirs) == pytest.approx(1, abs=1e-8)


def test_base_clusters_lie_where_they_were_published() -> None:
    votes, published = votes_of(BIODIVERSITY), result()["base_clusters"]

    found = positions(votes, kept(), published_plane(), rejected())

    centres = [found[np.isin(votes.people, members)].mean(axis=0) for members in published["members"]]
    assert -np.array(centres) == pytest.approx(np.array([published["x"], published["y"]]).T, abs=1e-9)


def test_without_counting_rejected_statements_as_votes_base_clusters_lie_elsewhere() -> None:
    votes, published = votes_of(BIODIVERSITY), result()["base_clusters"]

    found = positions(votes, kept(), published_plane(), 0)

    centres = [found[np.isin(votes.people, members)].mean(axis=0) for members in published["members"]]
    away = np.abs(np.array(centres) + np.array([published["x"], published["y"]]).T).max(axis=1)
    assert np.median(away) > 0.5


def test_statements_lie_as_far_out_as_was_published() -> None:
    found = np.sqrt((statement_positions(published_plane(), rejected()) ** 2).sum(axis=1))

    is_kept = np.isin(result()["tids"], kept().statements)
    assert found == pytest.approx(np.array(result()["pca"]["comment_extremity"])[is_kept], abs=1e-8)


def test_those_take_part_who_were_published_but_for_two_who_joined_when_there_were_few() -> None:
    votes = votes_of(BIODIVERSITY)

    rows = taking_part(votes.per_person, len(votes.statements), np.arange(len(votes.people)))

    early = {person: int(votes.per_person[votes.people == person][0]) for person in (7, 11)}
    assert set(result()["in_conv"]) - set(votes.people[rows].tolist()) == set(early)
    assert max(early.values()) < 7


@pytest.mark.parametrize("by_moment", [False, True])
def test_groups_are_nearly_those_published(by_moment: bool) -> None:
    rows = log(BIODIVERSITY)
    order = first_seen([row["voter-id"] for row in rows], [int(row["timestamp"]) for row in rows])

    document = map_like_polis(
        votes_of(BIODIVERSITY), moderated_out=result()["mod_out"], people_order=order if by_moment else None
    )

    sizes = sorted(group["size"] for group in document["groups"])
    centres = sorted(abs(group["centre"][0]) for group in document["groups"])
    published = sorted(abs(x) for x, _ in result()["group_centers"].values())
    assert sizes == pytest.approx(sorted(len(people) for people in result()["groups"].values()), abs=6)
    assert centres == pytest.approx(published, abs=0.15)


def test_the_document_holds_everything_a_map_holds() -> None:
    document = map_like_polis(votes_of(BIODIVERSITY), moderated_out=result()["mod_out"], meta=result()["meta_tids"])

    assert document["method"] == {"name": "polis", "version": 1, "seed": 0}
    assert (document["verdict"], document["axes"]["extra"]) == ("groups", rejected())
    assert [each["number"] for each in document["statements"]] == kept().statements.tolist()
    assert all(1 <= len(group["typical"]) <= 5 for group in document["groups"])
    assert sum(group["size"] for group in document["groups"]) == document["people"]["in_map"]
    assert document["evidence"]["shuffles"] == 0
    assert document["unites"]
    assert document["divides"]


def test_people_are_placed_on_a_stored_map_as_its_rules_say() -> None:
    votes = votes_of(BIODIVERSITY)
    document = map_like_polis(votes, moderated_out=result()["mod_out"])

    places, _ = place_people(document, kept())

    own = find_plane(cut(kept()))
    expected = positions(votes, kept(), own, rejected())[np.isin(votes.people, kept().people)]
    assert places == pytest.approx(expected, abs=1e-6)


def test_another_order_of_people_may_give_other_groups() -> None:
    """The fault that the method ``minka`` does not have."""
    votes = votes_of(BREXIT)
    orders = [np.random.Generator(np.random.PCG64(seed)).permutation(votes.people) for seed in range(9)]

    found = {tuple(sorted(g["size"] for g in map_like_polis(votes, people_order=each)["groups"])) for each in orders}

    assert len(found) > 1


def test_meta_statements_have_the_priority_of_the_formula() -> None:
    document = map_like_polis(make_votes([1, 1, 2], [1, 2, 1], [1, -1, 0]), meta=[2])

    assert [each["priority"] == 49 for each in document["statements"]] == [False, True]


@settings(max_examples=40)
@given(CAST, st.sets(st.integers(0, 9)))
def test_any_votes_make_a_document_and_always_the_same(
    cast: dict[tuple[int, int], int], moderated_out: set[int]
) -> None:
    votes = make_votes([who for who, _ in cast], [what for _, what in cast], list(cast.values()))

    first, again = (map_like_polis(votes, moderated_out=moderated_out) for _ in range(2))

    assert to_bytes(first) == to_bytes(again)
    assert len(first["groups"]) != 1
    assert (first["verdict"] == "too_few") == (len(votes.people) == 0)
    assert {each["number"] for each in first["statements"]} == set(votes.statements.tolist()) - moderated_out


@pytest.mark.parametrize(
    ("values", "verdict"),
    [([1] * 60, "one_crowd"), ([0] * 60, "one_crowd"), ([1, 1, -1, -1] * 15, "groups")],
    ids=["all agree", "all pass", "two camps"],
)
def test_votes_all_alike_are_one_crowd(values: list[int], verdict: str) -> None:
    people, statements = np.divmod(np.arange(60), 2)

    assert map_like_polis(make_votes(people, statements, values))["verdict"] == verdict


def test_at_least_fifteen_take_part_the_most_active_first() -> None:
    counts = np.array([9, 1, 8, *range(1, 14), 2, 6])

    rows = taking_part(counts, 20, np.arange(len(counts)))

    assert len(rows) == 15
    assert counts[rows].min() == 2
    assert taking_part(np.full(40, 3), 3, np.arange(40)).tolist() == list(range(40))


def test_newcomers_beyond_the_caps_are_left_out() -> None:
    votes = make_votes(np.arange(100_002), np.zeros(100_002), np.ones(100_002))

    document = map_like_polis(votes, people_order=[100_001])

    assert document["votes"]["people"] == 100_000
    assert places_of(votes.people, [100_001])[:2].tolist() == [100_001, 0]


def test_clusters_begin_with_the_first_distinct_points_and_ties_go_to_the_later() -> None:
    points = np.array([[0.0, 0.0], [0.0, 0.0], [2.0, 0.0], [1.0, 0.0]])

    one_step, weighted = cluster(points, 2, 1), cluster(points, 2, 1, np.array([1.0, 1.0, 1.0, 3.0]))

    assert one_step.labels.tolist() == [0, 0, 1, 1]
    assert one_step.centres.tolist() == [[0, 0], [1.5, 0]]
    assert weighted.centres.tolist() == [[0, 0], [1.25, 0]]


def test_more_clusters_than_points_are_as_many_as_there_are_points() -> None:
    assert cluster(np.array([[1.0, 1.0]] * 4), 3, 20).sizes.tolist() == [4]
    assert group_choices(cluster(np.zeros((0, 2)), 3, 20)) == []


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(0, 2)), min_size=2, max_size=20))
def test_the_silhouette_is_what_its_definition_says(given_: list[tuple[int, int, int]]) -> None:
    points = np.array([each[:2] for each in given_], np.float64)
    labels = np.unique([each[2] for each in given_], return_inverse=True)[1]

    def one(at: int) -> float:
        apart = np.sqrt(((points - points[at]) ** 2).sum(axis=1))
        own = labels == labels[at]
        if own.sum() == 1:
            return 0.0
        near = apart[own].sum() / (own.sum() - 1)
        far = min(apart[labels == other].mean() for other in set(labels.tolist()) - {int(labels[at])})
        return float((far - near) / max(near, far)) if max(near, far) > 0 else 0.0

    expected = np.mean([one(at) for at in range(len(points))]) if labels.max() > 0 else 0.0
    assert silhouette(points, labels) == pytest.approx(expected)
