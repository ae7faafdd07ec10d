"""Letters from templates: the service's own words, or the built-in ones; each with the articles it rests on."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minka.cases.models import Letter
from minka.cases.queries.given import Draft, Given
from minka.cases.queries.standing import Standing
from minka.engine.clocks import ARTICLES, Clock
from minka.engine.forms import say
from minka.web.dates import day_in_words
from minka.web.language import for_everybody

PLACEHOLDER: Final = re.compile(r"\{([a-z_]{1,40})\}")
KINDS: Final = {
    "observation": Letter.Kind.OBSERVATION,
    "extension": Letter.Kind.EXTENSION,
    "suspension": Letter.Kind.SUSPENSION,
    "not_filed": Letter.Kind.NOT_FILED,
    "silence_certificate": Letter.Kind.SILENCE,
    "appeal_upheld": Letter.Kind.APPEAL,
    "appeal_dismissed": Letter.Kind.APPEAL,
}


@dataclass(frozen=True)
class Template:
    """A letter's subject and words, and the articles it always cites (keys of ``engine.clocks.ARTICLES``)."""

    subject: str
    text: str
    articles: tuple[str, ...]


HEAD: Final = "{applicant}\n\n"
FOOT: Final = "\n\n{entity}"
BUILT_IN: Final[Mapping[str, Template]] = {
    "observation": Template(
        gettext_noop("Qué falta corregir en tu trámite {number}"),
        gettext_noop(
            "Revisamos tu solicitud «{service}», presentada el {filed_on}. Falta corregir lo siguiente:\n\n{items}\n\n"
            "Puedes corregirlo hasta el {correct_by}, en la página de tu trámite. Es la única vez que te lo pedimos: "
            "aquí está todo lo que falta. Mientras tanto, nuestro plazo está detenido. Si no lo corriges hasta ese "
            "día, tu solicitud se tiene por no presentada y puedes pedir la devolución de lo que pagaste."
        ),
        ("observation", "stopped", "only_one", "not_filed"),
    ),
    "extension": Template(
        gettext_noop("Ampliamos el plazo de tu trámite {number}"),
        gettext_noop(
            "Necesitamos {days} días hábiles más para responder tu solicitud «{service}». {reason}\n\n"
            "Ahora te responderemos hasta el {due_on}. El plazo se amplía una sola vez. Sustento: {legal_ground}."
        ),
        ("fixed_terms", "extension"),
    ),
    "suspension": Template(
        gettext_noop("Detuvimos el plazo de tu trámite {number}"),
        gettext_noop(
            "Para responder tu solicitud «{service}» falta algo que no depende de nosotros. {asked} {reason}\n\n"
            "Mientras tanto el plazo está detenido, y después sigue donde quedó. Sustento: {legal_ground}."
        ),
        ("cooperation", "errand"),
    ),
    "decision_granted": Template(
        gettext_noop("Tu trámite {number} fue concedido"),
        gettext_noop(
            "Resolvemos conceder lo que pediste con «{service}», presentado el {filed_on}. {reason}\n\n"
            "Decide: {decides}."
        ),
        ("notice",),
    ),
    "decision_denied": Template(
        gettext_noop("Tu trámite {number} fue denegado"),
        gettext_noop(
            "Resolvemos denegar lo que pediste con «{service}», presentado el {filed_on}. {reason}\n\n"
            "Sustento: {legal_ground}. Decide: {decides}.\n\n"
            "Si no estás de acuerdo, tienes quince días hábiles desde que recibes esta carta para presentar un "
            "recurso, en la página de tu trámite o en nuestra mesa de partes."
        ),
        ("notice", "appeal"),
    ),
    "not_filed": Template(
        gettext_noop("Tu trámite {number} se tiene por no presentado"),
        gettext_noop(
            "Te pedimos corregir tu solicitud «{service}» hasta el {correct_by} y no recibimos la corrección. Por eso "
            "se tiene por no presentada.\n\nPuedes presentarla de nuevo cuando quieras, y pedir la devolución de "
            "lo que pagaste por el trámite."
        ),
        ("not_filed",),
    ),
    "silence_certificate": Template(
        gettext_noop("Constancia de silencio positivo del trámite {number}"),
        gettext_noop(
            "Tu solicitud «{service}», presentada el {filed_on}, quedó aprobada el {silence_on}, porque no notificamos "
            "una decisión dentro del plazo.\n\nEl plazo para decidir venció el {due_on} y el plazo para notificar, el "
            "{notify_by}. Esta constancia vale como decisión. Abajo está la cuenta de los días."
        ),
        ("silence_term", "silence_notice"),
    ),
    "appeal_upheld": Template(
        gettext_noop("Respuesta a tu recurso: trámite {number}"),
        gettext_noop("Revisamos tu recurso y te damos la razón: se concede lo que pediste con «{service}». {reason}"),
        ("appeal",),
    ),
    "appeal_dismissed": Template(
        gettext_noop("Respuesta a tu recurso: trámite {number}"),
        gettext_noop(
            "Revisamos tu recurso sobre «{service}» y mantenemos la decisión. {reason}\n\nSustento: {legal_ground}. "
            "Contra esta respuesta ya no hay otro recurso ante la entidad; puedes acudir al Poder Judicial."
        ),
        ("appeal",),
    ),
}

OTHER: Final = Template(  # of a letter that only this service has; its words are the service's own
    gettext_noop("Una carta sobre tu trámite {number}"),
    gettext_noop("Te escribimos sobre tu solicitud «{service}», presentada el {filed_on}. {reason}"),
    (),
)


def kind_of(name: str) -> str:
    """The kind under which a letter of this template is kept."""
    return KINDS.get(name, Letter.Kind.DECISION)


def citations_of(name: str) -> tuple[str, ...]:
    """The articles that a letter of this template rests on, whoever changed its words."""
    template = BUILT_IN.get(name or "decision_granted", OTHER)
    return tuple(str(ARTICLES[key]) for key in template.articles)


def draft_letter(standing: Standing, name: str, given: Given, clock: Clock) -> Draft:
    """The letter as it would go out, in Spanish whoever writes it.

    ``clock`` has the act in it already, so that the dates are those to come.
    """
    template = BUILT_IN.get(name or "decision_granted", OTHER)
    own = standing.definition.letters.get(name)
    with for_everybody():
        words = say(own) if own else HEAD + _(template.text) + FOOT
        values = _values(standing, given, clock)
        return Draft(
            subject=fill(_(template.subject), values)[:200],
            text=_tidy(fill(words, values)),
            citations=citations_of(name),
        )


def fill(words: str, values: Mapping[str, str]) -> str:
    """Put values in the places of their names. A name that is not known stays as it is, for the eye of whoever sends.

    Values are never read as templates themselves: what somebody wrote in braces stays what it is.
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), words)


def items_in_words(given: Given) -> str:
    return "\n".join(f"{number}. {item.text}" for number, item in enumerate(given.items, 1))


def _tidy(text: str) -> str:
    """No more than one empty line, and no blanks where a value was empty."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+(?=\n)|[ \t]{2,}", " ", text)).strip()


def _values(standing: Standing, given: Given, clock: Clock) -> dict[str, str]:
    case, procedure = standing.case, standing.definition.procedure

    def day(when: dt.date | None) -> str:
        return day_in_words(when, today=standing.today) if when else "—"

    return {
        "number": case.number,
        "applicant": case.applicant,
        "service": say(standing.definition.title),
        "entity": case.organization.name,
        "decides": procedure.decides or case.organization.name,
        "filed_on": day(case.filed_on),
        "due_on": day(clock.due_on),
        "notify_by": day(clock.notify_by),
        "silence_on": day(clock.silence_on),
        "correct_by": day(clock.correction_by),
        "appeal_by": day(clock.appeal_by),
        "items": items_in_words(given),
        "asked": _("Le pedimos a %(unit)s: %(question)s") % vars(given.request) if given.request else "",
        "reason": given.reason,
        "legal_ground": given.legal_ground.rstrip("."),
        "days": str(given.days or ""),
        "today": day(standing.today),
    }
