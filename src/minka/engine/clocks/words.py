"""The Spanish sentences of the clock, for the person and, where it differs, for the entity."""

from datetime import date

from minka.engine.clocks.cases import Clock, ClockState
from minka.engine.clocks.events import EventKind

# Key of the article, what the person reads, and what the entity reads if it is something else.
type Words = tuple[str, str] | tuple[str, str, str]

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)

EVENT_WORDS: dict[EventKind, Words] = {
    EventKind.HANDED_IN: (
        "from_filing",
        "Presentaste la solicitud: para ti, esta es la fecha de presentación.",
        "Se presentó la solicitud: esta es la fecha de presentación de la persona.",
    ),
    EventKind.RECEIVED: ("two_dates", "La entidad que decide recibió la solicitud."),
    EventKind.OBSERVATION_NOTIFIED: (
        "observation",
        "La entidad pidió que corrijas algo: el plazo se detiene hasta que lo hagas.",
        "Se notificó la observación, la única que permite la ley: el plazo se detiene.",
    ),
    EventKind.CORRECTION_RECEIVED: (
        "original_date",
        "Entregaste la subsanación: tu solicitud conserva su fecha.",
        "Llegó la subsanación: la solicitud conserva su fecha.",
    ),
    EventKind.CORRECTION_EXPIRED: ("not_filed", "Venció el plazo para subsanar."),
    EventKind.COOPERATION_ASKED: (
        "cooperation",
        "La entidad pidió información a otra entidad.",
        "Se pidió información a otra entidad; hay que avisar a la persona dentro de tres días.",
    ),
    EventKind.COOPERATION_ANSWERED: ("cooperation", "La otra entidad respondió."),
    EventKind.ERRAND_STARTED: (
        "errand",
        "Pediste detener el plazo para hacer una gestión.",
        "La persona pidió detener el plazo para hacer una gestión.",
    ),
    EventKind.ERRAND_ENDED: ("errand", "Terminó tu gestión.", "Terminó la gestión de la persona."),
    EventKind.EXTENDED: ("extension", "El plazo se amplió, lo que solo puede pasar una vez."),
    EventKind.DECIDED: (
        "notice",
        "La entidad decidió: tiene cinco días hábiles para notificarte.",
        "Se decidió: quedan cinco días hábiles para notificar.",
    ),
    EventKind.NOTICE_UNACKNOWLEDGED: (
        "email",
        "Nadie confirmó el correo de la notificación: deben notificarte en papel.",
        "Nadie confirmó el correo: hay que notificar en papel y corren de nuevo cinco días hábiles.",
    ),
    EventKind.NOTIFIED: ("notice", "Te notificaron la decisión.", "Se notificó la decisión."),
    EventKind.WITHDRAWN: ("withdrawal", "Desististe del trámite.", "La persona desistió del trámite."),
}

# What the distance term adds, by what happened, for the person and for the entity.
DISTANCE_WORDS: dict[EventKind, tuple[str, str]] = {
    EventKind.HANDED_IN: (
        "Por donde vives tendrás {} más para lo que te toque hacer a ti; el plazo de la entidad no cambia",
        "Por donde vive la persona, tendrá {} más para lo que le toque hacer; el plazo de la entidad no cambia",
    ),
    EventKind.OBSERVATION_NOTIFIED: (
        "Por la distancia tienes {} más para corregir",
        "Por la distancia la persona tiene {} más para subsanar",
    ),
    EventKind.NOTIFIED: (
        "Por la distancia tienes {} más para impugnar",
        "Por la distancia la persona tiene {} más para impugnar",
    ),
}

PAUSE_WORDS = {
    "observation": "El plazo está detenido mientras se espera la subsanación.",
    "cooperation": "El plazo está detenido mientras responde otra entidad.",
    "errand": "El plazo está detenido por una gestión de la persona.",
}

END_WORDS: dict[str, Words] = {
    "correction_by": (
        "observation",
        "Último día para que corrijas lo observado.",
        "Último día de la persona para subsanar.",
    ),
    "due": ("maximum", "Último día de la entidad para decidir.", "Último día para decidir."),
    "silence_term": (
        "silence_term",
        "Una lectura de la ley ya te daría la aprobación; usamos la fecha posterior, la más segura.",
        "Una lectura de la ley ya daría la aprobación; se usa la fecha posterior.",
    ),
    "notify_by": (
        "silence_notice",
        "Último día para que te notifiquen: la ley suma al plazo los días de notificar.",
        "Último día para notificar antes de que la solicitud quede aprobada.",
    ),
    "silence": (
        "silence_notice",
        "Si hasta ayer no te notificaron, tu solicitud está aprobada en los términos en que la pediste.",
        "Si hasta ayer no se notificó, la solicitud está aprobada en los términos en que se pidió.",
    ),
    "negative_silence": (
        "negative",
        "Si no te notificaron, desde hoy puedes apelar o seguir esperando: la entidad aún debe decidir.",
        "Si no se notificó, la persona ya puede apelar; la obligación de decidir sigue.",
    ),
    "not_filed": (
        "not_filed",
        "La solicitud se tiene por no presentada: te devuelven tus documentos y lo que pagaste.",
        "La solicitud se tiene por no presentada: se devuelven los documentos y el pago.",
    ),
    "approved": (
        "automatic",
        "Tu solicitud quedó aprobada automáticamente.",
        "La solicitud quedó aprobada automáticamente.",
    ),
    "document_by": (
        "document",
        "Último día para darte el documento que necesites para usar tu derecho.",
        "Último día para entregar el documento que haga falta.",
    ),
    "appeal_by": (
        "appeal",
        "Último día para que pidas reconsideración o apeles.",
        "Último día de la persona para impugnar.",
    ),
}


# Where a case stands, for the person and for the entity.
STATE_WORDS: dict[ClockState, tuple[str, str]] = {
    ClockState.NOT_STARTED: ("tu solicitud todavía no se presenta.", "la solicitud todavía no se presenta."),
    ClockState.ON_THE_WAY: (
        "tu solicitud va en camino a la entidad que decide.",
        "la solicitud va en camino: el plazo corre desde que la recibe quien decide.",
    ),
    ClockState.RUNNING: ("el plazo de la entidad está corriendo.", "el plazo para decidir está corriendo."),
    ClockState.STOPPED: ("el plazo está detenido.", "el plazo está detenido."),
    ClockState.LATE: ("venció el plazo y la entidad no ha decidido.", "venció el plazo para decidir."),
    ClockState.DECIDED: ("la entidad decidió y falta que te notifique.", "se decidió y falta notificar."),
    ClockState.NEGATIVE_SILENCE: (
        "venció el plazo: puedes apelar o seguir esperando la decisión.",
        "venció el plazo: la persona puede apelar y la obligación de decidir sigue.",
    ),
    ClockState.POSITIVE_SILENCE: (
        "tu solicitud está aprobada por silencio positivo.",
        "la solicitud está aprobada por silencio positivo.",
    ),
    ClockState.APPROVED: ("tu solicitud está aprobada automáticamente.", "la solicitud está aprobada automáticamente."),
    ClockState.NOTIFIED: ("ya te notificaron la decisión.", "la decisión ya se notificó."),
    ClockState.NOT_FILED: ("tu solicitud se tiene por no presentada.", "la solicitud se tiene por no presentada."),
    ClockState.WITHDRAWN: ("desististe del trámite.", "la persona desistió del trámite."),
}


def spoken_day(day: date) -> str:
    """A day in Spanish.

    >>> spoken_day(date(2026, 3, 2))
    'lunes 2 de marzo de 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} de {MONTHS[day.month - 1]} de {day.year}"


def spoken_days(first: date, last: date) -> str:
    """A stretch of days in Spanish, as a sentence begins.

    >>> spoken_days(date(2026, 3, 3), date(2026, 3, 13))
    'Del 3 al 13 de marzo de 2026'
    """
    if first == last:
        return f"El {spoken_day(first)}"
    year = f" de {first.year}" if first.year != last.year else ""
    month = f" de {MONTHS[first.month - 1]}" if year or first.month != last.month else ""
    return f"Del {first.day}{month}{year} al {last.day} de {MONTHS[last.month - 1]} de {last.year}"


def later_words(clock: Clock, came: date, counted: date) -> str:
    """Why what came in on one day counts as of another: the desk had closed, or it was no working day (art. 117.1)."""
    desk, found = clock.case.desk, clock.calendar.day_off(came)
    end = f"cuenta como llegada el {spoken_day(counted)}."
    if desk.closes_at is not None and clock.calendar.is_working(came):
        return f"Llegó después de las {desk.closes_at:%H:%M}, la hora de cierre que fija {desk.ground}: {end}"
    why = f" ({found.name})" if found is not None and found.name else ""
    return f"Llegó en un día no hábil{why}; la mesa de partes digital recibe siempre, pero {end}"
