"""Days off noted under open cases: a norm binds both sides, a mistake of ours takes nothing from anybody."""

import datetime as dt

import time_machine

from minka.cases.actions.acting import act
from minka.cases.actions.keeping import Outdated
from minka.cases.actions.recounting import recount_changed
from minka.cases.actions.sweeping import sweep
from minka.cases.models import Case
from minka.cases.queries.calendars import calendar_of, forget_calendars
from minka.cases.queries.given import Given
from minka.law.models import CalendarDay
from minka.notices.models import Notice
from tests.cases.test_sweep import filed, on
from tests.make.cases import make_organization, make_version
from tests.make.law import make_day
from tests.people import Cast, as_person

WEDNESDAY = dt.date(2026, 3, 4)
BRIDGE = dt.date(2026, 3, 10)


def recounted(case: Case, day: dt.date) -> Case:
    with on(day):
        recount_changed(today=day)
    return Case.objects.get(pk=case.pk)


def note(cast: Cast, at: dt.date, day: dt.date = BRIDGE, **fields: object) -> CalendarDay:
    with on(at):
        return make_day(cast.cajamarca, day, **fields)


def test_norm_published_after_the_dates_were_told_and_before_its_day_moves_silence_too(cast: Cast) -> None:
    case = filed(cast)
    note(cast, WEDNESDAY, published_on=dt.date(2026, 3, 3))

    after = recounted(case, WEDNESDAY)

    assert (case.due_on, case.silence_on) == (dt.date(2026, 3, 23), dt.date(2026, 3, 31))
    assert (after.due_on, after.silence_on) == (dt.date(2026, 3, 24), dt.date(2026, 4, 1))
    told = Notice.objects.get(participant=cast.rosa, title__contains="volvieron a contar").body
    assert "ahora es miércoles 1 de abril de 2026" in told


def test_norm_that_we_noted_late_leaves_silence_on_the_day_that_was_told(cast: Cast) -> None:
    case = filed(cast)
    note(cast, WEDNESDAY, published_on=dt.date(2026, 2, 20))

    after = recounted(case, WEDNESDAY)

    assert (after.due_on, after.silence_on) == (dt.date(2026, 3, 24), dt.date(2026, 3, 31))


def test_norm_published_on_its_own_day_binds_nobody_backwards(cast: Cast) -> None:
    case = filed(cast)
    note(cast, BRIDGE, published_on=BRIDGE)

    assert recounted(case, BRIDGE).silence_on == dt.date(2026, 3, 31)


def test_one_of_two_changes_that_is_no_norm_keeps_what_was_told(cast: Cast) -> None:
    case = filed(cast)
    note(cast, WEDNESDAY, published_on=dt.date(2026, 3, 3))
    note(cast, WEDNESDAY, dt.date(2026, 3, 11), published_on=dt.date(2020, 1, 1))

    assert recounted(case, WEDNESDAY).silence_on == dt.date(2026, 3, 31)


def test_day_taken_back_gives_the_entity_its_day_and_the_person_keeps_silence(cast: Cast) -> None:
    with on(dt.date(2026, 3, 1)):
        day = make_day(cast.cajamarca, BRIDGE)
    case = filed(cast)
    assert case.silence_on == dt.date(2026, 4, 1)
    with on(WEDNESDAY):
        CalendarDay.objects.filter(pk=day.pk).update(withdrawn_at=dt.datetime(2026, 3, 4, 15, tzinfo=dt.UTC))
        forget_calendars()

    after = recounted(case, WEDNESDAY)

    assert (after.due_on, after.silence_on) == (dt.date(2026, 3, 23), dt.date(2026, 4, 1))


def test_official_who_acts_before_the_worker_finds_the_case_counted_again_first(cast: Cast) -> None:
    case = filed(cast)
    note(cast, WEDNESDAY, published_on=dt.date(2020, 1, 1))

    with on(WEDNESDAY):
        try:
            act(case=case, action="start_review", given=Given(), revision=case.revision, by=cast.official)
            is_outdated = False
        except Outdated:
            is_outdated = True

    case.refresh_from_db()
    assert is_outdated
    assert case.events.filter(action="calendar_changed").exists()
    assert case.silence_on == dt.date(2026, 3, 31)  # what was told was not lost on the way


def test_silence_does_not_fire_by_days_off_that_hold_no_more(cast: Cast) -> None:
    case = filed(cast)
    note(cast, WEDNESDAY, published_on=dt.date(2026, 3, 3))

    with on(dt.date(2026, 3, 31)):
        early = sweep(today=dt.date(2026, 3, 31))
    with on(dt.date(2026, 4, 1)):
        late = sweep(today=dt.date(2026, 4, 1))

    assert (early.fired, late.fired) == (0, 1)
    assert case.events.get(action="approve_by_silence").on == dt.date(2026, 4, 1)


def test_officials_see_the_differences_of_all_cases_on_one_page(cast: Cast) -> None:
    case = filed(cast)
    note(cast, WEDNESDAY, published_on=dt.date(2026, 3, 3))
    recounted(case, WEDNESDAY)

    with on(WEDNESDAY):
        page = as_person(cast.official).get("/cajamarca/tramites/vueltos-a-contar/").content.decode()

    assert case.number in page
    assert "El último día de la entidad para decidir era lunes 23 de marzo de 2026" in page


def test_day_of_the_nation_holds_below_of_a_province_in_it_and_of_an_entity_for_it(cast: Cast) -> None:
    cast.cajamarca.place_code = "060101"
    cast.cajamarca.save(update_fields=["place_code"])
    service = make_version(cast.cajamarca).service
    peru, other = cast.cajamarca.parent, make_organization(cast.cajamarca, "Otra")
    assert peru is not None
    days = [dt.date(2026, 3, number) for number in (10, 11, 12, 13, 16, 17)]
    make_day(peru, days[0])
    make_day(cast.cajamarca, days[1], scope="province", place_code="0601", kind="regional")
    make_day(cast.cajamarca, days[2], scope="province", place_code="0608", kind="regional")
    make_day(cast.cajamarca, days[3], scope="entity", kind="entity")
    make_day(cast.cajamarca, days[4], scope="entity", kind="entity", organization=other)
    make_day(cast.tacna, days[5])

    calendar = calendar_of(service)

    assert [calendar.is_working(day) for day in days] == [False, False, True, False, True, True]


def test_closed_day_counts_and_no_term_ends_on_it(cast: Cast) -> None:
    make_day(cast.cajamarca, dt.date(2026, 3, 23), kind="closed", scope="entity", norm="")

    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        case = filed(cast)

    assert case.due_on == dt.date(2026, 3, 24)
