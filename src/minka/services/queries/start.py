"""What the page of a service says before anybody begins: what for, for whom, what it costs, how long, what then."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.forms import Context, Definition, Regime, say
from minka.engine.forms.personal import Paper, PersonalList, personal_list
from minka.services.models import Service
from minka.sites.models import Site


@dataclass(frozen=True)
class Facts:
    """A service in plain words."""

    title: str
    summary: str
    fee: str
    term: str
    silence: str
    where: str
    office: str
    legal_basis: Sequence[str]
    conditions: Sequence[str]
    papers: Sequence[str]
    maybe: Sequence[str]
    held: Sequence[str]
    is_screened: bool
    questions: int


def services_of(site: Site) -> QuerySet[Service]:
    """What people can use at a site, and what pauses; made-up ones last."""
    shown = (Service.Status.LIVE, Service.Status.PAUSED)
    found = Service.objects.filter(site=site, status__in=shown, versions__isnull=False).distinct()
    return found.select_related("organization").defer("draft").order_by("is_demonstration", "title")


def facts_of(definition: Definition, context: Context, language: str) -> Facts:
    """Everything the start page says, for somebody of whom nothing is known yet."""
    procedure = definition.procedure
    own = personal_list(definition, {}, context, language=language)
    return Facts(
        title=say(definition.title, language),
        summary=say(definition.summary, language),
        fee=fee_words(own),
        term=term_words(definition),
        silence=silence_words(procedure.regime),
        where=own.where,
        office=procedure.office,
        legal_basis=procedure.legal_basis,
        conditions=[say(each.text, language) for each in definition.eligibility.conditions]
        if definition.eligibility
        else [],
        papers=[paper.text for paper in own.needed if not is_held(paper)],
        maybe=[paper.text for paper in own.open if not is_held(paper)],
        held=[paper.text for paper in own.needed if is_held(paper)],
        is_screened=any(page.screening for page in definition.pages),
        questions=sum(1 for _question in definition.questions()),
    )


def is_held(paper: Paper) -> bool:
    """Whether the State has it already, so that nobody may be asked to bring it."""
    return paper.requirement.kind == "held_by_state"


def fee_words(own: PersonalList) -> str:
    """What it costs, or that it depends."""
    if own.fee.amount is None:
        return _("Depende de tu caso")
    return _("Gratis") if own.fee.amount == "0.00" else f"S/ {own.fee.amount}"


def term_words(definition: Definition) -> str:
    """How long the entity may take."""
    procedure = definition.procedure
    if procedure.regime == Regime.AUTOMATIC:
        return _("Se aprueba al presentarlo")
    term = procedure.term
    if term is None:
        return _("30 días hábiles como máximo")
    if term.unit == "months":
        return ngettext("%(n)s mes", "%(n)s meses", term.count) % {"n": term.count}
    if term.unit == "days":
        return ngettext("%(n)s día", "%(n)s días", term.count) % {"n": term.count}
    return ngettext("%(n)s día hábil", "%(n)s días hábiles", term.count) % {"n": term.count}


def silence_words(regime: Regime) -> str:
    """What happens if nobody answers in time."""
    return {
        Regime.POSITIVE: _("Si la entidad no responde a tiempo, tu pedido queda aprobado por ley."),
        Regime.NEGATIVE: _(
            "Si la entidad no responde a tiempo, puedes darlo por negado y reclamar, o esperar la respuesta."
        ),
        Regime.AUTOMATIC: _("No hay que esperar: queda aprobado cuando lo presentas completo."),
    }[regime]
