"""Conditions of actions, by name: a definition can only use these, and cannot bring its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from minka.engine.saying import phrase


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at. The caller counts and asks the legal clock; nothing here knows a date.

    Attributes:
        observations: observations already notified in this case.
        extensions: extensions of its term already given.
        errands: suspensions for an errand that the citizen already had.
        open_requests: reports asked of other units that nobody has answered.
        is_past_due: the legal term is over.
        silence_has_come: the day has come on which silence acts, the later one of the two that the law can be read
            to mean.
        correction_is_over: the term to answer the observation passed and nothing came.
        suspension_is_over: the longest that the clock may stand still in this state has passed.
        appeal_is_over: the term to appeal has passed.
        notice_is_unacknowledged: a notice by e-mail was not acknowledged in its term.
    """

    observations: int = 0
    extensions: int = 0
    errands: int = 0
    open_requests: int = 0
    is_past_due: bool = False
    silence_has_come: bool = False
    correction_is_over: bool = False
    suspension_is_over: bool = False
    appeal_is_over: bool = False
    notice_is_unacknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition, and what to tell whoever is stopped by it. ``article`` is of Ley 27444, where the law asks it."""

    holds: Callable[[Facts], bool]
    refusal: str
    article: str = ""


GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "not_observed": Guard(
            lambda facts: facts.observations == 0,
            phrase(
                "Esta solicitud ya fue observada una vez y la ley no permite observarla de nuevo. "
                "Decide con lo que hay."
            ),
            "125, 126.2",
        ),
        "not_extended": Guard(
            lambda facts: facts.extensions == 0,
            phrase("El plazo de esta solicitud ya se amplió una vez. Decide dentro del plazo ampliado."),
            "136",
        ),
        "no_errand_yet": Guard(
            lambda facts: facts.errands == 0,
            phrase(
                "El plazo ya se detuvo una vez por una gestión tuya. Si necesitas más tiempo, escríbele a la entidad."
            ),
            "136.4",
        ),
        "before_expiry": Guard(
            lambda facts: not facts.is_past_due,
            phrase("El plazo ya venció: solo se amplía antes de que venza. Decide cuanto antes."),
            "136",
        ),
        "all_requests_answered": Guard(
            lambda facts: facts.open_requests == 0,
            phrase("Falta la respuesta de otra unidad. Espera su informe o retira el pedido antes de decidir."),
        ),
        "in_term": Guard(
            lambda facts: not facts.is_past_due,
            phrase("El plazo ya venció y nada lo detiene: ni una observación ni una consulta. Decide cuanto antes."),
            "33-A, 125",
        ),
        "silence_passed": Guard(
            lambda facts: facts.silence_has_come,
            phrase("Todavía no llega el día en que actúa el silencio administrativo."),
            "33-A, 188",
        ),
        "silence_not_passed": Guard(
            lambda facts: not facts.silence_has_come,
            phrase(
                "La solicitud ya está aprobada por silencio positivo. Emite su constancia; ya no puedes cambiarla aquí."
            ),
            "33-A, 188.2",
        ),
        "correction_expired": Guard(
            lambda facts: facts.correction_is_over,
            phrase("El plazo para corregir sigue abierto, o la corrección ya llegó."),
            "125.4",
        ),
        "suspension_over": Guard(
            lambda facts: facts.suspension_is_over,
            phrase("La suspensión todavía está dentro de su plazo."),
            "76.3, 136.4",
        ),
        "appeal_in_time": Guard(
            lambda facts: not facts.appeal_is_over,
            phrase("El plazo para presentar un recurso ya venció."),
            "207.2",
        ),
        "appeal_expired": Guard(
            lambda facts: facts.appeal_is_over,
            phrase("El plazo para presentar un recurso sigue abierto."),
            "207.2, 212",
        ),
        "notice_unacknowledged": Guard(
            lambda facts: facts.notice_is_unacknowledged,
            phrase("El acuse de la notificación ya llegó, o su plazo sigue abierto."),
            "20.4",
        ),
    }
)
