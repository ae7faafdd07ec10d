"""The work around a case that moves nothing in it: who handles it, notes, what other units are asked."""

from django.db import transaction
from django.utils import timezone

from minka.cases.actions.keeping import Happened, add_event, hold
from minka.cases.models import Case, CaseNote, UnitRequest
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.given import Asked
from minka.cases.queries.handlers import handlers
from minka.cases.queries.roles import official_role
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.sites.access import require

REPORT_DAYS = 7  # working days for a report of another unit: art. 132.3


class NotOfTheTeam(Exception):  # noqa: N818 - a state, not a mistake
    """A case is only given to somebody who may handle it."""


class AlreadyAnswered(Exception):  # noqa: N818 - a state, not a mistake
    """Somebody registered the answer a moment ago."""


def assign_case(*, case: Case, assignee: Person | None, revision: int, by: Person) -> None:
    """Give the case to somebody of the team, or to nobody.

    Raises:
        Outdated: something happened to the case since it was shown.
        NotOfTheTeam: the person may not handle cases here.
    """
    require(by, "handle_case", case.site)
    if assignee is not None and not handlers(case.site).filter(person=assignee).exists():
        raise NotOfTheTeam
    with transaction.atomic():
        held = hold(case, revision)
        held.assignee = assignee
        held.revision += 1
        held.save(update_fields=["assignee", "revision"])
        data = {"assignee": assignee.actor_key} if assignee else {}
        add_event(held, _inside("assigned", held, by, {**data}))
        write_audit(site=case.site.slug, by=by, action="case.assigned", subject=case.ref, changes={**data})


def add_note(*, case: Case, text: str, by: Person) -> CaseNote:
    """Leave a note for colleagues. What it says is in the note alone."""
    require(by, "handle_case", case.site)
    with transaction.atomic():
        write_audit(site=case.site.slug, by=by, action="case.noted", subject=case.ref)
        return CaseNote.objects.create(case=case, by=by, text=text)


def ask_unit(*, case: Case, asked: Asked, by: Person) -> UnitRequest:
    """Ask another unit of the entity for a report. The case's clock runs on; the report has its own seven days."""
    require(by, "handle_case", case.site)
    with transaction.atomic():
        held = hold(case, None)
        today = timezone.localdate()
        request = UnitRequest.objects.create(
            case=held,
            unit=asked.unit,
            question=asked.question,
            asked_by=by,
            due_on=calendar_of(held.service).add(today, REPORT_DAYS),
        )
        add_event(held, _inside("unit_asked", held, by, {"unit": asked.unit, "request": request.pk}))
        write_audit(site=case.site.slug, by=by, action="case.unit-asked", subject=case.ref)
        return request


def answer_request(*, request: UnitRequest, answer: str, by: Person) -> None:
    """Register what the unit answered.

    Raises:
        AlreadyAnswered: it has an answer.
    """
    case = request.case
    require(by, "handle_case", case.site)
    with transaction.atomic():
        held = hold(case, None)
        open_request = UnitRequest.objects.filter(pk=request.pk, answered_at__isnull=True, stops_clock=False)
        if not open_request.update(answer=answer, answered_by=by, answered_at=timezone.now()):
            raise AlreadyAnswered
        add_event(held, _inside("unit_answered", held, by, {"unit": request.unit, "request": request.pk}))
        write_audit(site=case.site.slug, by=by, action="case.unit-answered", subject=case.ref)


def _inside(action: str, case: Case, by: Person, data: dict[str, object]) -> Happened:
    """Something that only the team sees."""
    role = official_role(by, case)
    return Happened(action=action, by=by, role=role, on=timezone.localdate(), data=data, is_public=False)
