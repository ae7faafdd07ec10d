"""First versions of the letters of a procedure, each with its articles. Words in braces are filled in later."""

from typing import Final

from minka.engine.procedures.parts import Json, es
from minka.engine.procedures.rows import Regime

PLACEHOLDERS: Final = frozenset({"service", "number", "applicant", "received", "due", "items", "reason", "office"})

_RECEIPT: Final = {
    Regime.AUTOMATIC: (
        "{applicant}: recibimos tu solicitud «{service}» el {received} con el número {number}. Queda aprobada "
        "desde ese momento (Ley 27444, art. 31; TUO, art. 33). Esta constancia basta para probarlo. Después "
        "podemos revisar lo que declaraste (art. 32; TUO, art. 34)."
    ),
    Regime.POSITIVE: (
        "{applicant}: recibimos tu solicitud «{service}» el {received} con el número {number}. Debemos "
        "responderte hasta el {due}. Si hasta entonces no te notificamos una respuesta, queda aprobada (Ley "
        "27444, arts. 33 y 33-A; TUO, arts. 35 y 36)."
    ),
    Regime.NEGATIVE: (
        "{applicant}: recibimos tu solicitud «{service}» el {received} con el número {number}. Debemos "
        "responderte hasta el {due}. Si no lo hacemos, puedes apelar o seguir esperando: la obligación de "
        "responderte continúa (Ley 27444, arts. 34 y 188; TUO, arts. 38 y 199)."
    ),
}
_EVALUATED: Final = {
    "observation": (
        "{applicant}: a tu solicitud {number} le falta lo siguiente: {items}. Corrige solo eso hasta el {due}. "
        "Mientras tanto el plazo no corre. No te pediremos otra cosa después (Ley 27444, arts. 125 y 126; TUO, "
        "arts. 136 y 137)."
    ),
    "not_filed": (
        "{applicant}: tu solicitud {number} no se corrigió a tiempo y se tiene por no presentada. Te devolvemos"
        " lo que pagaste, y puedes presentarla de nuevo (Ley 27444, art. 125; TUO, art. 136)."
    ),
    "extension": (
        "{applicant}: ampliamos una sola vez el plazo de tu solicitud {number}, hasta el {due}. Motivo: "
        "{reason} (Ley 27444, art. 136; TUO, art. 147)."
    ),
    "decision_granted": (
        "{applicant}: aprobamos tu solicitud {number}, «{service}». Razones: {reason} (Ley 27444, arts. 3 y 6; "
        "TUO, arts. 3 y 6). Resuelve {office}."
    ),
    "decision_denied": (
        "{applicant}: no aprobamos tu solicitud {number}, «{service}». Razones: {reason} (Ley 27444, arts. 3 y "
        "6; TUO, arts. 3 y 6). Si no estás de acuerdo, puedes pedir reconsideración o apelar dentro de 15 días "
        "hábiles desde que recibes esta carta (art. 207; TUO, art. 218). Resuelve {office}."
    ),
}
_WITHDRAWN: Final = (
    "{applicant}: dejaste sin efecto tu solicitud {number}. Puedes presentarla de nuevo cuando quieras (Ley "
    "27444, art. 189; TUO, art. 200)."
)


def letters_of(regime: Regime) -> Json:
    """The letters that a procedure of a regime can need.

    >>> sorted(letters_of(Regime.AUTOMATIC))
    ['receipt', 'withdrawn']
    """
    words = {"receipt": _RECEIPT[regime], "withdrawn": _WITHDRAWN}
    if regime != Regime.AUTOMATIC:
        words |= _EVALUATED
    return {name: es(text) for name, text in words.items()}
