"""Voters: drawn once for each participant, whoever brings them, and the votes of a sheet of paper."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from minka.contributions.actions.submission import PhaseClosed
from minka.opinions.actions.join import join_voting
from minka.opinions.actions.vote import StatementsUnknown, cast_vote, enter_votes
from minka.opinions.models import EarlierVote, Vote, Voter
from minka.records.models import AuditEntry
from tests.make.opinions import make_opinions, make_statement
from tests.make.processes import make_process
from tests.people import Cast, make_cast


def test_a_participant_has_one_voter_in_an_activity_and_the_trail_does_not_name_it(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca))

    first = join_voting(activity=water, participant=cast.rosa, by=cast.rosa)
    again = join_voting(activity=water, participant=cast.rosa, by=cast.facilitator, channel="paper")

    assert first == again
    assert first.channel == "web"
    entry = AuditEntry.objects.get(action="voter.joined")
    assert str(first.number) not in f"{entry.subject}{entry.changes}"
    assert entry.subject == "cajamarca/leche/opiniones"


def test_votes_of_a_sheet_are_kept_once_and_corrected_by_typing_it_again(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca))
    for _ in range(3):
        make_statement(water)
    handed_in = timezone.now() - dt.timedelta(days=1)
    sheet = join_voting(
        activity=water, participant=cast.rosa, by=cast.facilitator, channel="paper", handed_in_at=handed_in
    )

    counts = [
        enter_votes(voter=sheet, votes=votes, by=cast.facilitator, handed_in_at=handed_in)
        for votes in ({1: 1, 2: 0}, {1: 1, 2: 0}, {1: -1, 3: 1})
    ]

    assert counts == [2, 0, 2]
    assert dict(Vote.objects.values_list("statement__number", "value")) == {1: -1, 2: 0, 3: 1}
    assert EarlierVote.objects.get().value == 1
    assert (sheet.channel, sheet.recorded_by) == ("paper", cast.facilitator)
    assert AuditEntry.objects.filter(action="votes.entered").count() == 3


def test_a_sheet_with_an_unknown_statement_or_of_another_time_leaves_nothing(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca))
    make_statement(water)
    sheet = join_voting(activity=water, participant=cast.rosa, by=cast.facilitator)
    long_ago = timezone.now() - dt.timedelta(days=60)

    with pytest.raises(StatementsUnknown) as unknown:
        enter_votes(voter=sheet, votes={1: 1, 9: 1}, by=cast.facilitator, handed_in_at=timezone.now())
    with pytest.raises(PhaseClosed):
        enter_votes(voter=sheet, votes={1: 1}, by=cast.facilitator, handed_in_at=long_ago)
    with pytest.raises(PhaseClosed):
        join_voting(activity=water, participant=cast.julio, by=cast.facilitator, handed_in_at=long_ago)
    with pytest.raises(ValueError, match="7"):
        cast_vote(activity=water, number=1, value=7, by=cast.rosa)

    assert unknown.value.numbers == [9]
    assert not Vote.objects.exists()
    assert not Voter.objects.filter(participant=cast.julio).exists()


@pytest.mark.django_db(transaction=True)
def test_many_joining_at_one_moment_are_one_voter() -> None:
    people = make_cast()
    water = make_opinions(make_process(people.cajamarca))
    make_statement(water)

    def press(value: int) -> int:
        try:
            return cast_vote(activity=water, number=1, value=value, by=None, idempotency_key="k" * 20).voter_id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        voters = set(pool.map(press, [1, 1, -1, 1, 0, 1, 1, 1] * 2))

    assert len(voters) == 1
    assert Voter.objects.count() == Vote.objects.count() == 1
    assert AuditEntry.objects.filter(action="voter.joined").count() == 1
