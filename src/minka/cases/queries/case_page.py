"""What an official sees of one case, in one reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from minka.cases.models import CaseEvent, CaseNote, Letter, Observation, UnitRequest
from minka.cases.queries.answers import AnsweredPage, answered_pages
from minka.cases.queries.rows import path_title
from minka.cases.queries.standing import Standing
from minka.engine.clocks import Change, Line, Side, day_lines, told
from minka.engine.saying import phrase
from minka.engine.workflows import Action, Refusal, allowed_actions, say
from minka.engine.workflows.table import Role
from minka.law.queries.distances import lacks_distance
from minka.services.models import Upload

# What happens outside the workflow has its own words.
OTHER_WORDS = {
    "filed": gettext_noop("Se presentó la solicitud"),
    "assigned": gettext_noop("Se encargó a una persona"),
    "unit_asked": gettext_noop("Se pidió un informe a otra unidad"),
    "unit_answered": gettext_noop("Respondió otra unidad"),
    "looked_up": gettext_noop("Se preguntó al registro por el documento"),
    "handed_over": gettext_noop("Se pasó a mesa de partes"),
    "deposited": gettext_noop("Se puso una carta en la casilla de la persona"),
    "silence_noted": gettext_noop("Venció el plazo sin respuesta: la persona puede recurrir"),
    "calendar_changed": gettext_noop("Cambió el calendario y se volvieron a contar los días"),
    "acknowledged": gettext_noop("La persona leyó la carta"),
    "rated": gettext_noop("La persona dijo cómo le fue"),
    "erased": gettext_noop("Se borraron las respuestas y los archivos: pasó el tiempo de guardarlos"),
}


MARK = 8


@dataclass(frozen=True)
class OfferedAction:
    """An action of this role in this state, and why it cannot be done now."""

    id: str
    label: str
    refusals: Sequence[str]
    is_plain: bool


@dataclass(frozen=True)
class ToldEvent:
    """One line of the log in words."""

    event: CaseEvent
    words: str
    who: str
    changes: Sequence[str] = ()  # which dates a changed calendar moved
    corrected: Sequence[tuple[str, str, str]] = ()  # what was corrected, and the first signs of its marks


@dataclass(frozen=True)
class CasePage:
    """Everything on the page of a case."""

    standing: Standing
    state: str
    actions: Sequence[OfferedAction]
    pages: Sequence[AnsweredPage]
    lines: Sequence[Line]
    events: Sequence[ToldEvent]
    letters: Sequence[Letter]
    notes: Sequence[CaseNote]
    requests: Sequence[UnitRequest]
    observation: Observation | None
    lacks_distance: bool
    infected: frozenset[str] = frozenset()  # names of files that had a virus
    has_unscanned: bool = False


def case_page(standing: Standing, role: Role) -> CasePage:
    """Read a case for an official: a fixed number of queries."""
    case, language = standing.case, get_language() or "es"
    scans = dict(Upload.objects.filter(application=case.application_id).values_list("name", "scan"))
    return CasePage(
        standing=standing,
        state=say(standing.state.label, language),
        actions=offered(standing, role),
        pages=answered_pages(case, standing.definition),
        lines=told(day_lines(standing.clock, Side.ENTITY)),
        events=told_events(standing),
        letters=list(case.letters.order_by("number")),
        notes=list(case.notes.select_related("by")),
        requests=list(case.unit_requests.select_related("asked_by").order_by("pk")),
        observation=Observation.objects.filter(case=case).first(),
        lacks_distance=case.is_open
        and not case.distance_days
        and lacks_distance(case.site, case.organization, case.place_code, case.filed_on),
        infected=frozenset(name for name, found in scans.items() if found == Upload.Scan.INFECTED),
        has_unscanned=Upload.Scan.UNSCANNED in scans.values(),
    )


def offered(standing: Standing, role: Role) -> list[OfferedAction]:
    """What the role may do now and why not, in the order of the table."""
    language = get_language() or "es"
    return [
        OfferedAction(
            offer.action.id,
            say(offer.action.label, language),
            [_refusal(each) for each in offer.refusals],
            is_plain=is_plain(offer.action),
        )
        for offer in allowed_actions(standing.workflow, standing.case.state, role, standing.facts)
    ]


def is_plain(row: Action) -> bool:
    """Whether a button is enough: the action needs nothing written."""
    return not row.needs and not row.letter and row.event != "notified"


def told_events(standing: Standing) -> list[ToldEvent]:
    """The log in words, newest first."""
    language = get_language() or "es"
    labels = {each.id: say(each.label, language) for each in standing.workflow.actions}
    return [
        ToldEvent(
            event,
            labels.get(event.action) or _(OTHER_WORDS.get(event.action, event.action)),
            _who(event),
            moves(event),
            _corrected(standing, event, language),
        )
        for event in reversed(standing.events)
    ]


def moves(event: CaseEvent) -> Sequence[str]:
    """The dates that moved, as they can be said in any language; in Spanish where only that was written down."""
    kept = event.data.get("moved")
    if kept is None:
        return list(event.data.get("changes", ()))
    days = ([date.fromisoformat(day) if day else None for day in each[1:]] for each in kept)
    return [Change(each[0], *moved).text for each, moved in zip(kept, days, strict=True)]


def _refusal(refusal: Refusal) -> str:
    if not refusal.article:
        return refusal.text
    words = phrase("{why} (art. {numbers} de la Ley 27444)")
    return words.fill(why=refusal.text, numbers=refusal.article)


def _corrected(standing: Standing, event: CaseEvent, language: str) -> list[tuple[str, str, str]]:
    return [
        (path_title(standing.definition, each["path"], language), each["before"][:MARK], each["after"][:MARK])
        for each in event.data.get("corrected") or []
    ]


def _who(event: CaseEvent) -> str:
    return {"citizen": _("la persona"), "system": _("el sistema, por ley")}.get(event.role, _("la entidad"))
