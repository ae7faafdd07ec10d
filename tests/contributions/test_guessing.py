"""Codes tried from everywhere are counted, and many raise an alarm that names nobody."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from minka.contributions.tasks import forget_files
from minka.people.alarms import MANY
from minka.people.models import FailedCodes
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

NOBODYS = "kudu-yeme-sifi-311"


def attempt(number: int, code: str = NOBODYS) -> int:
    return Client(REMOTE_ADDR=f"198.51.100.{number % 250}").post("/codigo/", {"code": code}).status_code


def had(count: int, *, hours_ago: int = 0) -> None:
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - dt.timedelta(hours=hours_ago)
    FailedCodes.objects.create(hour=hour, count=count)


def test_many_codes_from_many_addresses_raise_one_line_without_a_code_or_an_address(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    had(MANY - 2)

    for number in range(4):
        assert attempt(number) == 422

    lines = [each.getMessage() for each in caplog.records if each.name == "minka.people.alarms"]
    assert lines == [f"Many receipt codes were tried and opened nothing: {MANY} since the full hour"]
    assert "podría estar probando" in as_person(cast.operator).get("/mi-trabajo/").text


def test_codes_that_open_or_cannot_be_codes_are_not_counted(cast: Cast) -> None:
    idea = make_contribution(make_activity(make_process(cast.cajamarca)))

    assert [attempt(1, idea.code), attempt(1, "lamo"), attempt(1, "")] == [302, 422, 422]
    assert not FailedCodes.objects.exists()


def test_operators_see_the_numbers_and_nobody_else_does(cast: Cast) -> None:
    had(3)
    had(4, hours_ago=23)
    had(900, hours_ago=25)

    page = as_person(cast.operator).get("/mi-trabajo/")

    assert (page.context["guessing"].this_hour, page.context["guessing"].last_day) == (3, 7)
    assert "podría estar probando" not in page.text
    assert "Códigos que no abrieron nada" not in as_person(cast.coordinator).get("/mi-trabajo/").text


def test_old_counts_are_forgotten(cast: Cast) -> None:  # noqa: ARG001
    had(1)
    had(2, hours_ago=24 * 31)

    forget_files(timestamp=0)

    assert FailedCodes.objects.get().count == 1
