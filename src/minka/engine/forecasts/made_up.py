"""Made-up cases, to try a service before it has any, to measure, and to show a demonstration. Never real ones.

An office with so much work a day does the simple cases on the spot and the others mostly in their order; when more come
than it can do, everybody waits longer. Mondays bring more people, staff leaves and comes back, other entities are slow.
What is drawn depends on the seed alone.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from minka.engine.forecasts.cases import Kind, Span
from minka.engine.forecasts.counting import DayCount

LABEL = "Casos inventados para probar: no son de nadie."
ARRIVALS_BY_WEEKDAY = (1.4, 1.1, 1.0, 0.9, 0.6)
CORRECTION = NOTICE = 2  # working days, at most
ENTITY_ANSWERS = (3, 9)  # working days, from and below
SIMPLE_WORK = 0.2
OUT_OF_ORDER = 0.2  # share of the work that somebody takes from the middle of the pile

ENDINGS = frozenset({"notify_grant", "notify_denial", "expire_correction"})
ONE_DAY = timedelta(days=1)

type Happening = tuple[date, str]  # a day, and an action of the default workflow of positive silence


@dataclass(frozen=True, slots=True)
class Office:
    """How a made-up office works; shares are 0 to 1, work is counted in usual cases.

    Attributes:
        arrivals: cases filed on a usual working day.
        capacity: work done on one, at the beginning and at the end.
        drift: share of the capacity that is gone in the middle of the log.
        simple: share of the cases that are answered on the spot.
        observed: share with something to correct; ``corrected`` of them come back in time.
        asking: share for which another entity must be asked.
        denied: share of the decisions.
        term: working days by law.
    """

    arrivals: float = 6.0
    capacity: float = 5.2
    drift: float = 0.1
    simple: float = 0.25
    observed: float = 0.2
    corrected: float = 0.85
    asking: float = 0.08
    denied: float = 0.15
    term: int = 30


@dataclass(frozen=True, slots=True)
class MadeUpCase:
    """One case that never was.

    ``happened`` names actions of the default workflow with their days, ascending. ``due_on`` is the last day of the
    term, longer by the days the clock stood still. ``observations`` are requirements. ``ended_on`` is the day of the
    answer or, where ``was_answered`` is false, of its end without one; None while it is open.
    """

    number: int
    kind: Kind
    started_on: date
    due_on: date
    happened: tuple[Happening, ...]
    observations: tuple[str, ...]
    ended_on: date | None
    was_answered: bool

    def span(self) -> Span:
        """What a forecast may know of it."""
        return Span(self.kind, self.started_on, self.ended_on, self.was_answered)


@dataclass(frozen=True, slots=True)
class MadeUpLog:
    """Made-up cases in the order of their filing, which say of themselves what they are and from which seed."""

    label: str
    seed: int
    cases: tuple[MadeUpCase, ...]


@dataclass(slots=True)
class _Paper:
    """A case on its way: what happened, the day from which on it can be worked at, and how much work it is."""

    number: int
    filed: int
    happened: list[tuple[int, str]]
    ready: int
    work: float
    paused: int = 0
    observations: tuple[str, ...] = ()


def make_case_log(
    seed: int,
    *,
    first: date,
    last: date,
    kind: Kind | None = None,
    office: Office | None = None,
    requirements: Sequence[str] = ("plan", "proof", "statement"),
    holidays: Collection[date] = (),
) -> MadeUpLog:
    """Make up the cases filed from one day to another, as far as they had come at the end of the last.

    Args:
        seed: of everything drawn; the same arguments give the same log.
        first, last: days of filing; what is not done by ``last`` stays open.
        kind: of all cases.
        office: how it works.
        requirements: what can be observed, the first ones more often; at least one.
        holidays: days without work besides weekends.

    >>> log = make_case_log(1, first=date(2026, 1, 5), last=date(2026, 3, 31))
    >>> log.label, log.cases[0].happened[0][1]
    ('Casos inventados para probar: no son de nadie.', 'start_review')
    """
    days = DayCount(holidays)
    desk = _Desk(np.random.Generator(np.random.PCG64(seed)), office or Office(), tuple(requirements))
    numbers = range(days.number(first - ONE_DAY) + 1, days.number(last) + 1)
    for place, day in enumerate(numbers):
        desk.work(day, days.day(day).weekday(), place / len(numbers))
    return MadeUpLog(
        LABEL, seed, tuple(_told(paper, days, last, kind or Kind("made_up"), desk.office.term) for paper in desk.papers)
    )


class _Desk:
    """The office from day to day: its pile, and all that ever came to it."""

    def __init__(self, chance: np.random.Generator, office: Office, requirements: Sequence[str]) -> None:
        self.chance, self.office, self.requirements = chance, office, requirements
        self.papers: list[_Paper] = []
        self.pile: list[_Paper] = []

    def work(self, day: int, weekday: int, share: float) -> None:
        """One working day: take in what comes, do the simple ones, then the pile as far as the day goes."""
        strength = self.office.capacity * (1 - self.office.drift * math.sin(math.pi * share))
        left = strength * float(self.chance.gamma(20, 1 / 20))
        for _ in range(int(self.chance.poisson(self.office.arrivals * ARRIVALS_BY_WEEKDAY[weekday]))):
            left -= self._take_in(day)
        ready = [paper for paper in self.pile if paper.ready <= day]
        while ready and left > 0:
            is_next = self.chance.random() >= OUT_OF_ORDER
            paper = ready.pop(0 if is_next else int(self.chance.integers(len(ready))))
            done = min(left, paper.work)
            left, paper.work = left - done, paper.work - done
            if paper.work <= 0:
                self._decide(paper, day)
                self.pile.remove(paper)

    def _take_in(self, day: int) -> float:
        """A new case; what it costs at once."""
        paper = _Paper(len(self.papers) + 1, day, [(day, "start_review")], day, float(self.chance.gamma(2, 0.5)))
        self.papers.append(paper)
        if self.chance.random() < self.office.simple:
            self._decide(paper, day)
            return SIMPLE_WORK
        if self.chance.random() < self.office.observed and not self._observe(paper):
            return SIMPLE_WORK
        if self.chance.random() < self.office.asking:
            asked = paper.ready + int(self.chance.integers(1, 4))
            answered = asked + int(self.chance.integers(*ENTITY_ANSWERS))
            paper.happened += [(asked, "ask_entity"), (answered, "record_answer")]
            paper.ready, paper.paused = answered, paper.paused + answered - asked
        self.pile.append(paper)
        return 0.0

    def _observe(self, paper: _Paper) -> bool:
        """One observation with one to three requirements; whether they are corrected in time."""
        many = min(len(self.requirements), int(self.chance.integers(1, 4)))
        weights = np.array([1 / (place + 1) for place in range(len(self.requirements))])
        chosen = self.chance.choice(len(self.requirements), many, replace=False, p=weights / weights.sum())
        paper.observations = tuple(self.requirements[place] for place in sorted(chosen.tolist()))
        observed = paper.filed + 1
        is_corrected = bool(self.chance.random() < self.office.corrected)
        paper.ready = observed + (int(self.chance.integers(1, CORRECTION + 1)) if is_corrected else CORRECTION + 1)
        paper.paused += paper.ready - observed
        ending = "correct" if is_corrected else "expire_correction"
        paper.happened += [(observed, "observe"), (paper.ready, ending)]
        return is_corrected

    def _decide(self, paper: _Paper, day: int) -> None:
        """Decide, and notify on the day or soon after."""
        word = "deny" if self.chance.random() < self.office.denied else "grant"
        notice = "notify_denial" if word == "deny" else "notify_grant"
        paper.happened += [(day, word), (day + int(self.chance.integers(0, NOTICE + 1)), notice)]


def _told(paper: _Paper, days: DayCount, last: date, kind: Kind, term: int) -> MadeUpCase:
    """The case as it was known at the end of the last day."""
    happened = tuple((day, what) for number, what in paper.happened if (day := days.day(number)) <= last)
    end = next((day for day, what in happened if what in ENDINGS), None)
    return MadeUpCase(
        number=paper.number,
        kind=kind,
        started_on=days.day(paper.filed),
        due_on=days.day(paper.filed + term + paper.paused),
        happened=happened,
        observations=paper.observations if any(what == "observe" for _, what in happened) else (),
        ended_on=end,
        was_answered=(happened[-1][1] != "expire_correction"),
    )
