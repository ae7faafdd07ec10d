"""Dates in words, as a table."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import translation

from minka.web.dates import ago_in_words, day_in_words, deadline_in_words

TODAY = dt.date(2025, 12, 9)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2025, 12, 12), "viernes 12 de diciembre, quedan 3 días"),
        (dt.date(2025, 12, 10), "miércoles 10 de diciembre, queda 1 día"),
        (dt.date(2025, 12, 9), "martes 9 de diciembre, termina hoy"),
        (dt.date(2025, 12, 8), "lunes 8 de diciembre, cerró hace 1 día"),
        (dt.date(2025, 12, 1), "lunes 1 de diciembre, cerró hace 8 días"),
        (dt.date(2026, 1, 1), "jueves 1 de enero de 2026, quedan 23 días"),
    ],
)
def test_deadline_says_the_day_and_what_is_left(day: dt.date, words: str) -> None:
    assert deadline_in_words(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2025, 12, 9), "hoy"),
        (dt.date(2025, 12, 8), "ayer"),
        (dt.date(2025, 12, 7), "hace 2 días"),
        (dt.date(2025, 10, 10), "hace 60 días"),
        (dt.date(2025, 9, 9), "hace 3 meses"),
        (dt.date(2025, 12, 20), "sábado 20 de diciembre"),
    ],
)
def test_age_is_said_in_days_and_later_in_months(day: dt.date, words: str) -> None:
    assert ago_in_words(day, today=TODAY) == words


def test_another_year_is_named() -> None:
    assert day_in_words(dt.date(2024, 2, 29), today=TODAY) == "jueves 29 de febrero de 2024"


def test_a_moment_belongs_to_its_day_in_lima_and_not_in_greenwich() -> None:
    late_evening = dt.datetime(2025, 12, 12, 23, 30, tzinfo=ZoneInfo("America/Lima"))
    values = {"when": late_evening.astimezone(dt.UTC), "now": dt.datetime(2025, 12, 9, 15, 0, tzinfo=dt.UTC)}
    template = engines["django"].from_string("{{ when|deadline_words:now }} · {{ when|moment_words:now }}")

    assert template.render(values) == "viernes 12 de diciembre, quedan 3 días · viernes 12 de diciembre, 23:30"


def test_nothing_is_said_of_a_missing_day() -> None:
    template = engines["django"].from_string("[{{ when|day_words }}{{ when|deadline_words }}{{ when|ago_words }}]")

    assert template.render({"when": None}) == "[]"


def test_english_pages_say_days_in_english_order() -> None:
    with translation.override("en"):
        assert day_in_words(dt.date(2025, 12, 12), today=TODAY) == "Friday 12 December"
        assert day_in_words(dt.date(2026, 1, 2), today=TODAY) == "Friday 2 January 2026"
