"""First versions of a procedure's letters, each with its articles. Words in braces are filled in when it is written."""

from typing import Final

from minka.engine.procedures.parts import Json, es
from minka.engine.terms import Regime

PLACEHOLDERS: Final = frozenset(
    {
        "applicant", "correct_by", "days", "decides", "due_on", "entity", "filed_on", "items", "legal_ground",
        "notify_by", "number", "reason", "service", "silence_on",
    }
)  # fmt: skip

_RECEIPT: Final = {
    Regime.AUTOMATIC: (
        "{applicant}: recibimos tu solicitud «{service}» el {filed_on} con el número {number}. Queda aprobada "
        "desde ese momento (Ley 27444, art. 31; TUO, art. 33). Esta constancia basta para probarlo. Después "
        "podemos revisar lo que declaraste (art. 32; TUO, art. 34)."
    ),
    Regime.POSITIVE: (
        "{applicant}: recibimos tu solicitud «{service}» el {filed_on} con el número {number}. Debemos "
        "responderte hasta el {due_on}. Si no te notificamos una respuesta a tiempo, queda aprobada (Ley 27444, "
        "arts. 33 y 33-A; TUO, arts. 35 y 36)."
    ),
    Regime.NEGATIVE: (
        "{applicant}: recibimos tu solicitud «{service}» el {filed_on} con el número {number}. Debemos "
        "responderte hasta el {due_on}. Si no lo hacemos, puedes apelar o seguir esperando: la obligación de "
        "responderte continúa (Ley 27444, arts. 34 y 188; TUO, arts. 38 y 199)."
    ),
}
_EVALUATED: Final = {
    "observation": (
        "{applicant}: a tu solicitud {number} le falta lo siguiente:\n\n{items}\n\nCorrige solo eso hasta el "
        "{correct_by}. Mientras tanto el plazo no corre. No te pediremos otra cosa después (Ley 27444, arts. 125 "
        "y 126; TUO, arts. 136 y 137).\n\n{entity}"
    ),
    "not_filed": (
        "{applicant}: tu solicitud {number} no se corrigió hasta el {correct_by} y se tiene por no presentada. "
        "Puedes presentarla de nuevo y pedir que te devuelvan lo que pagaste (Ley 27444, art. 125; TUO, art. "
        "136).\n\n{entity}"
    ),
    "extension": (
        "{applicant}: ampliamos una sola vez el plazo de tu solicitud {number}, hasta el {due_on}. {reason} "
        "Sustento: {legal_ground} (Ley 27444, art. 136; TUO, art. 147).\n\n{entity}"
    ),
    "decision_granted": (
        "{applicant}: concedemos lo que pediste en tu solicitud {number}, «{service}», presentada el {filed_on}. "
        "{reason} (Ley 27444, arts. 3 y 6; TUO, arts. 3 y 6).\n\nDecide: {decides}.\n\n{entity}"
    ),
    "decision_denied": (
        "{applicant}: no concedemos lo que pediste en tu solicitud {number}, «{service}», presentada el "
        "{filed_on}. {reason} Sustento: {legal_ground} (Ley 27444, arts. 3 y 6; TUO, arts. 3 y 6).\n\nSi no "
        "estás de acuerdo, puedes pedir reconsideración o apelar dentro de 15 días hábiles desde que recibes "
        "esta carta (art. 207; TUO, art. 218).\n\nDecide: {decides}.\n\n{entity}"
    ),
}
_SILENCE: Final = {
    "silence_certificate": (
        "{applicant}: tu solicitud {number}, «{service}», presentada el {filed_on}, quedó aprobada el "
        "{silence_on}, porque no te notificamos una decisión hasta el {notify_by} (Ley 27444, arts. 33-A y "
        "188.1; TUO, arts. 36 y 199.1).\n\n{entity}"
    ),
}


def letters_of(regime: Regime) -> Json:
    """The letters that a procedure of a regime can need.

    >>> sorted(letters_of(Regime.AUTOMATIC))
    ['receipt']
    """
    words = {"receipt": _RECEIPT[regime]}
    if regime != Regime.AUTOMATIC:
        words |= _EVALUATED
    if regime == Regime.POSITIVE:
        words |= _SILENCE
    return {name: es(text) for name, text in words.items()}
