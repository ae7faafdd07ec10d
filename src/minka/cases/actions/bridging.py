"""What an official asks of other institutions about a case: a register, the filing desk, the person's mailbox."""

from django.db import transaction
from django.utils import timezone

from minka.cases.actions.keeping import Happened, add_event, hold
from minka.cases.models import Case, Letter
from minka.cases.queries.applicants import document_of
from minka.cases.queries.roles import official_role
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.services.bridges import Deposit, bridges
from minka.services.queries.definitions import definition_of
from minka.sites.access import require


class NoDocument(Exception):  # noqa: N818 - a state, not a mistake
    """The case says no document by which somebody could be looked up or reached."""


def look_up(*, case: Case, by: Person) -> bool:
    """Ask the register of the applicant's document whether it holds it. Only that it was asked is kept.

    Raises:
        NoDocument: the answers name none.
        BridgeClosed: the register cannot be asked now.
    """
    require(by, "handle_case", case.site)
    kind, number = _document(case)
    found = bridges().registers.look_up(kind, number) is not None
    with transaction.atomic():
        _note(case, by, "looked_up", {"register": kind, "found": found})
    return found


def hand_over(*, case: Case, paper: bytes, by: Person) -> str:
    """Hand the case to the entity's filing desk, and give the number that it got there; always the same one.

    Raises:
        BridgeClosed: the desk takes nothing now.
    """
    require(by, "handle_case", case.site)
    number = bridges().filing_desk.hand_over(f"{case.organization_id}:{case.number}", case.service.title, paper)
    with transaction.atomic():
        if not case.events.filter(action="handed_over").exists():
            _note(case, by, "handed_over", {"number": number})
    return number


def desk_receipt(*, case: Case, by: Person) -> bytes | None:
    """The receipt that the filing desk gave for the case; None where it was not handed over, or the desk has none.

    Raises:
        BridgeClosed: the desk cannot be asked now.
    """
    require(by, "handle_case", case.site)
    event = case.events.filter(action="handed_over").first()
    return bridges().filing_desk.receipt(event.data["number"]) if event else None


def put_in_mailbox(*, letter: Letter, paper: bytes, by: Person) -> Deposit:
    """Put a letter into the applicant's mailbox for notifications, once.

    Raises:
        NoDocument: nobody knows whose mailbox.
        BridgeClosed: the mailbox takes nothing now.
    """
    case = letter.case
    require(by, "handle_case", case.site)
    _kind, number = _document(case)
    deposit = bridges().mailbox.put(f"{case.ref}:{letter.number}", number, letter.subject, paper)
    with transaction.atomic():
        if not case.events.filter(action="deposited", data__letter=letter.number).exists():
            _note(case, by, "deposited", {"letter": letter.number})
    return deposit


def _document(case: Case) -> tuple[str, str]:
    found = document_of(definition_of(case.version_id), case.answers)
    if found is None:
        raise NoDocument
    return found


def _note(case: Case, by: Person, action: str, data: dict[str, object]) -> None:
    """One line of the case's log that only the team sees, and one of the audit trail."""
    held = hold(case, None)
    add_event(
        held,
        Happened(
            action=action,
            by=by,
            role=official_role(by, held),
            on=timezone.localdate(),
            data=data,
            is_public=False,
        ),
    )
    write_audit(site=case.site.slug, by=by, action=f"case.{action.replace('_', '-')}", subject=case.ref)
