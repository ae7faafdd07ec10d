"""What a vote needs to read: the statements that can be voted on, what somebody said so far, and what comes next."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from minka.engine.opinions.routing import next_statements
from minka.opinions.access import rules_of
from minka.opinions.models import Statement, Vote, Voter
from minka.opinions.queries.maps import newest_map
from minka.opinions.queries.memory import Memory
from minka.people.models import Participant
from minka.processes.models import Activity

LOG = logging.getLogger("minka.opinions")
LONG = 80  # characters
MOST_WEIGHED = 32  # statements among which the next one is chosen
DIGITS = 10**9
FEW = 40  # statements that somebody votes on in one sitting
EXACT, TENS = 20, 10


@dataclass(frozen=True)
class Candidate:
    """A statement that can be voted on."""

    number: int
    contribution_id: int
    text: str
    language: str
    author_id: int

    @property
    def is_long(self) -> bool:
        """Whether its words are set smaller, so that the buttons stay on the first screen of a phone."""
        return len(self.text) > LONG


@dataclass(frozen=True)
class Pool:
    """The statements of one activity by number, and how many votes each has."""

    candidates: Mapping[int, Candidate] = field(repr=False)
    counts: Mapping[int, int] = field(repr=False)


@dataclass(frozen=True)
class Turn:
    """One statement before one voter, or none when they voted on all."""

    statement: Candidate | None
    value: int | None  # what they said of it before
    previous: int | None  # the one they voted on before this one
    done: int
    total: int
    skipped: Sequence[int]
    is_own: bool = False

    @property
    def about(self) -> int:
        """The total as people say it, because new ones arrive."""
        rounded = self.total if self.total <= EXACT else TENS * round(self.total / TENS)
        return max(rounded, self.done)

    @property
    def is_many(self) -> bool:
        return self.total > FEW

    @property
    def carried(self) -> str:
        """The skipped ones as a form or an address carries them."""
        return ",".join(map(str, self.skipped))

    @property
    def skipping(self) -> str:
        """The same, once this one is skipped too."""
        return ",".join(map(str, [*self.skipped, self.statement.number])) if self.statement else self.carried


_POOLS: Memory[Pool] = Memory()
_ALARMS: Memory[str] = Memory(times=20)


def pool_of(activity: Activity) -> Pool:
    """The statements of the activity that can be voted on, a few seconds old at most."""
    return _POOLS.get(activity.pk, lambda: _read(activity))


def answers_of(voter: Voter | None) -> dict[int, int]:
    """What the voter said, by number of statement, the last word last."""
    if voter is None:
        return {}
    votes = Vote.objects.filter(activity=voter.activity_id, voter=voter).order_by("at", "statement__number")
    return dict(votes.values_list("statement__number", "value"))


def turn_of(
    activity: Activity,
    answers: Mapping[int, int],
    *,
    participant: Participant | None,
    draw: float,
    skipped: Sequence[int] = (),
    wanted: int | None = None,
) -> Turn:
    """What somebody votes on now: the statement they ask for, or the next one. ``draw`` is a chance from 0 to 1.

    Their own statement comes first; what they skipped comes again when nothing else is left.
    """
    pool = pool_of(activity)
    done = [number for number in answers if number in pool.candidates]
    number = wanted if wanted in pool.candidates else _next(activity, pool, answers, participant, skipped, draw)
    earlier = done[: done.index(number)] if number in done else done
    statement = pool.candidates[number] if number is not None else None
    return Turn(
        statement=statement,
        value=answers.get(number) if number is not None else None,
        previous=earlier[-1] if earlier else None,
        done=len(done),
        total=len(pool.candidates),
        skipped=skipped,
        is_own=statement is not None and participant is not None and statement.author_id == participant.pk,
    )


def _next(
    activity: Activity,
    pool: Pool,
    answers: Mapping[int, int],
    participant: Participant | None,
    skipped: Sequence[int],
    draw: float,
) -> int | None:
    open_ones = [number for number in pool.candidates if number not in answers]
    rest = [number for number in open_ones if number not in skipped]
    if not rest:
        return next((number for number in skipped if number in open_ones), None)
    if participant is not None:
        own = [number for number in rest if pool.candidates[number].author_id == participant.pk]
        if own:
            return own[0]
    newest = newest_map(activity)
    routing = next_statements(
        newest.document if newest else None,
        answers,
        _some(rest, draw),
        pool.counts,
        choosing=rules_of(activity).choosing,
        draw=draw,
    )
    if routing.alarm and len(rest) > 1:
        _ALARMS.get(activity.pk, lambda: _warn(activity, routing.alarm))
    return routing.order[0]


def _some(numbers: list[int], draw: float) -> list[int]:
    """At most so many as can be weighed while somebody waits, spread evenly; which ones, the last digits decide."""
    step = -(-len(numbers) // MOST_WEIGHED)
    return numbers[int(draw * DIGITS) % step :: step]


def _warn(activity: Activity, alarm: str) -> str:
    """Say it in the log, once in a while and not for every vote."""
    LOG.warning("statements of activity %s cannot be chosen as asked: %s", activity.pk, alarm)
    return alarm


def _read(activity: Activity) -> Pool:
    shown = Statement.objects.filter(activity=activity, contribution__visibility="visible").exclude(
        contribution__state="merged"
    )
    rows = shown.order_by("number").values_list(
        "number",
        "contribution_id",
        "contribution__text",
        "contribution__language",
        "contribution__participant_id",
        named=False,
    )
    candidates = {row[0]: Candidate(*row) for row in rows}
    return Pool(candidates, _counts(activity, candidates))


def _counts(activity: Activity, candidates: Mapping[int, Candidate]) -> dict[int, int]:
    """Votes of each statement: of the newest map, which counted millions once, and of its own for those not in it."""
    newest = newest_map(activity)
    known = {
        number: result["all"]["agrees"] + result["all"]["disagrees"] + result["all"]["passes"]
        for number, result in (newest.results.items() if newest else ())
    }
    rest = [number for number in candidates if number not in known]
    counted = (
        Vote.objects.filter(statement__activity=activity, statement__number__in=rest)
        .values_list("statement__number")
        .annotate(votes=Count("voter"))
        if rest
        else ()
    )
    return dict.fromkeys(candidates, 0) | known | dict(counted)
