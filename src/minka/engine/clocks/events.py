"""What happened to a case, in order, and what is refused because it cannot have happened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from minka.engine.clocks.calendars import ONE_DAY, Calendar
from minka.engine.saying import phrase

LIMA = timezone(timedelta(hours=-5))
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
MOST_EVENTS = 200
MOST_DAYS = 5_000


class ClockInvalid(Exception):  # noqa: N818 - a state, as all exceptions here are named
    """The case cannot be as told. ``code`` is for programs, ``text`` says it in Spanish, ``path`` where it is."""

    def __init__(self, code: str, text: str, path: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.path = path


class EventKind(StrEnum):
    """What can happen to a case, in the order in which events of one day are taken."""

    HANDED_IN = "handed_in"
    RECEIVED = "received"
    OBSERVATION_NOTIFIED = "observation_notified"
    CORRECTION_RECEIVED = "correction_received"
    CORRECTION_EXPIRED = "correction_expired"
    COOPERATION_ASKED = "cooperation_asked"
    COOPERATION_ANSWERED = "cooperation_answered"
    ERRAND_STARTED = "errand_started"
    ERRAND_ENDED = "errand_ended"
    EXTENDED = "extended"
    DECIDED = "decided"
    NOTICE_UNACKNOWLEDGED = "notice_unacknowledged"
    NOTIFIED = "notified"
    WITHDRAWN = "withdrawn"


REPEATABLE = {EventKind.COOPERATION_ASKED, EventKind.COOPERATION_ANSWERED, EventKind.NOTIFIED}
_RANK: dict[str, int] = {kind: place for place, kind in enumerate(EventKind)}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``at`` is a local date, or a moment: one with a zone is turned into the case's, one without is local already.
    ``days`` is what an act gave where the law leaves it open (days to correct, of an extension, of an errand). ``of``
    is the day of the e-mail that nobody acknowledged. ``ground`` is the norm an extension rests on. ``is_elsewhere``
    marks a filing handed in at another office (art. 121), which is on its way until the destination receives it.
    """

    kind: str
    at: date
    days: int | None = None
    of: date | None = None
    ground: str = ""
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Until which hour what comes in counts as of that day, and the norm that says so.

    By default all day: the digital front desk is open 24 hours, 7 days (art. 117.1). What comes in on a day off or
    later than ``closes_at`` counts as handed in on the next working day.
    """

    closes_at: time | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a case that had happened by a day, each kind as its local days and as told, earliest first.

    ``sent`` is the day of the e-mail that nobody acknowledged; that notice is not among the ``days``: it counts for
    nothing (art. 20.4). ``is_on_the_way`` tells that it was handed in elsewhere and not received by
    its destination.
    """

    days: dict[str, list[date]] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    late_hours: frozenset[str] = frozenset()
    sent: date | None = None
    is_on_the_way: bool = False

    def first(self, kind: EventKind) -> date | None:
        """The day of the first event of this kind, None when there was none."""
        found = self.days.get(kind)
        return found[0] if found else None


def arrange(events: Iterable[Event], desk: FrontDesk, zone: tzinfo, as_of: date) -> Timeline:
    """Put the events in order, refuse what cannot be, and leave out what comes after ``as_of``.

    Raises ClockInvalid for unknown kinds, dates out of 1990–2199, too many events, things that happen twice or before
    the filing, and answers to nothing.
    """
    every = list(events)
    if len(every) > MOST_EVENTS:
        raise ClockInvalid(
            "too_many_events",
            phrase("El expediente tiene {found} hechos; se admiten {most}.").fill(found=len(every), most=MOST_EVENTS),
        )
    placed = sorted(
        ((_day(event, place, zone), _RANK[event.kind], place, event) for place, event in enumerate(every)),
        key=lambda each: each[:3],
    )
    whole: dict[str, list[date]] = {}
    for day, _, place, event in placed:
        _refuse_twice(whole, event, place)
        whole.setdefault(event.kind, []).append(day)
    check_order(whole)
    days = {kind: [day for day in those if day <= as_of] for kind, those in whole.items()}
    told: dict[str, list[Event]] = {}
    for day, _, _, event in placed:
        if day <= as_of:
            told.setdefault(event.kind, []).append(event)
    sent = _void_notice(days, next(iter(told.get(EventKind.NOTICE_UNACKNOWLEDGED, [])), None))
    return Timeline(
        days={kind: those for kind, those in days.items() if those},
        events=told,
        late_hours=frozenset(event.kind for event in every if _after_hours(event, desk, zone)),
        sent=sent,
        is_on_the_way=not days.get(EventKind.RECEIVED) and _was_elsewhere(whole, told),
    )


def _was_elsewhere(whole: dict[str, list[date]], told: dict[str, list[Event]]) -> bool:
    """Whether the filing went through another office: it says so, or the destination received it later."""
    return EventKind.RECEIVED in whole or any(event.is_elsewhere for event in told.get(EventKind.HANDED_IN, []))


def _void_notice(days: dict[str, list[date]], unread: Event | None) -> date | None:
    """Take the notice out that nobody acknowledged, and say when it was sent, if that is known."""
    if unread is None:
        return None
    day = days[EventKind.NOTICE_UNACKNOWLEDGED][0]
    notices = days.get(EventKind.NOTIFIED, [])
    void = [each for each in notices if each < day]
    days[EventKind.NOTIFIED] = notices[len(void) :]
    return unread.of or next(iter(void), None)


def _day(event: Event, place: int, zone: tzinfo) -> date:
    path = f"events[{place}]"
    if event.kind not in _RANK:
        raise ClockInvalid(
            "unknown_event", phrase("No se conoce el hecho «{kind}».").fill(kind=str(event.kind)[:40]), path
        )
    day = _local(event.at, zone)
    for each in (day, event.of or day):
        if not FIRST_DAY <= each <= LAST_DAY:
            raise ClockInvalid(
                "date_out_of_range",
                phrase("La fecha {day} está fuera de 1990 a 2199.").fill(day=each.isoformat()),
                path,
            )
    if event.of is not None and event.of > day:
        raise ClockInvalid("sent_later", phrase("El correo sin confirmar salió después de anotarlo."), path)
    if event.days is not None and not 1 <= event.days <= MOST_DAYS:
        raise ClockInvalid(
            "days_out_of_range",
            phrase("Los días deben ser de 1 a {most}, no {days}.").fill(most=MOST_DAYS, days=event.days),
            path,
        )
    return day


def _local(at: date, zone: tzinfo) -> date:
    if not isinstance(at, datetime):
        return at
    return (at.astimezone(zone) if at.tzinfo else at).date()


def _after_hours(event: Event, desk: FrontDesk, zone: tzinfo) -> bool:
    if desk.closes_at is None or not isinstance(event.at, datetime):
        return False
    local = event.at.astimezone(zone) if event.at.tzinfo else event.at
    return local.time() > desk.closes_at


def _refuse_twice(seen: dict[str, list[date]], event: Event, place: int) -> None:
    if event.kind in seen and event.kind not in REPEATABLE:
        if event.kind == EventKind.OBSERVATION_NOTIFIED:
            text = phrase(
                "Ya hubo una observación: la ley permite una sola, con todo lo que falte (art. 126.2 de la Ley 27444)."
            )
            raise ClockInvalid("second_observation", text, f"events[{place}]")
        raise ClockInvalid(
            "happened_twice", phrase("El hecho «{kind}» aparece dos veces.").fill(kind=event.kind), f"events[{place}]"
        )


# What only the office that decides can do, and not before it has the filing.
_BY_DESTINATION = (
    EventKind.OBSERVATION_NOTIFIED,
    EventKind.COOPERATION_ASKED,
    EventKind.EXTENDED,
    EventKind.DECIDED,
    EventKind.NOTIFIED,
)

# What must have come before: (this, never before that, code, what to say).
_AFTER = (
    (
        EventKind.RECEIVED,
        EventKind.HANDED_IN,
        "received_before_handed_in",
        phrase("La entidad no pudo recibirlo antes."),
    ),
    (
        EventKind.CORRECTION_RECEIVED,
        EventKind.OBSERVATION_NOTIFIED,
        "correction_without_observation",
        phrase("La subsanación necesita una observación anterior."),
    ),
    (
        EventKind.CORRECTION_EXPIRED,
        EventKind.OBSERVATION_NOTIFIED,
        "correction_without_observation",
        phrase("El vencimiento de la subsanación necesita una observación anterior."),
    ),
    (
        EventKind.ERRAND_ENDED,
        EventKind.ERRAND_STARTED,
        "end_without_start",
        phrase("La gestión terminó sin haber empezado."),
    ),
    (EventKind.NOTIFIED, EventKind.DECIDED, "notified_before_decided", phrase("Se notificó antes de decidir.")),
)


def check_order(days: dict[str, list[date]]) -> None:
    """Refuse what cannot have happened in this order."""
    filed = min(days.get(EventKind.HANDED_IN, []) + days.get(EventKind.RECEIVED, []), default=None)
    if filed is None:
        raise ClockInvalid("no_filing", phrase("Falta el día en que se presentó la solicitud."))
    early = sorted(kind for kind, those in days.items() if those[0] < filed)
    if early:
        raise ClockInvalid(
            "event_before_filing", phrase("El hecho «{kind}» es anterior a la presentación.").fill(kind=early[0])
        )
    received = days.get(EventKind.RECEIVED)
    if received and any(days[kind][0] < received[0] for kind in _BY_DESTINATION if kind in days):
        raise ClockInvalid("act_before_received", phrase("La entidad no pudo actuar antes de recibir la solicitud."))
    for kind, needed, code, text in _AFTER:
        # A receipt alone is an ordinary filing, and a notice alone says that there was a decision.
        needless = kind in {EventKind.RECEIVED, EventKind.NOTIFIED} and needed not in days
        if kind in days and not needless and (needed not in days or days[kind][0] < days[needed][0]):
            raise ClockInvalid(code, text)
    _check_cooperation(days.get(EventKind.COOPERATION_ASKED, []), days.get(EventKind.COOPERATION_ANSWERED, []))
    _check_notices(days.get(EventKind.NOTIFIED, []), days.get(EventKind.NOTICE_UNACKNOWLEDGED, []))


def _check_notices(notified: list[date], unread: list[date]) -> None:
    """A second notice is possible only after a first one that nobody acknowledged."""
    void = [day for day in notified if unread and day < unread[0]]
    if len(void) > 1 or len(notified) - len(void) > 1:
        raise ClockInvalid("happened_twice", phrase("La decisión aparece notificada dos veces."))


def _check_cooperation(asked: list[date], answered: list[date]) -> None:
    if len(answered) > len(asked) or any(answer < ask for ask, answer in zip(asked, answered, strict=False)):
        raise ClockInvalid(
            "answer_without_question", phrase("Hay una respuesta de otra entidad que nadie había pedido.")
        )
    if len(asked) - len(answered) > 1 or any(
        later < answer for later, answer in zip(asked[1:], answered, strict=False)
    ):
        raise ClockInvalid(
            "already_asked", phrase("Se pidió colaboración a otra entidad mientras se esperaba la anterior.")
        )


def counts_from(day: date, *, after_hours: bool, calendar: Calendar) -> date:
    """The day as of which something that came in counts: the same, or the next working day (art. 117.1)."""
    return calendar.next_working(day + ONE_DAY if after_hours and calendar.is_working(day) else day)
