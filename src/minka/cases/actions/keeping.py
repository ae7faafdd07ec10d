"""Holding a case while something happens to it: its row, the log of what happened, and the dates that follow."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from minka.cases.access import with_place
from minka.cases.models import Case, CaseEvent
from minka.cases.queries.standing import Standing, standing_of
from minka.engine.clocks import ClockState
from minka.engine.ledger.canonical import canonical
from minka.engine.workflows import State
from minka.records.actions import Actor

OUTCOMES = {
    "granted": Case.Outcome.GRANTED,
    "denied": Case.Outcome.DENIED,
    "approved_by_silence": Case.Outcome.SILENCE,
    "not_filed": Case.Outcome.NOT_FILED,
    "withdrawn": Case.Outcome.WITHDRAWN,
}
APPEAL_DAYS = 30  # working days to decide an appeal: art. 207.2
WRITTEN = (
    "state", "is_open", "outcome", "closed_at", "due_on", "silence_on", "days_late", "clock_stopped", "acts_on",
    "calendar_digest", "counted_at", "requirements", "kin", "revision", "assignee", "answers",
)  # fmt: skip


class Outdated(Exception):  # noqa: N818 - a state, not a mistake
    """Something happened to the case since the page was shown. ``case`` is as it is now."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.revision)
        self.case = case


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One line of a case's log. ``on`` is the legal day, which may lie before the moment it is written."""

    action: str
    by: Actor
    role: str
    on: dt.date
    clock_event: str = ""
    data: dict[str, object] | None = None
    is_public: bool = True


def hold(case: Case, revision: int | None) -> Case:
    """Lock the case's row until the transaction ends; whoever comes second waits, and then finds another revision.

    Raises:
        Outdated: the case is no longer as it was shown.
    """
    held = with_place().select_for_update(of=("self",)).get(pk=case.pk)
    held.service.site = held.site
    if revision is not None and held.revision != revision:
        raise Outdated(held)
    return held


def add_event(case: Case, happened: Happened, so_far: Sequence[CaseEvent] | None = None) -> CaseEvent:
    """Write one line. The numbers of a held case have no gaps; ``so_far`` are its lines, where they were read."""
    if so_far is None:
        last = case.events.order_by("-number").values_list("number", flat=True).first() or 0
    else:
        last = so_far[-1].number if so_far else 0
    return CaseEvent.objects.create(
        case=case,
        number=last + 1,
        action=happened.action,
        clock_event=happened.clock_event,
        on=happened.on,
        at=timezone.now(),
        by=happened.by.actor_key,
        role=happened.role,
        data=happened.data or {},
        is_public=happened.is_public,
    )


def move(case: Case, state: State, today: dt.date, events: Sequence[CaseEvent] | None = None) -> Standing:
    """Put a held case into a state and compute where it stands there. ``restate`` writes it down.

    A denial that can be appealed is an end: the entity owes nothing more unless the person asks for it.
    """
    move_to(case, state, timezone.now())
    return standing_of(case, today, events)


def move_to(case: Case, state: State, at: dt.datetime) -> None:
    """Put a case into a state, and end it there if that is an end."""
    case.state = state.id
    case.is_open = state.kind == "open" or state.clock != "ended"
    case.outcome = "" if case.is_open else _outcome(case, state)
    case.closed_at = None if case.is_open else at


def restate(standing: Standing, *, settled_by: dt.date | None = None) -> None:
    """Write down the dates of a held case as its clock has them, and save it.

    ``settled_by`` is the day until which all that the law does has been done, so that it need not be looked at again.
    """
    redate(standing, settled_by=settled_by)
    standing.case.save(update_fields=WRITTEN)


def redate(standing: Standing, *, settled_by: dt.date | None = None) -> None:
    """Give a case the dates that its clock has."""
    case, clock = standing.case, standing.clock
    runs = case.is_open and not clock.is_stopped
    case.clock_stopped = case.is_open and clock.is_stopped
    case.due_on = _due_on(standing) if runs else None
    case.silence_on = clock.silence_on if runs and standing.state.clock == "runs" else None
    case.acts_on = standing.acts_on(settled_by)
    case.calendar_digest, case.counted_at = clock.calendar.digest, timezone.now()
    case.kin = kin_of(case)
    case.revision += 1


def kin_of(case: Case) -> str:
    """The same for cases of one service that stand alike: state, and requirements with how they were found."""
    pattern = [[each["id"], each["state"]] for each in case.requirements]
    return hashlib.sha256(canonical([case.service_id, case.state, pattern])).hexdigest()[:32]


def _outcome(case: Case, state: State) -> str:
    if state.outcome == "granted" and case.regime.get("silence") == "automatic":
        return Case.Outcome.AUTOMATIC
    return OUTCOMES[state.outcome or "withdrawn"]


def _days_late(standing: Standing) -> int:
    """Working days past the term, or past the day on which the document of an automatic approval was owed."""
    clock = standing.clock
    if clock.document_by is None:
        return clock.days_late
    end = timezone.localtime(standing.case.closed_at).date() if standing.case.closed_at else standing.today
    return max(clock.calendar.number(end) - clock.calendar.number(clock.document_by), 0)


def _due_on(standing: Standing) -> dt.date | None:
    """The last day for what the entity owes now: its decision, the document of an approval, or an appeal's answer."""
    clock = standing.clock
    is_parked = standing.state.clock == "stopped" and not clock.is_stopped
    if standing.state.clock == "runs" or is_parked:
        return clock.due_on  # what is parked after its last day stops nothing, and stays late for everybody to see
    if clock.state is ClockState.APPROVED:
        return clock.document_by
    appealed = next((each for each in reversed(standing.events) if each.data.get("is_appeal")), None)
    return clock.calendar.add(appealed.on, APPEAL_DAYS) if appealed else None
