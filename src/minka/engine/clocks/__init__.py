"""Legal terms: business days, and the clock of a procedure under Ley 27444. See ``docs/engine/clocks.md``."""

from minka.engine.clocks.articles import ARTICLES, Article
from minka.engine.clocks.calendars import Calendar, DayKind, DayOff
from minka.engine.clocks.cases import Clock, ClockCase, ClockState, Note, Promised, SilenceDate
from minka.engine.clocks.comparing import Change, Comparison, compare
from minka.engine.clocks.days import add_business_days, business_days_between, is_business_day
from minka.engine.clocks.distances import Distance, distance_days, read_distances
from minka.engine.clocks.events import LIMA, ClockInvalid, Event, EventKind, FrontDesk
from minka.engine.clocks.lines import Line, Side, day_lines, told
from minka.engine.clocks.pauses import Pause
from minka.engine.clocks.reading import ReadCase, read_case, read_regime, regime_document
from minka.engine.clocks.regimes import (
    AUTOMATIC,
    NEGATIVE,
    POSITIVE,
    AfterCorrection,
    Days,
    Fault,
    Regime,
    Silence,
    check_regime,
)
from minka.engine.clocks.running import run_clock
from minka.engine.clocks.sweeping import Kept, has_fired, keep, must_count
from minka.engine.clocks.telling import account, clock_document
from minka.engine.clocks.terms import OTHER_TERMS, OtherTerm, term_end
from minka.engine.terms import Term, Unit

__all__ = [
    "ARTICLES",
    "AUTOMATIC",
    "LIMA",
    "NEGATIVE",
    "OTHER_TERMS",
    "POSITIVE",
    "AfterCorrection",
    "Article",
    "Calendar",
    "Change",
    "Clock",
    "ClockCase",
    "ClockInvalid",
    "ClockState",
    "Comparison",
    "DayKind",
    "DayOff",
    "Days",
    "Distance",
    "Event",
    "EventKind",
    "Fault",
    "FrontDesk",
    "Kept",
    "Line",
    "Note",
    "OtherTerm",
    "Pause",
    "Promised",
    "ReadCase",
    "Regime",
    "Side",
    "Silence",
    "SilenceDate",
    "Term",
    "Unit",
    "account",
    "add_business_days",
    "business_days_between",
    "check_regime",
    "clock_document",
    "compare",
    "day_lines",
    "distance_days",
    "has_fired",
    "is_business_day",
    "keep",
    "must_count",
    "read_case",
    "read_distances",
    "read_regime",
    "regime_document",
    "run_clock",
    "term_end",
    "told",
]
