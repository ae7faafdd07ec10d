"""What goes into the legal clock and what comes out of it."""

from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum

from minka.engine.clocks.articles import Article
from minka.engine.clocks.calendars import Calendar
from minka.engine.clocks.events import LIMA, Event, FrontDesk
from minka.engine.clocks.pauses import Pause
from minka.engine.clocks.regimes import Regime


class ClockState(StrEnum):
    """Where a case stands for the law. Negative silence is no end: the entity must still decide (art. 188.4)."""

    NOT_STARTED = "not_started"
    ON_THE_WAY = "on_the_way"
    RUNNING = "running"
    STOPPED = "stopped"
    LATE = "late"
    DECIDED = "decided"
    NEGATIVE_SILENCE = "negative_silence"
    POSITIVE_SILENCE = "positive_silence"
    APPROVED = "approved"
    NOTIFIED = "notified"
    NOT_FILED = "not_filed"
    WITHDRAWN = "withdrawn"


ENDED = {
    ClockState.POSITIVE_SILENCE,
    ClockState.APPROVED,
    ClockState.NOTIFIED,
    ClockState.NOT_FILED,
    ClockState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Promised:
    """Dates told under an earlier calendar, which stay: see ``compare``. None where nothing was promised.

    ``silence_on`` holds until something happens after ``told_on`` that stops or lengthens the term.
    """

    told_on: date
    correction_by: date | None = None
    silence_on: date | None = None
    appeal_by: date | None = None


@dataclass(frozen=True, slots=True)
class ClockCase:
    """All that the clock needs to know of a case.

    ``distance_days`` are the working days of the distance term (art. 135.1): they lengthen what the person must do,
    never what the entity must do; ``distance_ground`` is the table and the norm that give them. ``zone`` turns moments
    into local dates; Peru's by default.
    """

    regime: Regime
    events: tuple[Event, ...]
    distance_days: int = 0
    desk: FrontDesk = field(default_factory=FrontDesk)
    zone: tzinfo = LIMA
    promised: Promised | None = None
    distance_ground: str = ""


@dataclass(frozen=True, slots=True)
class SilenceDate:
    """One reading of when silence takes effect: the first day on which it has. Only the later one ``fires``."""

    day: date
    article: Article
    fires: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at: a code, a Spanish sentence and its article."""

    code: str
    text: str
    article: Article


@dataclass(frozen=True)
class Clock:
    """What the law says of a case on one day.

    Dates: ``filed_on`` is the person's and ``received_on`` the entity's day of filing, as they count (the
    day of the count while it is on its way); ``starts_on`` the
    first day of the term, ``due_on`` the last day to decide, ``notify_by`` the last day to notify before silence,
    ``silence_on`` the first day on which silence has taken effect (None while the term stands still: nothing can fire
    then), ``correction_by``, ``document_by`` and ``appeal_by`` the last days for the person's correction, the entity's
    document and the person's appeal, ``changes_on`` the next day on which the clock moves by itself without any event.
    While it ``is_provisional``, ``due_on`` is what it would be if the term went on from the next day.

    Days: ``days_total``, ``days_used``, ``days_left`` and ``days_late`` are working days, or days for a term in
    calendar days or months; late are those after ``due_on`` without a decision. ``fires`` is whether silence has
    taken effect.
    """

    case: ClockCase
    calendar: Calendar
    as_of: date
    state: ClockState
    filed_on: date
    received_on: date
    counted_from: date
    starts_on: date | None = None
    due_on: date | None = None
    is_provisional: bool = False
    notify_by: date | None = None
    silence_dates: tuple[SilenceDate, ...] = ()
    silence_on: date | None = None
    fires: bool = False
    days_total: int = 0
    days_used: int = 0
    days_left: int = 0
    days_late: int = 0
    pauses: tuple[Pause, ...] = ()
    correction_by: date | None = None
    document_by: date | None = None
    appeal_by: date | None = None
    changes_on: date | None = None
    ended_on: date | None = None
    notes: tuple[Note, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Whether the entity's term stands still on this day."""
        return self.state is ClockState.STOPPED

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come by itself."""
        return self.state in ENDED
