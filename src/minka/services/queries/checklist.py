"""The way of a draft to its publication: what is done, what is wrong, what comes next."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.forms import Definition, Regime
from minka.services.models import Service
from minka.services.queries.designing import languages_of
from minka.services.queries.publishing import Readiness, waiting_request

type State = Literal["done", "open", "wrong"]


@dataclass(frozen=True)
class Step:
    """One thing to see to: ``name`` is that of its address."""

    name: str
    words: str
    note: str
    state: State


def steps_of(service: Service, definition: Definition, readiness: Readiness) -> list[Step]:
    """Everything between a first page and the publication, in the order in which it is best done."""
    wrong = [each.finding.path for each in readiness.errors]
    return [
        _pages(definition, wrong),
        _parts(definition, wrong),
        _facts(definition),
        _letters(definition),
        _casework(definition, wrong),
        *_texts(service),
        _cases(service, readiness),
        _publication(service, readiness),
    ]


def next_step(steps: list[Step]) -> Step | None:
    """What to do now: first what is wrong, then what is missing."""
    wrong = (each for each in steps if each.state == "wrong")
    return next(wrong, None) or next((each for each in steps if each.state == "open"), None)


def _state(*, is_wrong: bool, is_done: bool) -> State:
    return "wrong" if is_wrong else "done" if is_done else "open"


def _pages(definition: Definition, wrong: list[str]) -> Step:
    questions = sum(1 for _each in definition.questions())
    pages = ngettext("%(n)d página", "%(n)d páginas", len(definition.pages)) % {"n": len(definition.pages)}
    asked = ngettext("%(n)d pregunta", "%(n)d preguntas", questions) % {"n": questions}
    is_wrong = any(each.startswith("/pages") for each in wrong)
    state = _state(is_wrong=is_wrong, is_done=questions > 1)
    return Step("team-service", _("Páginas y preguntas"), f"{pages}, {asked}", state)


def _parts(definition: Definition, wrong: list[str]) -> Step:
    count = len(definition.requirements)
    note = ngettext("%(n)d requisito", "%(n)d requisitos", count) % {"n": count} if count else _("sin requisitos")
    places = ("/requirements", "/rules", "/tables", "/calculations", "/eligibility")
    is_wrong = any(each.startswith(places) for each in wrong)
    return Step("team-parts", _("Requisitos y reglas"), note, _state(is_wrong=is_wrong, is_done=count > 0))


def _facts(definition: Definition) -> Step:
    procedure = definition.procedure
    needs_term = procedure.regime != Regime.AUTOMATIC and procedure.term is None
    missing = [
        words
        for words, is_missing in (
            (_("la base legal"), not procedure.legal_basis),
            (_("el plazo"), needs_term),
            (_("quién resuelve"), not procedure.decides),
        )
        if is_missing
    ]
    note = _("falta %(what)s") % {"what": ", ".join(missing)} if missing else _("costo, plazo y base legal")
    return Step("team-facts", _("Datos del procedimiento"), note, "open" if missing else "done")


def _letters(definition: Definition) -> Step:
    count = len(definition.letters)
    note = ngettext("%(n)d propia", "%(n)d propias", count) % {"n": count} if count else _("las de siempre")
    return Step("team-letters", _("Cartas"), note, "done")


def _casework(definition: Definition, wrong: list[str]) -> Step:
    is_wrong = any(each.startswith("/workflow") for each in wrong)
    note = _("el de su calificación") if definition.workflow is None else _("propio")
    note = _("la ley no lo permite así") if is_wrong else note
    return Step("team-workflow", _("Camino después de enviar"), note, _state(is_wrong=is_wrong, is_done=True))


def _texts(service: Service) -> list[Step]:
    """Only where there is another language: a text that lacks is shown in Spanish, so this never stands in the way."""
    lacking = [
        _("%(language)s: faltan %(n)d") % {"language": name, "n": missing}
        for _code, name, missing in languages_of(service)
        if missing
    ]
    if not languages_of(service):
        return []
    note = ", ".join(lacking) or _("completos")
    return [Step("team-texts", _("Textos en otras lenguas"), note, "open" if lacking else "done")]


def _cases(service: Service, readiness: Readiness) -> Step:
    count, failing = service.saved_cases.count(), len(readiness.failing)
    note = ngettext("%(n)d caso", "%(n)d casos", count) % {"n": count} if count else _("sin casos guardados")
    if failing:
        note = ngettext("%(n)d caso no pasa", "%(n)d casos no pasan", failing) % {"n": failing}
    return Step("team-cases", _("Probar como ciudadano"), note, _state(is_wrong=failing > 0, is_done=count > 0))


def _publication(service: Service, readiness: Readiness) -> Step:
    if waiting_request(service) is not None:
        note, state = _("espera que otra persona lo apruebe"), "done"
    elif not readiness.is_changed:
        note, state = _("igual a lo publicado"), "done"
    elif readiness.blocking:
        note, state = _("primero hay que arreglar lo señalado"), "open"
    else:
        note, state = _("listo para pedirlo"), "open"
    return Step("team-publication", _("Publicar"), note, state)  # type: ignore[arg-type]
