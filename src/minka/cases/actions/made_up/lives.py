"""What happens to a made-up case: the same table of states, the same clock and the same dates as of any other."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from minka.cases.actions.keeping import move_to, redate
from minka.cases.models import Case, CaseEvent, Observation
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.requirements import MET, OBSERVED
from minka.cases.queries.standing import ONE_DAY, Standing, standing_of
from minka.cases.queries.workflows import workflow_of
from minka.engine.clocks import EventKind
from minka.engine.forecasts.made_up import MadeUpCase
from minka.engine.workflows import Action
from minka.records.actions import SYSTEM

AFTERNOON = dt.time(15)
BY_LAW = ("approve", "approve_by_silence", "expire_correction")


def live(case: Case, made: MadeUpCase, today: dt.date) -> list[CaseEvent]:
    """Let everything happen to a case that is not saved yet, as far as it had come by today."""
    workflow = workflow_of(case)
    events = [_event(case, 1, "filed", EventKind.HANDED_IN, case.filed_on, "citizen")]
    case.state = workflow.start
    for day, name in made.happened:
        if name == "expire_correction":
            day = max(day, _expires_on(case, events))  # noqa: PLW2901 - the law gives more to who lives far away
        if day > today or _silence(case, events, day):
            break
        row = workflow.action(name)
        if row is not None and case.state in row.sources:
            _take(case, events, row, day)
    _silence(case, events, today)
    _settle(case, events, today)
    return events


def observe(case: Case, made: MadeUpCase, events: list[CaseEvent]) -> Observation | None:
    """The observation of a case that had one, with the requirements it names."""
    sent = next((each for each in events if each.action == "observe"), None)
    named = set(made.observations) & {each["id"] for each in case.requirements}
    if sent is None or not named:
        return None
    ended = next((each for each in events if each.action in {"correct", "expire_correction"}), None)
    is_corrected = ended is not None and ended.action == "correct"
    for each in case.requirements:
        each["state"] = OBSERVED if each["id"] in named and not is_corrected else MET
    return Observation(
        case=case,
        items=[
            {"requirement": each["id"], "code": "incomplete", "text": "", "questions": []}
            for each in case.requirements
            if each["id"] in named
        ],
        sent_at=sent.at,
        due_on=_correct_by(case, sent.on),
        corrected_at=ended.at if ended is not None and is_corrected else None,
        expired_at=ended.at if ended is not None and not is_corrected else None,
    )


def _correct_by(case: Case, sent_on: dt.date) -> dt.date:
    return calendar_of(case.service).add(sent_on, 2 + case.distance_days)


def _expires_on(case: Case, events: list[CaseEvent]) -> dt.date:
    sent = next((each for each in events if each.action == "observe"), None)
    return _correct_by(case, sent.on) + ONE_DAY if sent is not None else case.filed_on


def _take(case: Case, events: list[CaseEvent], row: Action, day: dt.date) -> None:
    role = "citizen" if row.id == "correct" else "system" if row.id in BY_LAW else "official"
    events.append(_event(case, len(events) + 1, row.id, row.event or "", day, role))
    target = workflow_of(case).state(row.target)
    if target is not None:
        move_to(case, target, _moment(day))


def _silence(case: Case, events: list[CaseEvent], day: dt.date) -> bool:
    """Silence takes effect on its own date, before whatever an official did later."""
    row = workflow_of(case).action("approve_by_silence")
    if row is None or case.state not in row.sources:
        return False
    silence_on = _standing(case, events, day).clock.silence_on
    if silence_on is None or silence_on > day:
        return False
    _take(case, events, row, silence_on)
    return True


def _settle(case: Case, events: list[CaseEvent], today: dt.date) -> None:
    standing = _standing(case, events, today)
    redate(standing)
    case.revision = len(events)


def _standing(case: Case, events: list[CaseEvent], day: dt.date) -> Standing:
    return replace(standing_of(case, day, events), today=day)


def _event(case: Case, number: int, action: str, clock_event: str, day: dt.date, role: str) -> CaseEvent:
    return CaseEvent(
        case=case,
        number=number,
        action=action,
        clock_event=clock_event,
        on=day,
        at=_moment(day),
        by=SYSTEM.actor_key,
        role=role,
        data={"made_up": True},
    )


def _moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, AFTERNOON))
