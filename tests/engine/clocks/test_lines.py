"""One line for each day: the lines agree with the dates, and say why a day counts."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import (
    AUTOMATIC,
    NEGATIVE,
    POSITIVE,
    AfterCorrection,
    Calendar,
    ClockCase,
    DayKind,
    DayOff,
    Event,
    FrontDesk,
    Line,
    Regime,
    Side,
    Silence,
    Term,
    Unit,
    account,
    clock_document,
    day_lines,
    run_clock,
    told,
)
from tests.engine.clocks.calendar_2026 import CALENDAR

some_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
some_calendars = st.lists(st.builds(DayOff, some_days, st.sampled_from(DayKind)), max_size=30).map(Calendar)
some_regimes = st.builds(
    Regime,
    st.sampled_from([Silence.POSITIVE, Silence.NEGATIVE]),
    st.builds(Term, st.integers(1, 40), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS])),
    after_correction=st.sampled_from(AfterCorrection),
)


def lines_of(*events: Event, regime: Regime = POSITIVE, as_of: date = date(2026, 3, 20)) -> tuple[Line, ...]:
    return day_lines(run_clock(ClockCase(regime, events), CALENDAR, as_of))


def line_on(lines: tuple[Line, ...], month: int, day: int, rule: str) -> Line:
    return next(line for line in lines if line.day == date(2026, month, day) and line.rule == rule)


@given(some_calendars, some_regimes, some_days, st.integers(0, 30), st.integers(0, 4), st.integers(0, 80))
def test_the_days_that_the_lines_count_are_the_days_of_the_clock(
    calendar: Calendar, regime: Regime, on: date, observed: int, corrected: int, later: int
) -> None:
    events = (
        Event("handed_in", on),
        Event("observation_notified", on + timedelta(days=observed), days=5),
        Event("correction_received", on + timedelta(days=observed + corrected)),
    )
    clock = run_clock(ClockCase(regime, events), calendar, on + timedelta(days=observed + later))
    assert clock.due_on is not None

    counted = [line for line in day_lines(clock) if line.rule == "counted"]

    assert [line.number for line in counted] == list(range(1, len(counted) + 1))
    assert len([line for line in counted if line.day <= clock.as_of]) == clock.days_used
    if not clock.is_provisional and (clock.ended_on is None or clock.ended_on > clock.due_on):
        assert len(counted) == clock.days_total


@given(some_calendars, some_days)
def test_every_day_has_its_line_and_one_reason(calendar: Calendar, on: date) -> None:
    clock = run_clock(ClockCase(POSITIVE, (Event("handed_in", on),)), calendar, on)
    assert clock.notify_by is not None

    days = [line.day for line in day_lines(clock) if line.rule in {"counted", "notice", "weekend", "moved", *DayKind}]

    first = clock.counted_from + timedelta(days=1)
    assert days == [first + timedelta(days=place) for place in range((clock.notify_by - first).days + 1)]


@pytest.mark.parametrize(
    ("day", "rule", "law", "words"),
    [
        ((9, 11), "counted", "134.1", "Día hábil 1 de 30."),
        ((9, 12), "weekend", "134.1", "Fin de semana: no cuenta."),
        ((9, 14), "regional", "134.1", "Feriado regional: Fiesta de ejemplo (inventada para la prueba): no cuenta."),
        ((10, 8), "national", "134.1", "Feriado nacional: Feriado: no cuenta."),
    ],
)
def test_a_day_says_why_it_counts_or_not(day: tuple[int, int], rule: str, law: str, words: str) -> None:
    line = line_on(lines_of(Event("handed_in", date(2026, 9, 10)), as_of=date(2026, 9, 10)), *day, rule)

    assert (line.article.law, line.text) == (law, words)


def test_a_stopped_day_names_what_stops_it() -> None:
    lines = lines_of(Event("handed_in", date(2026, 3, 2)), Event("cooperation_asked", date(2026, 3, 10)))

    line = line_on(lines, 3, 11, "cooperation")

    assert (line.counted, line.article.law) == (False, "76.3")


def test_the_days_before_the_destination_received_it_are_told() -> None:
    lines = lines_of(Event("handed_in", date(2026, 3, 6)), Event("received", date(2026, 3, 10)))

    assert line_on(lines, 3, 9, "before_receipt").article.law == "122"
    assert line_on(lines, 3, 11, "counted").number == 1


def test_a_term_moved_from_a_day_off_says_so() -> None:
    regime = Regime(Silence.POSITIVE, Term(1, Unit.MONTHS))

    lines = lines_of(Event("handed_in", date(2026, 5, 13)), regime=regime, as_of=date(2026, 5, 13))

    assert [line.day.day for line in lines if line.rule == "moved"] == [14, 15]
    assert line_on(lines, 6, 15, "due").article.law == "35"


def test_while_the_term_stands_still_no_day_to_come_is_told_as_counted() -> None:
    lines = lines_of(
        Event("handed_in", date(2026, 3, 2)),
        Event("observation_notified", date(2026, 3, 4), days=10),
        as_of=date(2026, 3, 6),
    )

    assert [(line.day.day, line.rule) for line in lines if line.day > date(2026, 3, 4)] == [
        (5, "observation"),
        (6, "observation"),
        (18, "correction_by"),
    ]


def test_the_days_to_notify_begin_anew_after_an_unread_email() -> None:
    lines = lines_of(
        Event("handed_in", date(2026, 3, 2)),
        Event("decided", date(2026, 4, 14)),
        Event("notice_unacknowledged", date(2026, 4, 23), of=date(2026, 4, 20)),
        as_of=date(2026, 4, 24),
    )

    numbers = [line.number for line in lines if line.rule == "notice"]

    assert numbers == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]


def test_months_are_counted_up_to_their_day_and_not_beyond() -> None:
    regime = Regime(Silence.POSITIVE, Term(1, Unit.MONTHS))
    clock = run_clock(ClockCase(regime, (Event("handed_in", date(2026, 5, 13)),)), CALENDAR, date(2026, 6, 15))

    assert (clock.days_total, clock.days_used, clock.days_left) == (31, 31, 0)
    assert [line.number for line in day_lines(clock) if line.rule == "counted"][-1] == 31


def test_both_sides_read_the_same_days_in_their_own_words() -> None:
    clock = run_clock(ClockCase(NEGATIVE, (Event("handed_in", date(2026, 3, 2)),)), CALENDAR, date(2026, 6, 1))

    person, entity = day_lines(clock, Side.PERSON), day_lines(clock, Side.ENTITY)

    assert [(line.day, line.rule) for line in person] == [(line.day, line.rule) for line in entity]
    assert "puedes apelar" in line_on(person, 4, 16, "negative_silence").text
    assert "la persona ya puede apelar" in line_on(entity, 4, 16, "negative_silence").text


def test_alike_days_are_told_in_one_line() -> None:
    lines = lines_of(Event("handed_in", date(2026, 3, 2)))

    folded = told(lines)

    first = next(line for line in folded if line.rule == "counted")
    assert (first.number, first.last_number, first.until) == (1, 22, date(2026, 4, 1))
    assert (
        first.text
        == "Del 3 de marzo al 1 de abril de 2026: corren los días 1 a 22 del plazo; 8 de fin de semana no cuentan."
    )
    assert len(folded) < len(lines) / 3


def test_an_automatic_approval_is_told_with_its_document() -> None:
    rules = [line.rule for line in lines_of(Event("handed_in", date(2026, 3, 2)), regime=AUTOMATIC)]

    assert rules == ["handed_in", "approved", "document_by"]


def test_the_account_says_where_the_case_stands_and_asks_for_a_lawyer() -> None:
    clock = run_clock(ClockCase(POSITIVE, (Event("handed_in", date(2026, 3, 2)),)), CALENDAR, date(2026, 3, 20))

    sentences = account(clock)

    assert sentences[0] == "Al viernes 20 de marzo de 2026: el plazo de la entidad está corriendo."
    assert "Último día para decidir: miércoles 15 de abril de 2026." in sentences
    assert "abogado" in sentences[-1]


def test_the_document_holds_dates_both_readings_and_the_lines() -> None:
    clock = run_clock(ClockCase(POSITIVE, (Event("handed_in", date(2026, 3, 2)),)), CALENDAR, date(2026, 3, 20))

    document = clock_document(clock, every_day=True)

    assert (document["due_on"], document["silence_on"]) == ("2026-04-15", "2026-04-23")
    assert document["silence_dates"] == [
        {"day": "2026-04-16", "article": {"law": "33-A.1", "tuo": "36.1"}, "fires": False},
        {"day": "2026-04-23", "article": {"law": "188.1", "tuo": "199.1"}, "fires": True},
    ]
    assert document["calendar_digest"] == CALENDAR.digest


def test_first_line_of_what_came_after_hours_says_the_hour_its_norm_and_the_day_it_counts_as() -> None:
    desk = FrontDesk(time(18), "Directiva 3 de ejemplo")
    case = ClockCase(POSITIVE, (Event("handed_in", datetime(2026, 3, 6, 18, 42)),), desk=desk)  # noqa: DTZ001

    handed_in, later = day_lines(run_clock(case, CALENDAR, date(2026, 3, 9)))[:2]

    assert (handed_in.rule, later.rule, later.article.law) == ("handed_in", "counts_later", "117.1")
    assert "18:00" in later.text
    assert "Directiva 3 de ejemplo" in later.text
    assert "lunes 9 de marzo de 2026" in later.text


def test_what_came_on_a_day_off_says_which() -> None:
    lines = lines_of(Event("handed_in", date(2026, 4, 2)), as_of=date(2026, 4, 7))

    assert "día no hábil (Feriado)" in line_on(lines, 4, 2, "counts_later").text


def test_distance_is_told_where_the_person_has_something_to_do_with_its_table() -> None:
    events = (
        Event("handed_in", date(2026, 3, 2)),
        Event("observation_notified", date(2026, 3, 4)),
        Event("correction_received", date(2026, 3, 6)),
        Event("notified", date(2026, 3, 18)),
    )
    case = ClockCase(POSITIVE, events, distance_days=3, distance_ground="Resolución 7 de ejemplo")
    clock = run_clock(case, CALENDAR, date(2026, 3, 20))

    found = [line for line in day_lines(clock) if line.rule == "distance"]

    assert [line.day.day for line in found] == [2, 4, 18]
    assert {(line.article.law, line.article.tuo) for line in found} == {("135.1", "146.1")}
    assert all("3 días hábiles más" in line.text and "Resolución 7 de ejemplo" in line.text for line in found)
    assert "la persona tiene" in line_on(day_lines(clock, Side.ENTITY), 3, 4, "distance").text
    assert not [line for line in lines_of(*events) if line.rule == "distance"]
