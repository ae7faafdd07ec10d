"""Maps of votes that make no good map, and what must never depend on the machine."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from minka.engine.opinions.components import find_plane, residuals
from minka.engine.opinions.evidence import shuffle
from minka.engine.opinions.grouping import Crowd, find_groups
from minka.engine.opinions.mapping import map_opinions, place_people, to_bytes
from minka.engine.opinions.votes import Votes, make_votes, without
from tests.engine.opinions.voters import make_camps
from tests.make.conversations import conversation


def everyone(people: int, statements: int, value: int) -> Votes:
    who, what = np.divmod(np.arange(people * statements), statements)
    return make_votes(who, what, np.full(len(who), value))


def nobody_overlaps(people: int) -> Votes:
    each = np.arange(people * 7)
    return make_votes(each // 7, each, np.where(each % 2, 1, -1))


def many_statements_few_votes() -> Votes:
    chance = np.random.Generator(np.random.PCG64(1))
    what = np.repeat(np.arange(10_000), 3)
    return make_votes(chance.integers(0, 600, len(what)), what, chance.integers(-1, 2, len(what)))


HOSTILE = [
    ("nothing", make_votes([], [], []), "too_few"),
    ("statements without votes", make_votes([], [], [], known_statements=[1, 2, 3]), "too_few"),
    ("one vote", make_votes([1], [1], [1]), "too_few"),
    ("one person", make_votes([1] * 9, range(9), [1, -1, 0] * 3), "too_few"),
    ("one statement", make_votes(range(40), [1] * 40, [1, -1] * 20), None),
    ("all agree", everyone(30, 8, 1), "one_crowd"),
    ("all pass", everyone(30, 8, 0), "one_crowd"),
    ("nobody overlaps", nobody_overlaps(30), None),
    ("10,000 statements with 3 votes", many_statements_few_votes(), "one_crowd"),
    ("huge numbers", make_votes(np.arange(20) + 2**62, np.full(20, 2**62), [1] * 20), "one_crowd"),
]


@pytest.mark.parametrize(("votes", "verdict"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_hostile_votes_make_an_honest_map(votes: Votes, verdict: str | None) -> None:
    document = map_opinions(votes)

    assert verdict in {None, document["verdict"]}
    assert len(document["statements"]) == len(document["axes"]["first"]) == votes.shape[1]
    assert b"null" not in to_bytes(document).replace(b'"seconds":null', b"")  # of a brigade without moments
    assert np.isfinite(place_people(document, votes)[0]).all()


def test_two_camps_on_one_statement_are_two_groups_on_one_axis() -> None:
    document = map_opinions(make_votes(range(40), [1] * 40, [1] * 25 + [-1] * 15))

    assert document["axes"]["second"] == [0]
    assert document["evidence"]["axes"][0]["share"] == 1


def test_a_statement_on_which_all_agree_moves_nobody() -> None:
    votes = make_camps(30, 20)
    people = np.arange(1, 51)
    with_constant = make_votes(
        np.concatenate([votes.people[votes.rows], people]),
        np.concatenate([votes.statements[votes.columns], np.full(50, 99)]),
        np.concatenate([votes.values, np.ones(50)]),
    )

    assert map_opinions(with_constant)["axes"]["first"][-1] == 0


def test_the_axes_are_the_first_two_components_of_the_votes_filled_with_means() -> None:
    votes = conversation("scoop-hivemind.biodiversity")

    plane = find_plane([votes], tolerance=1e-10)

    filled = residuals(votes, plane.means).toarray()
    _, lengths, axes = np.linalg.svd(filled, full_matrices=False)
    assert np.abs((axes[:2] * plane.axes).sum(axis=1)) == pytest.approx([1, 1], abs=1e-7)
    assert plane.shares == pytest.approx((lengths**2 / (lengths**2).sum())[:2])


def test_equal_eigenvalues_are_both_found() -> None:
    votes = make_votes(np.repeat(np.arange(8), 2), [0, 1] * 8, [1, 1, 1, -1, -1, 1, -1, -1] * 2)

    plane = find_plane([votes])

    assert plane.shares == pytest.approx([0.5, 0.5])
    assert plane.axes @ plane.axes.T == pytest.approx(np.eye(2), abs=1e-8)


IN_THREADS = """
import hashlib
from minka.engine.opinions.mapping import map_opinions, to_bytes
from tests.make.conversations import conversation
print(hashlib.sha256(to_bytes(map_opinions(conversation("brexit-consensus")))).hexdigest())
"""


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_number_of_threads_changes_no_byte(threads: str) -> None:
    environment = {"PYTHONPATH": "src:.", "OPENBLAS_NUM_THREADS": threads}
    answer = subprocess.run(
        [sys.executable, "-c", IN_THREADS], capture_output=True, text=True, check=True, env=environment
    )

    here = hashlib.sha256(to_bytes(map_opinions(conversation("brexit-consensus")))).hexdigest()
    assert answer.stdout.strip() == here


def test_groups_are_rarely_told_where_there_are_none() -> None:
    votes, chance = make_camps(60, 40, statements=10, seen=0.8), np.random.Generator(np.random.PCG64(4))

    verdicts = [map_opinions(shuffle(votes, chance), seed=seed)["verdict"] for seed in range(12)]

    assert map_opinions(votes)["verdict"] == "groups"
    assert verdicts.count("groups") <= 2


def test_groups_keep_their_letters_when_some_vanish_and_others_come() -> None:
    votes = make_camps(60, 45, 30, statements=30)
    first = map_opinions(votes)
    assert [group["size"] for group in first["groups"]] == [60, 45, 30]

    later = map_opinions(without(votes, people=range(1, 61)), previous=first)

    assert [(group["letter"], group["size"]) for group in later["groups"]] == [("B", 45), ("C", 30)]
    assert map_opinions(votes, previous=later)["groups"][0]["letter"] == "A"


def test_axes_do_not_flip_when_the_votes_are_mirrored() -> None:
    votes = make_camps(40, 25)
    first = map_opinions(votes)

    for sign in (1, -1):
        mirrored = {**first, "axes": {**first["axes"], "first": [sign * each for each in first["axes"]["first"]]}}
        again = map_opinions(votes, previous=mirrored)  # type: ignore[arg-type]
        assert again["axes"]["first"] == mirrored["axes"]["first"]  # type: ignore[index]


def test_a_brigade_is_shown_and_the_map_is_told_without_it() -> None:
    votes = make_camps(60, 40, statements=30, seen=0.6, doubt=0.3)
    who, what = np.divmod(np.arange(40 * 30), 30)
    added = make_votes(
        np.concatenate([votes.people[votes.rows], who + 1_000]),
        np.concatenate([votes.statements[votes.columns], what + 1]),
        np.concatenate([votes.values, np.tile([1, -1, 1], 400)]),
    )

    diagnostics = map_opinions(added)["diagnostics"]

    assert [brigade["people"] for brigade in diagnostics["brigades"]] == [40]
    assert diagnostics["without_brigades"]["votes"]["people"] == 100


def test_groupings_of_known_places_are_the_obvious_ones() -> None:
    corners = np.array([[0.0, 0.0], [0, 1], [10, 0], [10, 1], [0, 10], [1, 10]])
    crowd = Crowd(np.repeat(corners, 3, axis=0), np.ones(18))

    three = find_groups(crowd, np.random.Generator(np.random.PCG64(0)))[1]

    assert sorted(three.centres.tolist()) == [[0, 0.5], [0.5, 10], [10, 0.5]]
    assert three.sizes.tolist() == [6, 6, 6]
