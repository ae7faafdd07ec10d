"""How a requirement can be met in a digital service, by its words and by what the law lets be asked."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

from minka.engine.procedures.detectors import NUMBER_AND_DATE, PAID_ELSEWHERE, TELLING
from minka.engine.procedures.wording import any_of, plain


class RequirementKind(StrEnum):
    """The kinds of a requirement in a service definition."""

    UPLOAD = "upload"
    DECLARATION = "declaration"
    NUMBER_AND_DATE = "number_and_date"
    FORM = "form"
    PAYMENT = "payment"
    HELD_BY_STATE = "held_by_state"
    OTHER = "other"


HELD: Final = frozenset({"identity_copy", "tax_card", "state_holds", "entity_holds"})
NEVER: Final = frozenset({"identity_other", "photo_of_person", "stamps", "lawyer", "open_ended"})

_PAYING = any_of("pagos?", "pagad[oa]s?", "derechos? de tramit(?:e|acion)", "depositos?", "tasas?")
_FORM = re.compile(
    r"\W*(?:presentacion (?:de |del )?(?:la |el )?)?"
    r"(?:solicitud|formulario|formato|f\.?u\.?[te]\b|fuhu|escrito|ficha de solicitud|recurso)"
)
_DECLARED = any_of("declaracion(?:es)? juradas?")
_SHOWN = re.compile(
    r"\W*(?:exhib\w+|mostrar|consulta en linea)\b[^.;,]{0,30}\b(?:dni|documento de identidad|carnet?)\b"
)
_TOLD = re.compile(rf"\W*(?:(?:el|la|los|las) )?(?:{TELLING}|numeros?|nros?|datos)\b")
_PAPERS = any_of(
    "(?:foto)?copias?", r"planos?", r"certifica\w+", "constancias?", "contratos?", "memorias?", "informes?",
    "croquis", "foto(?:grafia)?s?", "poder(?:es)?", "cartas?", "recibos?", "titulos?", "expedientes?",
    r"autorizaci\w+", "actas?", r"resoluci\w+", "estudios?", r"relaci(?:on|ones)", "listas?", r"document\w+",
    "testimonios?", "escrituras?", "anexos?", "partidas?", "presupuestos?", "cronogramas?", "polizas?",
    "licencias?", "carnets?", "padron(?:es)?", "estatutos?", "diagramas?", "fichas?", "programas?", "proyectos?",
    "plan(?:es)?", r"traducci\w+", "facturas?", "boletas?", "comprobantes?",
)  # fmt: skip


def asks_payment(requirement: str) -> bool:
    """Whether a requirement speaks of paying for this procedure.

    >>> asks_payment("Número y fecha del pago"), asks_payment("Recibo de agua"), asks_payment("Pago al banco")
    (True, False, False)
    """
    text = plain(requirement)
    return bool(_PAYING.search(text)) and not PAID_ELSEWHERE.search(text)


def kind_of(requirement: str, demands: Collection[str] = ()) -> RequirementKind:
    """How a requirement can be met.

    Args:
        requirement: what is asked, without its condition.
        demands: the codes of what it demands (``demands_of``); what the State holds is never asked from a person.

    >>> kind_of("Plano de ubicación").value, kind_of("Número y fecha del pago").value
    ('upload', 'number_and_date')
    >>> kind_of("Copia del DNI", {"identity_copy"}).value, kind_of("Tener 18 años").value
    ('held_by_state', 'other')
    """
    text = plain(requirement)
    if HELD.intersection(demands) or _SHOWN.match(text):
        return RequirementKind.HELD_BY_STATE
    if _FORM.match(text):
        return RequirementKind.FORM
    if _PAYING.search(text):
        is_told = bool(NUMBER_AND_DATE.search(text)) or "payment_proof" in demands
        return RequirementKind.NUMBER_AND_DATE if is_told else RequirementKind.PAYMENT
    if _DECLARED.search(text):
        return RequirementKind.DECLARATION
    if _TOLD.match(text):
        return RequirementKind.NUMBER_AND_DATE
    return RequirementKind.UPLOAD if _PAPERS.search(text) else RequirementKind.OTHER
