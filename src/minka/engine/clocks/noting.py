"""What a person should look at in a case. Nothing here changes a date."""

from collections.abc import Iterator
from datetime import date

from minka.engine.clocks.articles import ARTICLES
from minka.engine.clocks.calendars import ONE_DAY
from minka.engine.clocks.cases import Note
from minka.engine.clocks.events import EventKind
from minka.engine.clocks.facts import Known
from minka.engine.clocks.pauses import Pause
from minka.engine.clocks.regimes import Silence
from minka.engine.clocks.words import spoken_day
from minka.engine.saying import phrase


def notes_on(known: Known, start: date, stops_nothing: list[Pause], correction_by: date | None) -> tuple[Note, ...]:
    """Notes on a case whose term counts from ``start``, with the pauses that came too late to stop it."""
    found = (*_too_late(stops_nothing), *_on_filing(known), *_on_correcting(known, start, correction_by))
    return tuple(Note(code, text, ARTICLES[article]) for code, text, article in found)


def _too_late(pauses: list[Pause]) -> Iterator[tuple[str, str, str]]:
    for pause in pauses:
        text = phrase("Lo del {day} llegó tarde: ya no detiene nada.").fill(day=spoken_day(pause.after))
        yield "too_late_to_stop", text, "stopped" if pause.rule == "observation" else pause.rule


def _on_filing(known: Known) -> Iterator[tuple[str, str, str]]:
    came, arrived = (known.timeline.first(kind) for kind in (EventKind.HANDED_IN, EventKind.RECEIVED))
    if came and arrived and arrived > came + ONE_DAY:
        text = phrase("Quien recibió la solicitud debía enviarla a la entidad dentro de las veinticuatro horas.")
        yield "forwarded_late", text, "forwarding"
    if known.case.regime.silence is not Silence.POSITIVE and EventKind.COOPERATION_ASKED in known.timeline.days:
        text = phrase("Pedir algo a otra entidad solo detiene el plazo cuando hay silencio positivo.")
        yield "runs_on", text, "cooperation"


def _on_correcting(known: Known, start: date, correction_by: date | None) -> Iterator[tuple[str, str, str]]:
    notified = known.timeline.first(EventKind.OBSERVATION_NOTIFIED)
    if notified and notified > known.calendar.add(start, known.case.regime.days.observation):
        text = phrase("La observación llegó después de los dos días hábiles que la ley da para pedir correcciones.")
        yield "observation_late", text, "observation"
    corrected = known.timeline.first(EventKind.CORRECTION_RECEIVED)
    if corrected and correction_by and corrected > correction_by:
        text = phrase("La subsanación llegó después del {day}.").fill(day=spoken_day(correction_by))
        yield "correction_late", text, "not_filed"
