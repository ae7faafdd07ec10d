"""Days off as shipped, against the computed Easter and the published date of a regulation."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from minka.engine.clocks import add_business_days
from minka.reference.models import Holiday
from minka.reference.queries import days_off

# Easter Sundays by the almanac.
EASTER = {2025: date(2025, 4, 20), 2026: date(2026, 4, 5), 2027: date(2027, 3, 28)}


@pytest.fixture(autouse=True)
def _calendars(db: None) -> None:  # noqa: ARG001 - the database is used
    for table in ("departments", "calendars", "holidays"):
        call_command("load_reference", only=table, verbosity=0)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_each_year_has_its_sixteen_holidays(year: int) -> None:
    days = set(Holiday.objects.filter(kind="holiday", day__year=year).values_list("day", flat=True))

    assert len(days) == 16
    assert {EASTER[year] - timedelta(days=3), EASTER[year] - timedelta(days=2)} <= days


def test_the_shipped_calendar_gives_the_published_date_of_the_regulation() -> None:
    off = days_off("cajamarca", date(2025, 9, 9), date(2026, 3, 1))

    assert add_business_days(date(2025, 9, 9), 90, off) == date(2026, 1, 22)


def test_nothing_is_called_verified_that_nobody_read() -> None:
    assert not Holiday.objects.filter(is_verified=True).exists()
    assert not Holiday.objects.filter(source="").exists()


def test_a_regional_day_off_holds_in_its_region_only() -> None:
    regional = Holiday.objects.get(day=date(2026, 1, 1))
    regional.pk, regional.day = None, date(2026, 2, 17)
    regional.calendar = type(regional.calendar).objects.get(key="cajamarca")
    regional.save()

    assert date(2026, 2, 17) in days_off("cajamarca", date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 2, 17) not in days_off("peru", date(2026, 1, 1), date(2026, 12, 31))
    assert days_off("no-existe", date(2026, 1, 1), date(2026, 12, 31)) == frozenset()
