"""What an official sees of one case, in one reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from minka.cases.models import CaseEvent, CaseNote, Letter, Observation, UnitRequest
from minka.cases.queries.answers import AnsweredPage, answered_pages
from minka.cases.queries.standing import Standing
from minka.engine.clocks import Line, Side, day_lines, told
from minka.engine.workflows import Action, allowed_actions, say
from minka.engine.workflows.table import Role
from minka.law.queries.rules import lacks_distance

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


def case_page(standing: Standing, role: Role) -> CasePage:
    """Read a case for an official: a fixed number of queries."""
    case, language = standing.case, get_language() or "es"
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
    )


def offered(standing: Standing, role: Role) -> list[OfferedAction]:
    """What the role may do now and why not, in the order of the table."""
    language = get_language() or "es"
    return [
        OfferedAction(
            offer.action.id,
            say(offer.action.label, language),
            [
                refusal.text + (f" ({_articles(refusal.article)})" if refusal.article else "")
                for refusal in offer.refusals
            ],
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
        ToldEvent(event, labels.get(event.action) or _(OTHER_WORDS.get(event.action, event.action)), _who(event))
        for event in reversed(standing.events)
    ]


def _articles(numbers: str) -> str:
    return _("art. %(numbers)s de la Ley 27444") % {"numbers": numbers}


def _who(event: CaseEvent) -> str:
    return {"citizen": _("la persona"), "system": _("el sistema, por ley")}.get(event.role, _("la entidad"))
