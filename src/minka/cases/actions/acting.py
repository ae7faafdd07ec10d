"""The one way in which something happens to a case: held, checked against its table, written, dated and told."""

from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from minka.cases.actions.consequences import carry_out
from minka.cases.actions.ending import write_end
from minka.cases.actions.firing import fire_due
from minka.cases.actions.keeping import Happened, Outdated, add_event, hold, move, restate
from minka.cases.actions.recounting import recount_stale
from minka.cases.actions.telling import tell
from minka.cases.models import Case
from minka.cases.queries.fingerprints import fingerprints
from minka.cases.queries.given import Given
from minka.cases.queries.previews import preview_letter
from minka.cases.queries.roles import role_of
from minka.cases.queries.standing import Standing, standing_of
from minka.engine.clocks import EventKind
from minka.engine.workflows import Action, State, step
from minka.engine.workflows.table import Role
from minka.people.models import Participant, Person
from minka.records.actions import write_audit

COMES_IN = {EventKind.CORRECTION_RECEIVED}  # at the front desk, whose hours count


def act(*, case: Case, action: str, given: Given, revision: int, by: Person | Participant) -> Case:
    """Do one action of the case's workflow, all of it or nothing. What the law did meanwhile is written first.

    Raises:
        Outdated: something happened since the page was shown; two officials do not both decide.
        ActionRefused: the table, a guard or a missing part stops it.
        ClockInvalid: the law does not know such an act: an extension without days, an errand of a year.
    """
    role = role_of(by, case)
    settle(case=case, revision=revision)
    with transaction.atomic():
        held = hold(case, revision)
        standing = standing_of(held, timezone.localdate())
        row = standing.workflow.action(action)
        given = with_letter(standing, row, given)
        target = step(standing.workflow, held.state, action, role, standing.facts, given=given.needs)
        assert row is not None, "a step that was taken has its row"  # noqa: S101
        _perform(standing, row, target, given, role, by)
        return held


def with_letter(standing: Standing, row: Action | None, given: Given) -> Given:
    """What comes with the act, with the letter of the template where nobody wrote another."""
    if (
        row is None
        or row.letter is None
        or given.letter is not None
        or not given.needs.issuperset(set(row.needs) - {"letter"})
    ):
        return given
    return replace(given, letter=preview_letter(standing, row, given))


def settle(*, case: Case, revision: int | None = None) -> None:
    """Write down what the law has done by today, whether or not the sweep came by, under the days off that hold now.

    Raises:
        Outdated: it did something that whoever acts has not seen yet.
    """
    today = timezone.localdate()
    is_recounted = recount_stale(case_id=case.pk, today=today)
    if (fire_due(case_id=case.pk, today=today) or is_recounted) and revision is not None:
        raise Outdated(Case.objects.get(pk=case.pk))


def _perform(
    standing: Standing, row: Action, target: State, given: Given, role: Role, by: Person | Participant
) -> None:
    case, today = standing.case, standing.today
    event = add_event(case, _happened(case, row, given, role, by), standing.events)
    after = move(case, target, today, [*standing.events, event])
    carry_out(standing=after, row=row, given=given, by=by)
    restate(after)
    write_audit(
        site=case.site.slug, by=by, action="case.acted", subject=case.ref, changes={"action": row.id, "to": target.id}
    )
    if not case.is_open:
        write_end(after)
    tell(standing=after, event=event, by=by)


def _happened(case: Case, row: Action, given: Given, role: Role, by: Person | Participant) -> Happened:
    data: dict[str, object] = {
        "reason": given.reason or given.correction_note,
        "legal_ground": given.legal_ground,
        "days": given.days,
        "how": given.how,
        "unit": given.request.unit if given.request else "",
        "items": [asdict(item) | {"questions": list(item.questions)} for item in given.items],
        "document": given.document,
        "appeal": given.appeal,
        "is_appeal": "appeal" in row.needs,
        "corrected": fingerprints(case, given.corrections),
        "hour": f"{timezone.localtime():%H:%M:%S}" if row.event in COMES_IN else "",
    }
    return Happened(
        action=row.id,
        by=by,
        role=role,
        on=timezone.localdate(),
        clock_event=row.event or "",
        data={name: what for name, what in data.items() if what},
    )
