"""A year of made-up cases for one service of the demonstration, drawn from a seed and written in one go."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from django.db import transaction
from django.db.models import F

from minka.cases.actions.made_up.files import with_files
from minka.cases.actions.made_up.lives import live, observe
from minka.cases.actions.made_up.marks import forecasts_of, ratings_of, steps_of
from minka.cases.actions.made_up.people import ABANDONED, Way, begin, choose, give_up, ways_through
from minka.cases.models import Case, CaseEvent, CaseSeries, Forecast, Observation, Rating
from minka.cases.queries.applicants import applicant_of, home_of
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.regimes import Rules, pinned, rules_on
from minka.engine.clocks import Calendar
from minka.engine.forecasts import DayCount, Kind
from minka.engine.forecasts.made_up import MadeUpCase, Office, make_case_log
from minka.engine.forms import Definition
from minka.engine.ledger.canonical import NONCE_BYTES
from minka.people.models import Participant
from minka.records.actions import SYSTEM, write_audit
from minka.reference.queries import place_options
from minka.services.models import Application, Service, Step, Upload, Version
from minka.services.queries.definitions import definition_of

YEAR: Final = dt.timedelta(days=365)
MEASURED: Final = dt.timedelta(days=90)  # steps are kept of those who filed lately
BATCH: Final = 2000
OWED_WITHIN: Final = 5  # working days for the document of an automatic approval (art. 31)
MOST_A_DAY: Final = 400.0
CAPITAL: Final = "01"


class NotForDemonstration(Exception):  # noqa: N818 - a state, not a mistake
    """The service is real, or nobody published it: made-up cases must never stand beside those of people."""


@dataclass
class Simulated:
    """What was made, ready to be written; and then how much it was."""

    applications: list[Application] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(case.is_open for case in self.cases)


def simulate(*, service: Service, today: dt.date, seed: int = 1, arrivals: float = 2.0) -> Simulated:
    """Make up the cases of the last year, as an office with enough hands for most of them would have handled them.

    The same seed again adds nothing. The public log hears nothing of it: what never was is no public fact.

    Raises:
        NotForDemonstration: the service is not marked as a demonstration, or has no version yet.
    """
    version = service.versions.select_related("service__site", "service__organization").order_by("-number").first()
    if not service.is_demonstration or version is None:
        raise NotForDemonstration(service.slug)
    with transaction.atomic():
        held = Service.objects.select_for_update().get(pk=service.pk)
        if Application.objects.filter(idempotency_key__startswith=_prefix(held, seed)).exists():
            return Simulated()
        made = _Maker(version, seed, today, min(arrivals, MOST_A_DAY)).make()
        _write(made)
        write_audit(
            site=service.site.slug,
            by=SYSTEM,
            action="service.simulated",
            subject=service.ref,
            changes={"cases": len(made.cases), "seed": seed},
        )
    return made


class _Maker:
    """Everything that the year of one service is drawn from."""

    def __init__(self, version: Version, seed: int, today: dt.date, arrivals: float) -> None:
        self.version, self.seed, self.today, self.arrivals = version, seed, today, arrivals
        self.definition: Definition = definition_of(version.pk)
        self.calendar: Calendar = calendar_of(version.service)
        self.chance = np.random.Generator(np.random.PCG64(seed))
        self.ways: list[Way] = ways_through(
            self.definition, seed=seed, today=today, homes=_capitals(version.service.site.place_code[:2])
        )
        self.participant = Participant.objects.create(alias="Personas inventadas")
        self.rules: dict[str, Rules] = {}  # by where people live
        self.made = Simulated()

    def make(self) -> Simulated:
        """The whole year."""
        log = self._log()
        kept = [self._one(each) for each in log if self.ways]
        _number(self.made.cases)
        spans = [each.span() for each, case in zip(log, kept, strict=True) if case.outcome != Case.Outcome.AUTOMATIC]
        timed = [case for case in kept if case.outcome != Case.Outcome.AUTOMATIC]
        ends = [replace(span, ended_on=_ended_on(case)) for span, case in zip(spans, timed, strict=True)]
        self.made.forecasts = forecasts_of(timed, ends, DayCount(self._holidays()), today=self.today)
        return self.made

    def _log(self) -> Sequence[MadeUpCase]:
        procedure = self.definition.procedure
        term = procedure.term.count if procedure.term is not None else OWED_WITHIN
        office = Office(arrivals=self.arrivals, capacity=self.arrivals * 1.02, observed=0.15, term=term)
        found = make_case_log(
            self.seed,
            first=self.today - YEAR,
            last=self.today - dt.timedelta(days=1),
            kind=Kind(self.version.service.slug),
            office=office,
            requirements=[each.id for each in self.definition.requirements] or ["none"],
            holidays=self._holidays(),
        ).cases
        return [_automatic(each) for each in found] if procedure.regime == "automatic" else found

    def _holidays(self) -> list[dt.date]:
        return [each.day for each in self.calendar.days_off()]

    def _one(self, made: MadeUpCase) -> Case:
        way = choose(self.ways, self.chance)
        key = f"{_prefix(self.version.service, self.seed)}{made.number}"
        whole = begin(self.version, self.participant, way, day=made.started_on, key=key, chance=self.chance)
        self.made.uploads += with_files(whole, self.definition)
        case = self._case(whole, way, made)
        events = live(case, made, self.today)
        observation = observe(case, made, events)
        self.made.applications.append(whole)
        self.made.cases.append(case)
        self.made.events += events
        self.made.observations += [observation] if observation else []
        self.made.ratings += ratings_of(case, self.chance)
        self._measure(whole, way, key)
        return case

    def _measure(self, whole: Application, way: Way, key: str) -> None:
        """The steps of those who filed lately, and of those who stopped."""
        is_recent = self.today - whole.started_at.date() <= MEASURED
        if is_recent:
            self.made.steps += steps_of(whole, way, self.chance)
        if self.chance.random() < ABANDONED / (1 - ABANDONED):
            stopped = give_up(whole, way, key=f"{key}-stop", chance=self.chance)
            self.made.applications.append(stopped)
            self.made.uploads += with_files(stopped, self.definition)
            self.made.steps += steps_of(stopped, way, self.chance) if is_recent else []

    def _case(self, whole: Application, way: Way, made: MadeUpCase) -> Case:
        service, home = self.version.service, home_of(self.definition, way.answers)
        if home not in self.rules:
            self.rules[home] = rules_on(service.site, service.organization, home, self.today)
        distance = self.rules[home].distance
        return Case(
            site=service.site,
            organization=service.organization,
            service=service,
            version=self.version,
            application=whole,
            participant=self.participant,
            applicant=applicant_of(self.definition, way.answers),
            answers=whole.answers,
            requirements=[dict(each) for each in way.requirements],
            place_code=home,
            distance_days=distance.days if distance else 0,
            regime=pinned(self.definition.procedure, Rules(distance=distance)),
            filed_on=made.started_on,
            received_on=made.started_on,
            opened_at=whole.filed_at or whole.started_at,
            seal=secrets.token_hex(NONCE_BYTES),
            is_made_up=True,
        )


def _capitals(region: str) -> list[str]:
    """The districts of a region that are capitals of their provinces: by their numbers, the first of each."""
    codes = [option.inei_code for option in place_options(region)] if region else []
    return sorted(code for code in codes if code.endswith(CAPITAL))


def _prefix(service: Service, seed: int) -> str:
    return f"simulation:{service.pk}:{seed}:"


def _automatic(made: MadeUpCase) -> MadeUpCase:
    """Nobody decides an automatic approval: what an office takes time for is the document."""
    handed = [(day, "issue_document") for day, what in made.happened if what in {"notify_grant", "notify_denial"}]
    return replace(made, happened=((made.started_on, "approve"), *handed))


def _ended_on(case: Case) -> dt.date | None:
    return case.closed_at.date() if case.closed_at is not None else None


def _number(cases: Sequence[Case]) -> None:
    """Numbers in the order of filing, year by year, from the entity's own series."""
    by_year: dict[int, list[Case]] = {}
    for case in cases:
        by_year.setdefault(case.filed_on.year, []).append(case)
    for year, filed in by_year.items():
        series, _made = CaseSeries.objects.get_or_create(organization=filed[0].organization, year=year)
        CaseSeries.objects.filter(pk=series.pk).update(last=F("last") + len(filed))
        series.refresh_from_db()
        for place, case in enumerate(filed):
            case.number = f"{year}-{series.last - len(filed) + place + 1:06d}"


def _write(made: Simulated) -> None:
    """All rows, those that others name first."""
    Application.objects.bulk_create(made.applications, batch_size=BATCH)
    Upload.objects.bulk_create(made.uploads, batch_size=BATCH)
    Case.objects.bulk_create(made.cases, batch_size=BATCH)
    CaseEvent.objects.bulk_create(made.events, batch_size=BATCH)
    Observation.objects.bulk_create(made.observations, batch_size=BATCH)
    Step.objects.bulk_create(made.steps, batch_size=BATCH)
    Rating.objects.bulk_create(made.ratings, batch_size=BATCH)
    Forecast.objects.bulk_create(made.forecasts, batch_size=BATCH)
