"""What the law does by itself when its day has come: silence, an observation left unanswered, a pause that is over."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from minka.cases.actions.consequences import carry_out
from minka.cases.actions.ending import write_end
from minka.cases.actions.keeping import Happened, add_event, hold, move, restate
from minka.cases.actions.recounting import is_stale, recount_held
from minka.cases.actions.telling import tell, tell_silence
from minka.cases.models import Case
from minka.cases.queries.given import Given
from minka.cases.queries.standing import ONE_DAY, SILENCE_NOTED, Standing, standing_of
from minka.engine.clocks import EventKind, Silence
from minka.engine.workflows import Action, allowed_actions
from minka.records.actions import SYSTEM, write_audit

LONGEST_CHAIN = 5


def fire_due(*, case_id: int, today: dt.date) -> bool:
    """Write down everything that the law has done to a case by today, each on its own day. True when there was any.

    Safe to run twice, and days late: the dates come from the clock, not from the moment of running.
    """
    unheld = Case.objects.filter(pk=case_id, acts_on__lte=today).exists()
    if not unheld:
        return False
    with transaction.atomic():
        held = hold(Case(pk=case_id), None)
        if is_stale(held):
            recount_held(held, today)  # silence does not fire by days off that hold no more
        return fire(held, today)


def fire(case: Case, today: dt.date) -> bool:
    """The same for a case that is held."""
    standing, fired = standing_of(case, today), 0
    while fired < LONGEST_CHAIN and (row := next(iter(_ready(standing)), None)) is not None:
        standing = _fire_one(standing, row)
        fired += 1
    noted = _note_silence(standing)
    if case.acts_on is not None and case.acts_on <= today:
        _settle(standing, is_new=bool(fired or noted))
    return bool(fired or noted)


def _settle(standing: Standing, *, is_new: bool) -> None:
    """Look at the case no more today. Where nothing happened nobody who acts on it must be told that something did."""
    if is_new:
        restate(standing, settled_by=standing.today)
        return
    standing.case.acts_on = standing.acts_on(standing.today)
    standing.case.save(update_fields=["acts_on"])


def _fire_one(standing: Standing, row: Action) -> Standing:
    """Do one thing that the law does, and give the standing after it."""
    case, target = standing.case, standing.workflow.state(row.target)
    assert target is not None, "a workflow that was read has no dangling reference"  # noqa: S101
    event = add_event(case, _happened(standing, row), standing.events)
    after = move(case, target, standing.today, [*standing.events, event])
    carry_out(standing=after, row=row, given=Given(), by=SYSTEM)
    restate(after)
    write_audit(site=case.site.slug, by=SYSTEM, action="case.fired", subject=case.ref, changes={"action": row.id})
    if not case.is_open:
        write_end(after)
    tell(standing=after, event=event, by=SYSTEM)
    return after


def _ready(standing: Standing) -> Iterable[Action]:
    """What belongs to the system alone and whose day has come. What officials may do as well waits for them."""
    if standing.state.is_final:
        return
    for offer in allowed_actions(standing.workflow, standing.case.state, "system", standing.facts):
        if offer.is_allowed and offer.action.roles == ("system",):
            yield offer.action


def _happened(standing: Standing, row: Action) -> Happened:
    notice = standing.last(EventKind.NOTIFIED)
    is_unread = row.event == "notice_unacknowledged" and notice is not None
    return Happened(
        action=row.id,
        by=SYSTEM,
        role="system",
        on=_legal_day(standing, row),
        clock_event=row.event or "",
        data={"of": notice.on.isoformat()} if is_unread and notice else {},
    )


def _legal_day(standing: Standing, row: Action) -> dt.date:
    """The day on which the law did it, whenever it is written."""
    clock = standing.clock
    pause = next((each for each in reversed(clock.pauses) if each.rule != "observation"), None)
    days = {
        "silence_passed": clock.silence_on,
        "correction_expired": clock.correction_by + ONE_DAY if clock.correction_by else None,
        "suspension_over": pause.latest if pause else None,
        "appeal_expired": clock.appeal_by + ONE_DAY if clock.appeal_by else None,
        "notice_unacknowledged": standing.unread_since,
    }
    return next((day for guard in row.guards if (day := days.get(guard)) is not None), standing.today)


def _note_silence(standing: Standing) -> bool:
    """Negative silence ends nothing. It is noted once, and the person is told that they may appeal (art. 188.3)."""
    silence_on, regime = standing.clock.silence_on, standing.clock.case.regime
    has_come = regime.silence is Silence.NEGATIVE and silence_on is not None and silence_on <= standing.today
    if not has_come or standing.state.clock != "runs" or any(each.action == SILENCE_NOTED for each in standing.events):
        return False
    assert silence_on is not None  # noqa: S101 - it has come
    happened = Happened(action=SILENCE_NOTED, by=SYSTEM, role="system", on=silence_on)
    event = add_event(standing.case, happened, standing.events)
    tell_silence(standing, event)
    return True
