"""A live map: votes come, the map follows, and a restart loses nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions.mapping import map_opinions, place_people, to_bytes
from minka.engine.opinions.state import LiveMap, SnapshotInvalid, merge
from minka.engine.opinions.votes import Votes, VotesInvalid, digest, make_votes, without
from tests.engine.opinions.voters import make_camps

VOTES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7), st.sampled_from([-1, 0, 1])), max_size=40)


def made(cast: list[tuple[int, int, int]]) -> Votes:
    return make_votes(*zip(*cast, strict=True)) if cast else make_votes([], [], [])


@given(VOTES, VOTES)
def test_merged_votes_are_those_of_all_in_order(
    earlier: list[tuple[int, int, int]], later: list[tuple[int, int, int]]
) -> None:
    merged, whole = merge(made(earlier), made(later)), made(earlier + later)

    assert digest(merged) == digest(whole)
    assert merged.replaced == whole.replaced


def test_a_restart_gives_the_map_of_a_rebuild_from_all_votes() -> None:
    votes = make_camps(40, 25)
    late = len(votes) * 3 // 4
    people, statements = votes.people[votes.rows], votes.statements[votes.columns]
    live = LiveMap(make_votes(people[:late], statements[:late], votes.values[:late]))
    first = live.renew()
    live.apply(people[late:], statements[late:], votes.values[late:])

    restarted = LiveMap.restore(live.snapshot())

    assert digest(restarted.votes) == digest(votes)
    assert to_bytes(restarted.renew()) == to_bytes(map_opinions(votes, previous=first)) == to_bytes(live.renew())


def test_a_refreshed_map_counts_every_vote_and_keeps_letters_and_evidence() -> None:
    votes = make_camps(40, 25)
    live = LiveMap(votes)
    full = live.refresh()
    live.apply([901] * 12, range(1, 13), [1] * 12)

    fresh = live.refresh()

    assert fresh["votes"]["votes"] == len(votes) + 12
    assert fresh["evidence"] == full["evidence"]
    assert [group["letter"] for group in fresh["groups"]] == ["A", "B"]
    assert sum(group["size"] for group in fresh["groups"]) == 66
    assert np.abs(np.array(fresh["axes"]["first"]) - np.array(full["axes"]["first"])).max() < 0.1


def test_a_voter_moves_at_once() -> None:
    live = LiveMap(make_camps(40, 25))
    live.renew()
    before = live.place(1)

    live.apply([1, 1, 902], [1, 2, 3], [0, 0, 1])

    places, _ = place_people(live.renew(), live.votes)
    assert live.place(1) == pytest.approx(tuple(places[0]))
    assert live.place(1) != before
    assert live.place(902) is not None
    assert live.place(903) is None


def test_who_is_left_out_is_gone_from_the_next_map_and_may_come_back() -> None:
    votes = make_camps(40, 25)
    live = LiveMap(votes)
    live.leave_out(people=[1, 2], statements=[3])

    document = LiveMap.restore(live.snapshot()).renew()

    assert to_bytes(document) == to_bytes(map_opinions(without(votes, people=[1, 2], statements=[3])))
    live.leave_out()
    assert live.renew()["votes"]["people"] == 65


def test_what_are_no_votes_is_refused_and_nothing_of_it_kept() -> None:
    live = LiveMap(make_camps(10, 10))
    count = len(live.votes)

    with pytest.raises(VotesInvalid):
        live.apply([1, 2], [1, 1], [1, 7])

    assert len(live.votes) == count


def broken_snapshots() -> list[bytes]:
    whole = LiveMap(make_camps(10, 10)).snapshot()
    return [b"", b"something else", whole[:-1], whole[:40], whole.replace(b"seed", b"tree")]


@pytest.mark.parametrize("snapshot", broken_snapshots())
def test_a_broken_snapshot_is_refused(snapshot: bytes) -> None:
    with pytest.raises(SnapshotInvalid):
        LiveMap.restore(snapshot)
