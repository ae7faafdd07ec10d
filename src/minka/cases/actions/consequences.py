"""What an action brings besides a step: a letter, the observation, a request to another unit, corrected answers."""

from dataclasses import asdict

from django.utils import timezone

from minka.cases.actions.letters import notify_letters, write_letter
from minka.cases.models import Case, Observation, UnitRequest
from minka.cases.queries.given import Given
from minka.cases.queries.letters import draft_letter, kind_of
from minka.cases.queries.requirements import MET, OBSERVED, PENDING
from minka.cases.queries.standing import Standing
from minka.engine.forms import put_at, read_at
from minka.engine.workflows import Action
from minka.people.models import Person
from minka.records.actions import Actor
from minka.services.actions.uploads import drop_stray


def carry_out(*, standing: Standing, row: Action, given: Given, by: Actor) -> None:
    """Write what goes with the action. ``standing`` is the one after it."""
    case = standing.case
    if row.letter:
        draft = given.letter or draft_letter(standing, row.letter, given, standing.clock)
        write_letter(case=case, kind=kind_of(row.letter), draft=draft, by=by)
    if given.items:
        _observe(standing, given, by)
    if row.event == "correction_received":
        _correct(case, given)
    if given.request:
        _ask(standing, given, by)
    _close_open(case, row, given, by)
    if row.event == "notified" or (row.letter and row.event != "decided"):
        notify_letters(case, how=given.how or "page", at=timezone.now())


def _close_open(case: Case, row: Action, given: Given, by: Actor) -> None:
    """End what waited for this action: a request that stopped the clock, or the observation."""
    if row.event == "cooperation_answered":
        _answer(case, given.answer, by)
    if row.event == "correction_expired":
        Observation.objects.filter(case=case).update(expired_at=timezone.now())


def _observe(standing: Standing, given: Given, by: Actor) -> None:
    """Keep the one observation. The database holds one for each case: a second is refused by it as well."""
    case, due_on = standing.case, standing.clock.correction_by
    Observation.objects.create(
        case=case,
        items=[asdict(item) | {"questions": list(item.questions)} for item in given.items],
        sent_by=by if isinstance(by, Person) else None,
        due_on=due_on or standing.today,
    )
    _mark(case, {item.requirement for item in given.items})


def _correct(case: Case, given: Given) -> None:
    """Put corrected answers in the place of the old ones, which the observation keeps."""
    before = {path: read_at(case.answers, path) for path in given.corrections}
    case.answers = put_at(case.answers, given.corrections)
    drop_stray(application=case.application, also=[case.answers, before])
    Observation.objects.filter(case=case).update(corrected_at=timezone.now(), corrections=before)
    case.requirements = [
        each | {"state": PENDING if each["state"] == OBSERVED else each["state"]} for each in case.requirements
    ]


def _mark(case: Case, observed: set[str]) -> None:
    case.requirements = [each | {"state": OBSERVED if each["id"] in observed else MET} for each in case.requirements]


def _ask(standing: Standing, given: Given, by: Actor) -> None:
    assert given.request is not None  # noqa: S101 - only called with one
    latest = next((pause.latest for pause in reversed(standing.clock.pauses) if pause.rule == "cooperation"), None)
    UnitRequest.objects.create(
        case=standing.case,
        unit=given.request.unit,
        question=given.request.question,
        stops_clock=latest is not None,
        legal_ground=given.legal_ground,
        asked_by=by if isinstance(by, Person) else None,
        due_on=latest or standing.clock.calendar.add(standing.today, standing.clock.case.regime.days.cooperation),
    )


def _answer(case: Case, answer: str, by: Actor) -> None:
    """Close the request that stopped the clock; an answer that never came is no answer."""
    case.unit_requests.filter(stops_clock=True, answered_at__isnull=True).update(
        answer=answer, answered_by=by if isinstance(by, Person) else None, answered_at=timezone.now()
    )
