"""One line for each day of a clock: whether it counted, by which rule and article, in a plain Spanish sentence.

Lines are made on demand from a clock, which is computed without them. ``day_lines`` tells every day, ``told`` folds
those that follow each other alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from minka.engine.clocks.articles import ARTICLES, Article
from minka.engine.clocks.calendars import ONE_DAY, WORKING, DayKind, DayOff
from minka.engine.clocks.cases import Clock, ClockState
from minka.engine.clocks.events import EventKind, arrange
from minka.engine.clocks.pauses import merged
from minka.engine.clocks.regimes import Silence
from minka.engine.clocks.spans import unmoved_end
from minka.engine.clocks.words import (
    DISTANCE_DAYS,
    DISTANCE_WORDS,
    END_WORDS,
    EVENT_WORDS,
    PAUSE_WORDS,
    PAUSES_GO_ON,
    Words,
    later_words,
    spoken_days,
)
from minka.engine.saying import Said, listed, phrase
from minka.engine.terms import Term, Unit


class Side(StrEnum):
    """For whom the lines are told: the person who filed, or the entity that must decide."""

    PERSON = "person"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Line:
    """What one day was for the term, or what happened on it.

    ``rule`` is a code; ``number`` which day of its term it was, None where it did not count. In a told version
    ``until`` is the last of several days and ``last_number`` the number of the last one that counted.
    """

    day: date
    rule: str
    article: Article
    text: str
    number: int | None = None
    until: date | None = None
    last_number: int | None = None

    @property
    def counted(self) -> bool:
        """Whether the term ran on this day, or on the days of this line that it could run on."""
        return self.number is not None


# Alike when told: a weekend goes with the days around it and does not break the sentence.
_RUNNING = {"counted", "notice", "weekend"}
_DAY_OFF_WORDS = {
    DayKind.NATIONAL: phrase("Feriado nacional"),
    DayKind.REGIONAL: phrase("Feriado regional"),
    DayKind.DECREED: phrase("Día declarado no laborable"),
    DayKind.ENTITY: phrase("La entidad no atiende"),
}


def day_lines(clock: Clock, side: Side = Side.PERSON) -> tuple[Line, ...]:
    """Every day of the clock from the filing to its end, and what happened and ends on each, earliest first.

    Days after ``as_of`` are told as they will be if nothing else happens; none while the term stands still, when nobody
    knows yet which of them will count.
    """
    lines = [(line.day, place, line) for place, part in enumerate(_parts(clock, side)) for line in part]
    return tuple(line for _, _, line in sorted(lines, key=lambda each: each[:2]))


def _parts(clock: Clock, side: Side) -> Iterator[Iterator[Line]]:
    yield _days(clock)
    yield _events(clock, side)
    yield _ends(clock, side)


def told(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines with those that follow each other alike folded into one; weekends go with the days around."""
    folded: list[Line] = []
    for _, group in groupby(lines, key=_alike):
        first, *rest = group
        folded += [_fold([first, *rest])] if rest and _alike(first) else [first, *rest]
    return tuple(folded)


def _alike(line: Line) -> str:
    """What must be the same for two lines to become one; empty for what happened, which stays a line of its own."""
    if line.rule in _RUNNING:
        return "runs"
    return line.rule if line.rule in _STANDING else ""


# What such a stretch says after its days.
_STANDING = {
    "before_receipt": phrase("todavía no llegaba a la entidad que decide: su plazo corre desde que lo recibe."),
    "begins_anew": phrase("el plazo se cuenta de nuevo desde la subsanación."),
    "moved": phrase("el plazo terminaba en un día sin atención: pasa al siguiente día hábil."),
    **PAUSES_GO_ON,
}


def _fold(lines: list[Line]) -> Line:
    counted = [line for line in lines if line.counted]
    head = counted[0] if counted else lines[0]
    days = spoken_days(lines[0].day, lines[-1].day)
    if not counted:
        why = phrase("no cuentan, son fin de semana.") if head.rule == "weekend" else _STANDING[head.rule]
        return replace(head, until=lines[-1].day, text=listed([days, why], ": "))
    last = counted[-1].number
    text = _run(days, head, last or 0, len(lines) - len(counted))
    return replace(head, day=lines[0].day, until=lines[-1].day, last_number=last, text=text)


def _run(days: Said, head: Line, last: int, off: int) -> Said:
    """Days that counted, and how many of a weekend among them did not."""
    first = head.number or 0
    words = _RUNS[head.rule == "notice", first == last].fill(days=days, first=first, last=last)
    if not off:
        return phrase("{run}.").fill(run=words)
    return _WEEKENDS.counting(off, run=words)


# For the notice or for the term, one day or several.
_RUNS = {
    (False, True): phrase("{days}: corre el día {first} del plazo"),
    (False, False): phrase("{days}: corren los días {first} a {last} del plazo"),
    (True, True): phrase("{days}: corre el día {first} para notificar"),
    (True, False): phrase("{days}: corren los días {first} a {last} para notificar"),
}
_WEEKENDS = phrase(
    "{run}; {count} de fin de semana no cuenta.",
    "{run}; {count} de fin de semana no cuentan.",
)


def _events(clock: Clock, side: Side) -> Iterator[Line]:
    timeline = arrange(clock.case.events, clock.case.desk, clock.case.zone, clock.as_of)
    counted = {EventKind.HANDED_IN: clock.filed_on, EventKind.RECEIVED: clock.received_on}
    for kind, days in timeline.days.items():
        for day in days:
            article, *texts = EVENT_WORDS[EventKind(kind)]
            yield Line(day, kind, ARTICLES[article], _by_side(texts, side))
            if day != counted.get(EventKind(kind), day):
                text = later_words(clock, day, counted[EventKind(kind)])
                yield Line(day, "counts_later", ARTICLES["desk"], text)
            if clock.case.distance_days and kind in DISTANCE_WORDS:
                yield _distance(clock, EventKind(kind), day, side)


def _distance(clock: Clock, kind: EventKind, day: date, side: Side) -> Line:
    """What living far away adds to what the person must do (art. 135.1), and by which table."""
    days, ground = clock.case.distance_days, clock.case.distance_ground
    words = DISTANCE_WORDS[kind][side is Side.ENTITY].fill(days=DISTANCE_DAYS.counting(days))
    text = phrase("{words} ({ground}).").fill(words=words, ground=ground) if ground else _ENDED.fill(words=words)
    return Line(day, "distance", ARTICLES["distance"], text)


_ENDED = phrase("{words}.")
_WEEKEND = phrase("Fin de semana: no cuenta.")
_NOTICE = phrase("Día hábil {number} para notificar la decisión; la ley suma {total} al plazo.")


def _by_side(texts: list[str], side: Side) -> str:
    return texts[-1] if side is Side.ENTITY else texts[0]


def _days(clock: Clock) -> Iterator[Line]:
    """The days after the filing: of the term, and of the notice that follows it."""
    term = clock.case.regime.term
    if term is None or clock.due_on is None or clock.starts_on is None:
        return
    last = clock.ended_on or max(clock.due_on, clock.notify_by or clock.due_on)
    last = min(last, clock.as_of) if clock.is_provisional else last
    end = unmoved_end(clock.counted_from, _whole(clock, term), merged(list(clock.pauses)), clock.calendar)
    number, day = 0, min(clock.filed_on, clock.counted_from)
    while day < last:
        day += ONE_DAY
        if day > clock.due_on:
            yield from _notice_days(clock, day, last)
            return
        line = _before(clock, day) or _still(clock, day) or _off(clock, term.unit, day) or _moved(day, end)
        if line is None:
            number += 1
            article, text = _COUNTED[term.unit]
            line = Line(day, "counted", ARTICLES[article], text.fill(number=number, total=clock.days_total), number)
        yield line


_COUNTED = {
    Unit.WORKING_DAYS: ("working_days", phrase("Día hábil {number} de {total}.")),
    Unit.DAYS: (
        "calendar_days",
        phrase("Día calendario {number} de {total}: la norma del plazo cuenta todos los días."),
    ),
    Unit.MONTHS: ("months", phrase("Día {number} de {total}: un plazo en meses cuenta de fecha a fecha.")),
}


def _whole(clock: Clock, term: Term) -> Term:
    """The term with its extension: what was counted in all, except in months, which are never extended."""
    return term if term.unit is Unit.MONTHS else replace(term, count=clock.days_total)


def _before(clock: Clock, day: date) -> Line | None:
    if day > clock.counted_from:
        return None
    if day <= clock.received_on:
        text = phrase("Todavía no llegaba a la entidad que decide: su plazo corre desde que lo recibe.")
        return Line(day, "before_receipt", ARTICLES["two_dates"], text)
    text = phrase("El plazo se cuenta de nuevo desde la subsanación.")
    return Line(day, "begins_anew", ARTICLES["from_filing"], text)


def _still(clock: Clock, day: date) -> Line | None:
    for pause in clock.pauses:
        if pause.after < day <= pause.until:
            return Line(day, pause.rule, pause.article, PAUSE_WORDS[pause.rule])
    return None


def _off(clock: Clock, unit: Unit, day: date) -> Line | None:
    """Why a day is no working day; None for one that is, and for all where a term counts every day."""
    if unit is not Unit.WORKING_DAYS or clock.calendar.is_working(day):
        return None
    found = clock.calendar.day_off(day)
    if day.weekday() >= WORKING or found is None:
        return Line(day, "weekend", ARTICLES["working_days"], _WEEKEND)
    return _day_off(found)


def _day_off(found: DayOff) -> Line:
    article = "decreed" if found.kind is DayKind.DECREED else "working_days"
    words = {
        (False, False): phrase("{kind}: no cuenta."),
        (True, False): phrase("{kind}: {name}: no cuenta."),
        (False, True): phrase("{kind} ({source}): no cuenta."),
        (True, True): phrase("{kind}: {name} ({source}): no cuenta."),
    }[bool(found.name), bool(found.source)]
    text = words.fill(kind=_DAY_OFF_WORDS[found.kind], name=found.name, source=found.source)
    return Line(found.day, found.kind.value, ARTICLES[article], text)


def _moved(day: date, end: date) -> Line | None:
    if day <= end:
        return None
    text = phrase("El plazo terminaba en un día sin atención: pasa al siguiente día hábil.")
    return Line(day, "moved", ARTICLES["moved"], text)


def _notice_days(clock: Clock, first: date, last: date) -> Iterator[Line]:
    """The days to notify; they begin anew after an e-mail that nobody acknowledged."""
    total, notify_by, day = clock.case.regime.days.notice, clock.notify_by or first, first
    before = clock.calendar.number(first - ONE_DAY)
    anew = clock.calendar.number(notify_by) - total if _has_unread(clock) else before
    while day <= min(last, notify_by):
        off = _off(clock, Unit.WORKING_DAYS, day)
        if off is None:
            reached = clock.calendar.number(day)
            number = reached - (anew if reached > anew else before)
            text = _NOTICE.fill(number=number, total=total)
            off = Line(day, "notice", ARTICLES["notice"], text, number)
        yield off
        day += ONE_DAY


def _has_unread(clock: Clock) -> bool:
    return any(event.kind == EventKind.NOTICE_UNACKNOWLEDGED for event in clock.case.events)


def _ends(clock: Clock, side: Side) -> Iterator[Line]:
    """What ends on which day, and what then follows."""
    for rule, day, words in _end_days(clock):
        if day is not None and (clock.ended_on is None or day <= clock.ended_on or rule in _AFTER_END):
            article, *texts = words
            yield Line(day, rule, ARTICLES[article], _by_side(texts, side))


_AFTER_END = {"appeal_by", "document_by"}


def _end_days(clock: Clock) -> list[tuple[str, date | None, Words]]:
    is_positive = clock.case.regime.silence is Silence.POSITIVE
    effect = "silence" if is_positive else "negative_silence"
    first = clock.silence_dates[0].day if is_positive and clock.silence_dates else None
    not_filed = clock.ended_on if clock.state is ClockState.NOT_FILED else None
    approved = clock.ended_on if clock.state is ClockState.APPROVED else None
    days = {
        "correction_by": clock.correction_by,
        "due": clock.due_on,
        "silence_term": first,
        "notify_by": clock.notify_by if is_positive else None,
        effect: clock.silence_on,
        "not_filed": not_filed,
        "approved": approved,
        "document_by": clock.document_by,
        "appeal_by": clock.appeal_by,
    }
    open_rules = {"correction_by"} if clock.is_provisional else days.keys()
    return [(rule, day, END_WORDS[rule]) for rule, day in days.items() if rule in open_rules]
