"""A clock for people and for programs: a readable account in Spanish, and one JSON document."""

from collections.abc import Iterator
from datetime import date

from minka.engine.clocks.articles import Article
from minka.engine.clocks.cases import Clock
from minka.engine.clocks.lines import Line, Side, day_lines, told
from minka.engine.clocks.words import STATE_WORDS, spoken_day
from minka.engine.saying import phrase

FORMAT = "minka-clock-answer/1"
NUMBERING = phrase("Artículos de la Ley 27444; «TUO» es su texto único ordenado, DS 004-2019-JUS.")
CAUTION = phrase("Es un cálculo, no un dictamen: pide a un abogado que lo confirme antes de actuar por él.")


def account(clock: Clock, side: Side = Side.PERSON, *, every_day: bool = False) -> list[str]:
    """The clock in Spanish, one sentence a line: where it stands, its dates, then the days with their articles."""
    return [*_summary(clock, side), "", *_days(clock, side, every_day=every_day), "", NUMBERING, CAUTION]


def _summary(clock: Clock, side: Side) -> Iterator[str]:
    where = STATE_WORDS[clock.state][side is Side.ENTITY]
    yield phrase("Al {day}: {where}").fill(day=spoken_day(clock.as_of), where=where)
    if clock.days_total:
        words = _LATE if clock.days_late else _IN_TIME
        yield words.fill(total=clock.days_total, used=clock.days_used, left=clock.days_left, late=clock.days_late)
    for day, what in _dates(clock):
        if day is not None:
            yield phrase("{what}: {day}.").fill(what=what, day=spoken_day(day))
    for note in clock.notes:
        yield phrase("Atención: {note} [{article}]").fill(note=note.text, article=note.article.short)


_IN_TIME = phrase("Días del plazo: {total}; corridos: {used}; quedan: {left}.")
_LATE = phrase("Días del plazo: {total}; corridos: {used}; quedan: {left}; {late} de atraso.")


def _dates(clock: Clock) -> list[tuple[date | None, str]]:
    bound = not clock.has_ended or clock.fires
    due = (
        phrase("Último día para decidir, si el plazo siguiera mañana")
        if clock.is_provisional
        else phrase("Último día para decidir")
    )
    return [
        (clock.correction_by if clock.is_stopped else None, phrase("Último día para subsanar")),
        (clock.due_on if bound else None, due),
        (clock.notify_by if bound and clock.notify_by != clock.due_on else None, phrase("Último día para notificar")),
        (clock.silence_on if bound else None, phrase("El silencio surte efecto")),
        (clock.document_by, phrase("Último día para entregar el documento")),
        (clock.appeal_by, phrase("Último día para impugnar")),
        (clock.changes_on, phrase("Próximo cambio, si nadie hace nada")),
    ]


def _days(clock: Clock, side: Side, *, every_day: bool) -> Iterator[str]:
    lines = day_lines(clock, side)
    for line in lines if every_day else told(lines):
        day = "" if line.until else f"{spoken_day(line.day)}: "
        yield f"- {day}{line.text} [{line.article.short}]"


def clock_document(clock: Clock, side: Side = Side.PERSON, *, every_day: bool = False) -> dict[str, object]:
    """The clock as JSON values: dates as YYYY-MM-DD, articles as {"law", "tuo"}; keys are those of ``Clock``."""
    lines = day_lines(clock, side)
    return {
        "format": FORMAT,
        "as_of": str(clock.as_of),
        "state": clock.state.value,
        "fires": clock.fires,
        "is_provisional": clock.is_provisional,
        **{name: _day(getattr(clock, name)) for name in _DAYS},
        **{name: getattr(clock, name) for name in _COUNTS},
        "silence_dates": [
            {"day": str(each.day), "article": _article(each.article), "fires": each.fires}
            for each in clock.silence_dates
        ],
        "pauses": [
            {"rule": each.rule, "after": str(each.after), "until": str(each.until), "is_open": each.is_open}
            for each in clock.pauses
        ],
        "notes": [{"code": each.code, "text": each.text, "article": _article(each.article)} for each in clock.notes],
        "lines": [_line(line) for line in (lines if every_day else told(lines))],
        "calendar_digest": clock.calendar.digest,
        "caution": CAUTION,
    }


_DAYS = (
    *("filed_on", "received_on", "counted_from", "starts_on", "due_on", "notify_by", "silence_on"),
    *("correction_by", "document_by", "appeal_by", "changes_on", "ended_on"),
)
_COUNTS = ("days_total", "days_used", "days_left", "days_late")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _article(article: Article) -> dict[str, str]:
    return {"law": article.law, "tuo": article.tuo}


def _line(line: Line) -> dict[str, object]:
    return {
        "day": str(line.day),
        "until": _day(line.until),
        "counted": line.counted,
        "number": line.number,
        "last_number": line.last_number,
        "rule": line.rule,
        "article": _article(line.article),
        "text": line.text,
    }
