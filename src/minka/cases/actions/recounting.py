"""Days off changed under open cases: dates are counted again, what was promised stays, and the difference is told."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from minka.cases.actions.keeping import Happened, add_event, hold, restate
from minka.cases.actions.telling import tell_recount
from minka.cases.models import Case, Observation
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.standing import CALENDAR_CHANGED, ONE_DAY, Standing, standing_of
from minka.engine.clocks import Clock, Comparison, compare
from minka.records.actions import SYSTEM, write_audit
from minka.services.models import Service

AT_ONCE = 2_000


def recount_changed(*, today: dt.date, limit: int = AT_ONCE) -> int:
    """Count again the cases whose days off are no longer those they were counted with; the rest of them next time."""
    done = 0
    for key in Service.objects.order_by("calendar").values_list("calendar", flat=True).distinct():
        digest = calendar_of(key).digest
        stale = Case.objects.filter(Q(is_open=True) | Q(acts_on__isnull=False), service__calendar=key)
        stale = stale.exclude(calendar_digest=digest).order_by("pk")
        for pk in list(stale.values_list("pk", flat=True)[: limit - done]):
            recount(case_id=pk, today=today)
            done += 1
    return done


def recount(*, case_id: int, today: dt.date) -> None:
    """Count one case again. Nobody loses a day that they were told they had (``engine.clocks.compare``)."""
    with transaction.atomic():
        case = hold(Case(pk=case_id), None)
        after = standing_of(case, today)
        found = compare(_as_told(after), after.clock)
        if not found.changes:
            restate(after)
            return
        event = add_event(case, _happened(found, today))
        now = standing_of(case, today)
        restate(now)
        if now.clock.correction_by is not None:
            Observation.objects.filter(case=case, corrected_at__isnull=True).update(due_on=now.clock.correction_by)
        write_audit(site=case.site.slug, by=SYSTEM, action="case.recounted", subject=case.ref)
        tell_recount(now, event)


def _as_told(after: Standing) -> Clock:
    """The clock as its dates were told before: those that were written down with the case."""
    case, clock = after.case, after.clock
    observation = Observation.objects.filter(case=case).first()
    told_appeal = case.acts_on - ONE_DAY if case.outcome == Case.Outcome.DENIED and case.acts_on else None
    return replace(
        clock,
        due_on=case.due_on if case.due_on and after.state.clock == "runs" else clock.due_on,
        notify_by=case.silence_on - ONE_DAY if case.silence_on and clock.notify_by != clock.due_on else clock.notify_by,
        silence_on=case.silence_on or clock.silence_on,
        correction_by=observation.due_on if observation and after.is_observed else clock.correction_by,
        appeal_by=told_appeal if told_appeal and clock.appeal_by else clock.appeal_by,
    )


def _happened(found: Comparison, today: dt.date) -> Happened:
    kept = {name: getattr(found.promised, name) for name in ("correction_by", "silence_on", "appeal_by")}
    return Happened(
        action=CALENDAR_CHANGED,
        by=SYSTEM,
        role="system",
        on=today,
        data={
            "promised": {name: day.isoformat() for name, day in kept.items() if day is not None},
            "changes": [change.text for change in found.changes],  # as it was told, in Spanish
            "moved": [[each.name, *map(_iso, (each.before, each.after, each.holds))] for each in found.changes],
        },
    )


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
