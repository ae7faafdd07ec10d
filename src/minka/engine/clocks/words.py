"""The sentences of the clock, for the person and, where it differs, for the entity."""

from datetime import date
from functools import lru_cache

from minka.engine.clocks.cases import Clock, ClockState
from minka.engine.clocks.events import EventKind
from minka.engine.saying import Said, phrase

# Key of the article, what the person reads, and what the entity reads if it is something else.
type Words = tuple[str, str] | tuple[str, str, str]

WEEKDAYS = (
    *(phrase("lunes"), phrase("martes"), phrase("miércoles"), phrase("jueves"), phrase("viernes")),
    *(phrase("sábado"), phrase("domingo")),
)
MONTHS = (
    *(phrase("enero"), phrase("febrero"), phrase("marzo"), phrase("abril"), phrase("mayo"), phrase("junio")),
    *(phrase("julio"), phrase("agosto"), phrase("setiembre"), phrase("octubre"), phrase("noviembre")),
    phrase("diciembre"),
)

EVENT_WORDS: dict[EventKind, Words] = {
    EventKind.HANDED_IN: (
        "from_filing",
        phrase("Presentaste la solicitud: para ti, esta es la fecha de presentación."),
        phrase("Se presentó la solicitud: esta es la fecha de presentación de la persona."),
    ),
    EventKind.RECEIVED: ("two_dates", phrase("La entidad que decide recibió la solicitud.")),
    EventKind.OBSERVATION_NOTIFIED: (
        "observation",
        phrase("La entidad pidió que corrijas algo: el plazo se detiene hasta que lo hagas."),
        phrase("Se notificó la observación, la única que permite la ley: el plazo se detiene."),
    ),
    EventKind.CORRECTION_RECEIVED: (
        "original_date",
        phrase("Entregaste la subsanación: tu solicitud conserva su fecha."),
        phrase("Llegó la subsanación: la solicitud conserva su fecha."),
    ),
    EventKind.CORRECTION_EXPIRED: ("not_filed", phrase("Venció el plazo para subsanar.")),
    EventKind.COOPERATION_ASKED: (
        "cooperation",
        phrase("La entidad pidió información a otra entidad."),
        phrase("Se pidió información a otra entidad; hay que avisar a la persona dentro de tres días."),
    ),
    EventKind.COOPERATION_ANSWERED: ("cooperation", phrase("La otra entidad respondió.")),
    EventKind.ERRAND_STARTED: (
        "errand",
        phrase("Pediste detener el plazo para hacer una gestión."),
        phrase("La persona pidió detener el plazo para hacer una gestión."),
    ),
    EventKind.ERRAND_ENDED: ("errand", phrase("Terminó tu gestión."), phrase("Terminó la gestión de la persona.")),
    EventKind.EXTENDED: ("extension", phrase("El plazo se amplió, lo que solo puede pasar una vez.")),
    EventKind.DECIDED: (
        "notice",
        phrase("La entidad decidió: tiene cinco días hábiles para notificarte."),
        phrase("Se decidió: quedan cinco días hábiles para notificar."),
    ),
    EventKind.NOTICE_UNACKNOWLEDGED: (
        "email",
        phrase("Nadie confirmó el correo de la notificación: deben notificarte en papel."),
        phrase("Nadie confirmó el correo: hay que notificar en papel y corren de nuevo cinco días hábiles."),
    ),
    EventKind.NOTIFIED: ("notice", phrase("Te notificaron la decisión."), phrase("Se notificó la decisión.")),
    EventKind.WITHDRAWN: ("withdrawal", phrase("Desististe del trámite."), phrase("La persona desistió del trámite.")),
}

# What the distance term adds, by what happened, for the person and for the entity.
DISTANCE_WORDS: dict[EventKind, tuple[Said, Said]] = {
    EventKind.HANDED_IN: (
        phrase("Por donde vives tendrás {days} más para lo que te toque hacer a ti; el plazo de la entidad no cambia"),
        phrase(
            "Por donde vive la persona, tendrá {days} más para lo que le toque hacer; el plazo de la entidad no cambia"
        ),
    ),
    EventKind.OBSERVATION_NOTIFIED: (
        phrase("Por la distancia tienes {days} más para corregir"),
        phrase("Por la distancia la persona tiene {days} más para subsanar"),
    ),
    EventKind.NOTIFIED: (
        phrase("Por la distancia tienes {days} más para impugnar"),
        phrase("Por la distancia la persona tiene {days} más para impugnar"),
    ),
}
DISTANCE_DAYS = phrase("{count} día hábil", "{count} días hábiles")

PAUSE_WORDS = {
    "observation": phrase("El plazo está detenido mientras se espera la subsanación."),
    "cooperation": phrase("El plazo está detenido mientras responde otra entidad."),
    "errand": phrase("El plazo está detenido por una gestión de la persona."),
}

# The same after the days they are about.
PAUSES_GO_ON = {
    "observation": phrase("el plazo está detenido mientras se espera la subsanación."),
    "cooperation": phrase("el plazo está detenido mientras responde otra entidad."),
    "errand": phrase("el plazo está detenido por una gestión de la persona."),
}

END_WORDS: dict[str, Words] = {
    "correction_by": (
        "observation",
        phrase("Último día para que corrijas lo observado."),
        phrase("Último día de la persona para subsanar."),
    ),
    "due": ("maximum", phrase("Último día de la entidad para decidir."), phrase("Último día para decidir.")),
    "silence_term": (
        "silence_term",
        phrase("Una lectura de la ley ya te daría la aprobación; usamos la fecha posterior, la más segura."),
        phrase("Una lectura de la ley ya daría la aprobación; se usa la fecha posterior."),
    ),
    "notify_by": (
        "silence_notice",
        phrase("Último día para que te notifiquen: la ley suma al plazo los días de notificar."),
        phrase("Último día para notificar antes de que la solicitud quede aprobada."),
    ),
    "silence": (
        "silence_notice",
        phrase("Si hasta ayer no te notificaron, tu solicitud está aprobada en los términos en que la pediste."),
        phrase("Si hasta ayer no se notificó, la solicitud está aprobada en los términos en que se pidió."),
    ),
    "negative_silence": (
        "negative",
        phrase("Si no te notificaron, desde hoy puedes apelar o seguir esperando: la entidad aún debe decidir."),
        phrase("Si no se notificó, la persona ya puede apelar; la obligación de decidir sigue."),
    ),
    "not_filed": (
        "not_filed",
        phrase("La solicitud se tiene por no presentada: te devuelven tus documentos y lo que pagaste."),
        phrase("La solicitud se tiene por no presentada: se devuelven los documentos y el pago."),
    ),
    "approved": (
        "automatic",
        phrase("Tu solicitud quedó aprobada automáticamente."),
        phrase("La solicitud quedó aprobada automáticamente."),
    ),
    "document_by": (
        "document",
        phrase("Último día para darte el documento que necesites para usar tu derecho."),
        phrase("Último día para entregar el documento que haga falta."),
    ),
    "appeal_by": (
        "appeal",
        phrase("Último día para que pidas reconsideración o apeles."),
        phrase("Último día de la persona para impugnar."),
    ),
}


# Where a case stands, for the person and for the entity.
STATE_WORDS: dict[ClockState, tuple[str, str]] = {
    ClockState.NOT_STARTED: (
        phrase("tu solicitud todavía no se presenta."),
        phrase("la solicitud todavía no se presenta."),
    ),
    ClockState.ON_THE_WAY: (
        phrase("tu solicitud va en camino a la entidad que decide."),
        phrase("la solicitud va en camino: el plazo corre desde que la recibe quien decide."),
    ),
    ClockState.RUNNING: (
        phrase("el plazo de la entidad está corriendo."),
        phrase("el plazo para decidir está corriendo."),
    ),
    ClockState.STOPPED: (phrase("el plazo está detenido."), phrase("el plazo está detenido.")),
    ClockState.LATE: (phrase("venció el plazo y la entidad no ha decidido."), phrase("venció el plazo para decidir.")),
    ClockState.DECIDED: (
        phrase("la entidad decidió y falta que te notifique."),
        phrase("se decidió y falta notificar."),
    ),
    ClockState.NEGATIVE_SILENCE: (
        phrase("venció el plazo: puedes apelar o seguir esperando la decisión."),
        phrase("venció el plazo: la persona puede apelar y la obligación de decidir sigue."),
    ),
    ClockState.POSITIVE_SILENCE: (
        phrase("tu solicitud está aprobada por silencio positivo."),
        phrase("la solicitud está aprobada por silencio positivo."),
    ),
    ClockState.APPROVED: (
        phrase("tu solicitud está aprobada automáticamente."),
        phrase("la solicitud está aprobada automáticamente."),
    ),
    ClockState.NOTIFIED: (phrase("ya te notificaron la decisión."), phrase("la decisión ya se notificó.")),
    ClockState.NOT_FILED: (
        phrase("tu solicitud se tiene por no presentada."),
        phrase("la solicitud se tiene por no presentada."),
    ),
    ClockState.WITHDRAWN: (phrase("desististe del trámite."), phrase("la persona desistió del trámite.")),
}


DAY = phrase("{weekday} {day} de {month} de {year}")
KEPT_DAYS = 2_048


@lru_cache(maxsize=KEPT_DAYS)
def spoken_day(day: date) -> Said:
    """A day in words.

    >>> spoken_day(date(2026, 3, 2))
    'lunes 2 de marzo de 2026'
    """
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return DAY.fill(weekday=weekday, day=day.day, month=month, year=day.year)


def spoken_days(first: date, last: date) -> Said:
    """A stretch of days in words, as a sentence begins.

    >>> spoken_days(date(2026, 3, 3), date(2026, 3, 13))
    'Del 3 al 13 de marzo de 2026'
    """
    if first == last:
        return phrase("El {day}").fill(day=spoken_day(first))
    begins, ends = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.year != last.year:
        words = phrase("Del {first} de {begins} de {before} al {last} de {ends} de {year}")
        return words.fill(first=first.day, begins=begins, before=first.year, last=last.day, ends=ends, year=last.year)
    if first.month != last.month:
        words = phrase("Del {first} de {begins} al {last} de {ends} de {year}")
        return words.fill(first=first.day, begins=begins, last=last.day, ends=ends, year=last.year)
    return phrase("Del {first} al {last} de {ends} de {year}").fill(
        first=first.day, last=last.day, ends=ends, year=last.year
    )


def later_words(clock: Clock, came: date, counted: date) -> Said:
    """Why what came in on one day counts as of another: the desk had closed, or it was no working day (art. 117.1)."""
    desk, found = clock.case.desk, clock.calendar.day_off(came)
    end = phrase("cuenta como llegada el {day}").fill(day=spoken_day(counted))
    if desk.closes_at is not None and clock.calendar.is_working(came):
        words = phrase("Llegó después de las {time}, la hora de cierre que fija {ground}: {end}.")
        return words.fill(time=f"{desk.closes_at:%H:%M}", ground=desk.ground, end=end)
    if found is not None and found.name:
        words = phrase("Llegó en un día no hábil ({name}); la mesa de partes digital recibe siempre, pero {end}.")
        return words.fill(name=found.name, end=end)
    return phrase("Llegó en un día no hábil; la mesa de partes digital recibe siempre, pero {end}.").fill(end=end)
