"""What the designer's pages read: the team's list, one draft in order, its findings, its ways, its changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.forms import Definition, canonical_bytes, read_definition
from minka.engine.forms.checking import Finding, Findings, check_definition
from minka.engine.forms.definition import Page, Question
from minka.engine.forms.explaining import words_of
from minka.engine.forms.expressions.nodes import Expression
from minka.engine.forms.expressions.telling import tell_condition
from minka.services.drafts.places import Spot, spot_of
from minka.services.drafts.shelves import Shelf, Thing
from minka.services.drafts.texts import LANGUAGES, SPANISH, untranslated
from minka.services.drafts.types import words_of_type
from minka.services.models import DraftChange, PublicationRequest, Service, Version
from minka.sites.models import Site

KEPT_CHECKS = 16
Status = Service.Status


@dataclass(frozen=True)
class ServiceRow:
    """One service of the team's list, with what to do next."""

    service: Service
    version: int  # of the newest version; 0 before the first
    is_waiting: bool
    next_step: str


@dataclass(frozen=True)
class QuestionRow:
    """A question as the overview shows it."""

    question: Question
    type_name: str
    when: str
    lacks_ground: bool
    children: tuple["QuestionRow", ...]


@dataclass(frozen=True)
class PageRow:
    """A page as the overview shows it."""

    page: Page
    when: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class Found:
    """A finding with the place where it can be mended."""

    finding: Finding
    spot: Spot

    @property
    def key(self) -> str:
        return f"{self.finding.code}:{self.finding.path}"


def services_of(site: Site) -> list[ServiceRow]:
    """All services of a site with where each stands; the number of queries does not grow with them."""
    waiting = PublicationRequest.objects.filter(service=OuterRef("pk"), state=PublicationRequest.State.WAITING)
    found = (
        Service.objects.filter(site=site)
        .select_related("site", "organization")
        .annotate(newest=Count("versions"), waits=Exists(waiting))
        .order_by("title", "pk")
    )
    return [
        ServiceRow(each, each.newest, each.waits, _next_step(each, each.newest, waits=each.waits)) for each in found
    ]


def definition_of(service: Service) -> Definition:
    """The draft, read. A draft can always be read: what could not was never kept."""
    return read_definition(service.draft)


def pages_of(definition: Definition) -> list[PageRow]:
    """The pages and questions in their order."""
    return [
        PageRow(page, _told(page.when, definition), tuple(_row(each, definition) for each in page.questions))
        for page in definition.pages
    ]


def findings_of(definition: Definition) -> Findings:
    """What the checks say of a definition; remembered for the drafts looked at last."""
    return _checked(canonical_bytes(definition))


def found_in(definition: Definition, findings: Sequence[Finding]) -> list[Found]:
    """Findings with their places in words."""
    document: Any = definition.document
    return [Found(each, spot_of(document, each.path)) for each in findings]


def findings_at(service: Service, shelf: Shelf, thing: Thing) -> list[Finding]:
    """What the checks say of one part and of what is inside it."""
    at = next(at for at, each in enumerate(parts_of(service, shelf)) if each["id"] == thing["id"])
    place = f"/{'eligibility/' if shelf.name == 'conditions' else ''}{shelf.name}/{at}"
    found = findings_of(definition_of(service)).all
    return [each for each in found if each.path == place or each.path.startswith(f"{place}/")]


def parts_of(service: Service, shelf: Shelf) -> list[Thing]:
    """The parts of one kind; the draft is not touched."""
    holder = service.draft.get("eligibility") or {} if shelf.name == "conditions" else service.draft
    things: list[Thing] = holder.get(shelf.name, [])
    return things


def languages_of(service: Service) -> list[tuple[str, str, int]]:
    """The languages of the draft besides Spanish: code, name, and how many texts are missing."""
    names = dict(LANGUAGES)
    return [
        (each, str(names.get(each, each)), untranslated(service.draft, each))
        for each in service.draft.get("languages", [])
        if each != SPANISH
    ]


def changes_of(service: Service) -> QuerySet[DraftChange]:
    """The changes of the draft, the newest first."""
    return service.changes.select_related("by").defer("document").order_by("-revision")


def newest_version(service: Service) -> Version | None:
    return service.versions.order_by("-number").first()


STEPS = {
    Status.LIVE: gettext_lazy("En servicio. Los cambios del borrador se ven al publicar otra versión."),
    Status.PAUSED: gettext_lazy("En pausa: decide cuándo vuelve."),
    Status.RETIRED: gettext_lazy("Retirado: ya no recibe solicitudes."),
}


def _next_step(service: Service, newest: int, *, waits: bool) -> str:
    if waits:
        return _("Espera que otra persona lo apruebe.")
    if service.status in STEPS:
        return str(STEPS[Status(service.status)])
    if not newest and service.draft_revision == 0:
        return _("Revisa sus páginas y preguntas.")
    return _("Termina el borrador y pide su publicación.")


def _row(question: Question, definition: Definition) -> QuestionRow:
    words = words_of_type(question.type)
    return QuestionRow(
        question=question,
        type_name=str(words.name) if words else str(question.type),
        when=_told(question.when, definition),
        lacks_ground=question.ground is None,
        children=tuple(_row(each, definition) for each in question.questions),
    )


def _told(expression: Expression | None, definition: Definition) -> str:
    return "" if expression is None else tell_condition(expression, words_of(definition))


@lru_cache(maxsize=KEPT_CHECKS)
def _checked(document: bytes) -> Findings:
    return check_definition(read_definition(document))
