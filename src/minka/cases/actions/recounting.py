"""Days off changed under open cases: dates are counted again, what was promised stays, and the difference is told."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from minka.cases.actions.keeping import Happened, add_event, hold, restate
from minka.cases.actions.telling import tell_recount
from minka.cases.models import Case, Observation
from minka.cases.queries.calendars import calendar_of, calendar_with, forget_calendars, noted_days
from minka.cases.queries.standing import CALENDAR_CHANGED, ONE_DAY, Standing, standing_of
from minka.engine.clocks import Clock, Comparison, compare
from minka.law.models import CalendarDay
from minka.law.queries.days import in_force
from minka.records.actions import SYSTEM, write_audit
from minka.services.models import Service

AT_ONCE = 2_000
SAME_DAYS = ("calendar", "site_id", "organization_id")  # services alike in these have the same days off


def recount_changed(*, today: dt.date, limit: int = AT_ONCE) -> int:
    """Count again the cases whose days off are no longer those they were counted with; the rest of them next time."""
    done = 0
    forget_calendars()
    alike = Service.objects.order_by(*SAME_DAYS).distinct(*SAME_DAYS)
    for service in alike.select_related("site__parent__parent", "organization"):
        same = {f"service__{name}": getattr(service, name) for name in SAME_DAYS}
        stale = Case.objects.filter(Q(is_open=True) | Q(acts_on__isnull=False), **same)
        stale = stale.exclude(calendar_digest=calendar_of(service).digest).order_by("pk")
        for pk in list(stale.values_list("pk", flat=True)[: limit - done]):
            recount(case_id=pk, today=today)
            done += 1
    return done


def recount_stale(*, case_id: int, today: dt.date) -> bool:
    """Count a case again whose dates were computed with days off that hold no more. True when it was."""
    case = Case.objects.select_related("service__site__parent__parent", "service__organization").get(pk=case_id)
    if is_stale(case):
        recount(case_id=case_id, today=today)
        return True
    return False


def is_stale(case: Case) -> bool:
    """Whether a case's dates were computed with days off that hold no more."""
    return bool(case.calendar_digest) and case.calendar_digest != calendar_of(case.service).digest


def recount(*, case_id: int, today: dt.date) -> None:
    """Count one case again. Nobody loses a day that they were told they had (``engine.clocks.compare``)."""
    with transaction.atomic():
        recount_held(hold(Case(pk=case_id), None), today)


def recount_held(case: Case, today: dt.date) -> None:
    """The same for a case that is held."""
    after = standing_of(case, today)
    found = compare(_as_told(after), after.clock, by_norm=changed_by_norm(case))
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


def changed_by_norm(case: Case) -> bool:
    """Whether all that changed since the dates were told are days off by norms that bind both sides (art. 137.2).

    Each norm was published after the dates were told, so that they were right then, and before its day. Anything else
    is our own mistake, or somebody's, and what was told stays.
    """
    if case.counted_at is None:
        return False
    days, told_at = noted_days(case.service), case.counted_at
    if calendar_with(case.service, in_force(days, told_at)).digest != case.calendar_digest:
        return False  # days of the shipped calendar changed as well
    told_on = timezone.localtime(told_at).date()
    known, now = in_force(days, told_at), in_force(days)
    added = [each for each in now if each not in known]
    return all(each in now for each in known) and all(
        each.kind != CalendarDay.Kind.CLOSED and each.published_on and told_on < each.published_on < each.day
        for each in added
    )


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
