"""Legal terms: business days, and the clock of a procedure under Ley 27444. See ``docs/engine/clocks.md``."""

from minka.engine.clocks.articles import ARTICLES, Article
from minka.engine.clocks.calendars import Calendar, DayKind, DayOff
from minka.engine.clocks.cases import Clock, ClockCase, ClockState, Note, Promised, SilenceDate
from minka.engine.clocks.days import add_business_days, business_days_between, is_business_day
from minka.engine.clocks.events import LIMA, ClockInvalid, Event, EventKind, FrontDesk
from minka.engine.clocks.pauses import Pause
from minka.engine.clocks.regimes import (
    AUTOMATIC,
    NEGATIVE,
    POSITIVE,
    AfterCorrection,
    Days,
    Regime,
    Silence,
    Term,
    Unit,
)
from minka.engine.clocks.running import run_clock

__all__ = [
    "ARTICLES",
    "AUTOMATIC",
    "LIMA",
    "NEGATIVE",
    "POSITIVE",
    "AfterCorrection",
    "Article",
    "Calendar",
    "Clock",
    "ClockCase",
    "ClockInvalid",
    "ClockState",
    "DayKind",
    "DayOff",
    "Days",
    "Event",
    "EventKind",
    "FrontDesk",
    "Note",
    "Pause",
    "Promised",
    "Regime",
    "Silence",
    "SilenceDate",
    "Term",
    "Unit",
    "add_business_days",
    "business_days_between",
    "is_business_day",
    "run_clock",
]
