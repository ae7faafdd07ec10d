"""Designing: a service begins, its draft changes one revision at a time, and each change can be taken back."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from minka.engine.forms import read_definition, say
from minka.people.models import Person
from minka.processes.slugs import free_slug
from minka.records.actions import write_audit
from minka.services.drafts.casework import settled
from minka.services.drafts.shelves import Change, Document
from minka.services.models import DraftChange, DraftEditor, Procedure, Service
from minka.sites.access import require
from minka.sites.models import Organization, Site

RESERVED: Final = ("equipo", "que-me-corresponde", "sin-conexion")  # stand where a service stands in some address
KEPT_CHANGES: Final = 200
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_SLUG = 140, 400, 80
Status = Service.Status


class DraftOutdated(Exception):  # noqa: N818 - a state
    """Somebody changed the draft since it was shown; ``changes`` are theirs, the newest first."""

    def __init__(self, changes: list[DraftChange]) -> None:
        super().__init__(len(changes))
        self.changes = changes


@dataclass(frozen=True)
class Beginning:
    """What a service begins with: its first document, and where that comes from."""

    organization: Organization
    document: Document
    procedure: Procedure | None = None
    origin: str = ""  # ref of a contribution, or of the version it is a copy of
    is_demonstration: bool = False
    what: str = ""  # where it comes from, in words, for the list of changes


def start_service(*, site: Site, beginning: Beginning, by: Person) -> Service:
    """Open the draft of a new service.

    Raises:
        DefinitionInvalid: the document cannot be read.
    """
    require(by, "design_service", site)
    definition = read_definition(beginning.document)
    with transaction.atomic():
        service = Service.objects.create(
            site=site,
            organization=beginning.organization,
            procedure=beginning.procedure,
            slug=free_slug(
                say(definition.title),
                taken=[*RESERVED, *Service.objects.filter(site=site).values_list("slug", flat=True)],
                longest=LONGEST_SLUG,
            ),
            **names_of(beginning.document),
            origin=beginning.origin,
            draft=settled(beginning.document),
            is_demonstration=beginning.is_demonstration,
            created_by=by,
        )
        DraftChange.objects.create(
            service=service,
            revision=0,
            document=service.draft,
            what=(beginning.what or _("Se creó el borrador"))[:200],
            by=by,
        )
        _note_editor(service, by)
        _audit(service, by, "service.started")
    return service


def change_draft(*, service: Service, revision: int, change: Change, what: str, by: Person) -> Service:
    """Make one change to the draft as it was shown. A change that changes nothing leaves no trace.

    Args:
        service: whose draft.
        revision: the revision that the designer saw.
        change: what becomes of the document.
        what: the change in words, for the list of changes.
        by: the designer.

    Raises:
        DraftOutdated: a colleague was faster; nothing is changed.
        DefinitionInvalid: the document could not be read after it; nothing is changed.
        ThingGone: what was to be changed is not there.
    """
    require(by, "design_service", service.site)
    with transaction.atomic():
        held = Service.objects.select_for_update(of=("self",)).select_related("site").get(pk=service.pk)
        if held.draft_revision != revision:
            raise DraftOutdated(changes_since(held, revision))
        document = change(held.draft)
        read_definition(document)
        document = settled(document)
        if document != held.draft:
            _keep(held, document, what, by)
    return held


def restore_draft(*, service: Service, revision: int, to: int, by: Person) -> Service:
    """Bring the draft back to what it was after an earlier change, as a change of its own.

    Raises:
        DraftOutdated: a colleague was faster.
        DraftChange.DoesNotExist: that revision is not kept.
    """
    document: dict[str, Any] = DraftChange.objects.get(service=service, revision=to).document
    what = _("Se volvió a como estaba en el cambio %(number)d") % {"number": to}
    return change_draft(service=service, revision=revision, change=lambda _now: document, what=what, by=by)


def changes_since(service: Service, revision: int) -> list[DraftChange]:
    return list(service.changes.filter(revision__gt=revision).select_related("by").defer("document"))


def names_of(document: Document) -> dict[str, str]:
    """The title and summary of a document, as long as a list can bear."""
    summary = document.get("summary") or {}
    return {"title": document["title"]["es"][:LONGEST_TITLE], "summary": summary.get("es", "")[:LONGEST_SUMMARY]}


def _keep(service: Service, document: Document, what: str, by: Person) -> None:
    service.draft, service.draft_revision = document, service.draft_revision + 1
    changed = ["draft", "draft_revision"]
    if service.status == Status.DRAFT:
        for field, words in names_of(document).items():
            setattr(service, field, words)
        changed += ["title", "summary"]
    service.save(update_fields=changed)
    DraftChange.objects.create(
        service=service, revision=service.draft_revision, document=document, what=what[:200], by=by
    )
    _note_editor(service, by)
    service.changes.filter(revision__lte=service.draft_revision - KEPT_CHANGES).delete()
    _audit(service, by, "service.changed")


def _note_editor(service: Service, by: Person) -> None:
    """Remember who wrote on the draft, for longer than the changes themselves are kept."""
    revision = service.draft_revision
    DraftEditor.objects.update_or_create(
        service=service, person=by, defaults={"last": revision}, create_defaults={"first": revision, "last": revision}
    )


def _audit(service: Service, by: Person, action: str) -> None:
    changes: dict[str, Any] = {"revision": service.draft_revision}
    write_audit(site=service.site.slug, by=by, action=action, subject=service.ref, changes=changes)
