"""Voting: one statement of SQL keeps a vote where it may be kept, and brings back all that its voter said.

A vote leaves no audit entry and no public record of its own. There are millions; each can be changed by its voter until
the end; what a vote was before, the database keeps (``EarlierVote``). What anybody can check is the map: its digest of
the votes is in the public log, and the votes are published without a name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from minka.contributions.actions.newcomer import newcomer
from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.actions.voice import Agreed
from minka.opinions.actions.join import join_voting, ref_of
from minka.opinions.models import Statement, Vote, Voter
from minka.people.models import Participant, Person
from minka.processes.access import is_open, stays_unclosed, today
from minka.processes.models import Activity
from minka.records.actions import write_audit

# ``here`` is empty unless this very vote may be kept now; the process stays unclosed until it is committed.
CAST = """
with here as (
    select voter.id as voter_id, statement.id as statement_id
    from opinions_voter voter
    join processes_activity activity on activity.id = voter.activity_id
    join processes_process process on process.id = activity.process_id
    join processes_phase phase on phase.id = activity.phase_id
    join opinions_statement statement on statement.activity_id = activity.id and statement.number = %(number)s
    join contributions_contribution said on said.id = statement.contribution_id
    where voter.activity_id = %(activity)s and voter.participant_id = %(participant)s
      and process.status = 'open' and not activity.is_paused
      and phase.opens_on <= %(today)s and (phase.closes_on is null or phase.closes_on >= %(today)s)
      and said.visibility = 'visible' and said.state <> 'merged'
    for key share of process
), kept as (
    insert into opinions_vote as earlier (activity_id, voter_id, statement_id, value, at)
    select %(activity)s, voter_id, statement_id, %(value)s, now() from here
    on conflict (activity_id, voter_id, statement_id) do update set value = excluded.value, at = excluded.at
    where earlier.value is distinct from excluded.value
)
select voter.id, voter.is_excluded, exists (select from here),
    coalesce(said.numbers, '{}'), coalesce(said.answers, '{}')
from opinions_voter voter cross join lateral (
    select array_agg(statement.number order by vote.at, statement.number) as numbers,
        array_agg(vote.value order by vote.at, statement.number) as answers
    from opinions_vote vote join opinions_statement statement on statement.id = vote.statement_id
    where vote.activity_id = voter.activity_id and vote.voter_id = voter.id
) said
where voter.activity_id = %(activity)s and voter.participant_id = %(participant)s
"""


@dataclass(frozen=True)
class Cast:
    """A vote that was kept: whose it is, and all their answers by statement, the one just given last."""

    participant: Participant
    voter_id: int
    is_excluded: bool
    answers: Mapping[int, int] = field(default_factory=dict)


class StatementGone(Exception):  # noqa: N818 - a state, not a mistake
    """Nobody may vote on this statement now: it was hidden, withdrawn or merged, or never was."""


class StatementsUnknown(ValueError):  # noqa: N818 - says what is wrong with the input
    """The activity has no statements of these ``numbers``."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


def cast_vote(
    *,
    activity: Activity,
    number: int,
    value: int,
    by: Participant | None,
    idempotency_key: str = "",
    agreed: Sequence[Agreed] = (),
    language: str = "es",
) -> Cast:
    """Keep what somebody says of one statement: their last word counts, pressing twice is pressing once.

    Without a participant, the form's key brings a new one. Who votes here for the first time gets a voter with it, all
    or nothing. Votes of somebody excluded are kept and left out of the maps, as all of theirs are.

    Raises:
        PhaseClosed: the activity is not open.
        StatementGone: this statement cannot be voted on.
        ValueError: the value is none of the three.
    """
    vote = Vote.Value(value)
    cast = _cast(activity, number, vote, by) if by is not None else None
    if cast is not None:
        return cast
    with transaction.atomic():
        participant = by or newcomer(idempotency_key=idempotency_key, language=language)
        join_voting(activity=activity, participant=participant, by=participant, agreed=agreed)
        first = _cast(activity, number, vote, participant)
        if first is None:
            raise StatementGone
    return first


def enter_votes(*, voter: Voter, votes: Mapping[int, int | None], by: Person, handed_in_at: datetime) -> int:
    """Keep the votes of a sheet of paper, by number of statement; how many were new, different or taken away (None).

    Typing a sheet again changes nothing. What was hidden since it was printed is kept too: maps leave it out.

    Raises:
        PhaseClosed: the activity was not open when the sheet was handed in, or the process is closed.
        StatementsUnknown: the activity has no such statements; nothing is kept.
        ValueError: a value is none of the three.
    """
    values = {number: None if value is None else Vote.Value(value) for number, value in votes.items()}
    statements = dict(
        Statement.objects.filter(activity=voter.activity_id, number__in=values).values_list("number", "pk")
    )
    unknown = sorted(set(values) - set(statements))
    if unknown:
        raise StatementsUnknown(unknown)
    with transaction.atomic():
        held = _held(voter)
        if not is_open(held.activity, localdate(handed_in_at)) or not stays_unclosed(held.activity.process):
            raise PhaseClosed
        known = dict(Vote.objects.filter(activity=held.activity_id, voter=held).values_list("statement", "value"))
        differing = {pk: values[number] for number, pk in statements.items() if known.get(pk) != values[number]}
        gone = [pk for pk, value in differing.items() if value is None]
        Vote.objects.filter(activity=held.activity_id, voter=held, statement__in=gone).delete()
        changed = [
            Vote(activity=held.activity, voter=held, statement_id=pk, value=value)
            for pk, value in differing.items()
            if value is not None
        ]
        Vote.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["activity", "voter", "statement"],
            update_fields=["value", "at"],
        )
        write_audit(
            site=held.activity.process.site.slug,
            by=by,
            action="votes.entered",
            subject=ref_of(held.activity),
            changes={"votes": len(differing), "handed_in": handed_in_at.isoformat()},
        )
    return len(differing)


def _held(voter: Voter) -> Voter:
    place = ("activity__process__site", "activity__phase")
    return Voter.objects.select_for_update(of=("self",)).select_related(*place).get(pk=voter.pk)


def _cast(activity: Activity, number: int, value: int, by: Participant) -> Cast | None:
    """Run the one statement; nothing when the participant has no voter here yet."""
    values: dict[str, int | date] = {
        "activity": activity.pk,
        "participant": by.pk,
        "number": number,
        "value": value,
        "today": today(),
    }
    with connection.cursor() as cursor:
        cursor.execute(CAST, values)
        row = cursor.fetchone()
    if row is None:
        return None
    voter_id, is_excluded, is_kept, numbers, said = row
    if not is_kept:
        raise StatementGone if is_open(activity, today()) else PhaseClosed
    answers = dict(zip(numbers, said, strict=True))
    answers.pop(number, None)  # what it was before: the new vote is not in the snapshot of its own statement
    return Cast(by, voter_id, is_excluded, answers | {number: value})
