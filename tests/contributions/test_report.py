"""Reporting: anybody, once each, and nothing disappears because of it."""

import uuid

import pytest
from django.test import Client

from minka.contributions.models import Contribution, Report
from minka.notices.models import Notice
from minka.records.models import AuditEntry
from tests.contributions.moderating import report
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant


@pytest.fixture
def idea(cast: Cast) -> Contribution:
    return make_contribution(make_activity(make_process(cast.cajamarca)), participant=cast.rosa)


def test_a_report_is_kept_and_the_words_stay_visible(cast: Cast, idea: Contribution) -> None:
    phone = as_participant(cast.julio)
    page = phone.get(f"/cajamarca/procesos/leche/ideas/{idea.pk}/").content.decode()

    response = report(phone, idea, reason="insult", note="Se burla de mi vecina")

    assert f"/cajamarca/aportes/{idea.pk}/avisar/" in page
    assert response.status_code == 302
    assert Report.objects.get().note == "Se burla de mi vecina"
    assert idea.text in Client().get(f"/cajamarca/procesos/leche/ideas/{idea.pk}/").content.decode()


def test_reporting_twice_or_pressing_twice_is_one_report(cast: Cast, idea: Contribution) -> None:
    key = uuid.uuid4().hex

    for phone in (as_participant(cast.julio), as_participant(cast.julio)):
        report(phone, idea)
    for phone in (Client(), Client()):
        report(phone, idea, key=key)

    assert Report.objects.count() == 2


def test_the_audit_trail_holds_no_word_of_the_report(cast: Cast, idea: Contribution) -> None:
    report(as_participant(cast.julio), idea, note="Se burla de mi vecina")

    entry = AuditEntry.objects.get(action="contribution.reported")
    assert entry.changes == {"reason": "insult"}


def test_those_who_moderate_are_told_once_a_day(cast: Cast, idea: Contribution) -> None:
    for _ in range(3):
        report(Client(), idea)

    told = Notice.objects.filter(kind="contribution.reported")
    assert {each.person for each in told} == {cast.moderator, cast.coordinator}
    assert told.count() == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Elige qué regla"),
        ({"reason": "fea"}, "Elige una de las reglas"),
        ({"reason": "hate", "note": "x" * 301}, "300"),
    ],
)
def test_a_report_that_cannot_be_sent_comes_back_with_its_words(
    cast: Cast, idea: Contribution, data: dict[str, str], words: str
) -> None:
    address = f"/cajamarca/aportes/{idea.pk}/avisar/"
    response = as_participant(cast.julio).post(address, {"idempotency_key": uuid.uuid4().hex, **data})

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert data.get("note", "") in page
    assert Report.objects.count() == 0


def test_nobody_reports_their_own_or_what_is_not_public(cast: Cast, idea: Contribution) -> None:
    held = make_contribution(idea.activity, held=True)

    own = report(as_participant(cast.rosa), idea)
    of_held = report(as_participant(cast.julio), held)
    Contribution.objects.filter(pk=idea.pk).update(visibility="hidden", hidden_reason="insult")
    of_hidden = report(as_participant(cast.julio), idea)
    elsewhere = Client().get(f"/tacna/aportes/{idea.pk}/avisar/")

    assert [own.status_code, of_held.status_code, of_hidden.status_code, elsewhere.status_code] == [302, 404, 302, 404]
    assert Report.objects.count() == 0


def test_too_many_reports_wait_with_what_was_typed(cast: Cast, idea: Contribution) -> None:
    phone = as_participant(cast.julio)
    others = [make_contribution(idea.activity) for _ in range(11)]

    answers = [report(phone, each, note="Es propaganda") for each in others]

    assert [each.status_code for each in answers] == [302] * 10 + [429]
    assert "Es propaganda" in answers[-1].content.decode()
    assert int(answers[-1].headers["Retry-After"]) > 0
