"""Phases: days that make sense, exit criteria with evidence, and what hangs on them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from minka.processes.models import Phase, Process
from minka.records.models import Record
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person


def url(name: str, process: Process, *args: object) -> str:
    return reverse(f"processes:{name}", args=["cajamarca", process.slug, *args])


def days(opens: int, closes: int) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "opens_on": (today + dt.timedelta(days=opens)).isoformat(),
        "closes_on": (today + dt.timedelta(days=closes)).isoformat(),
    }


def test_a_phase_that_ends_before_it_begins_is_refused_with_what_was_typed(cast: Cast) -> None:
    process = make_process(cast.cajamarca)

    response = as_person(cast.facilitator).post(url("phase-new", process), {"name": "Probar", **days(5, 1)})

    assert response.status_code == 422
    assert "El último día es anterior al primero" in response.content.decode()
    assert 'value="Probar"' in response.content.decode()
    assert not process.phases.exists()


def test_phases_at_the_same_time_are_allowed_and_pointed_out(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    client = as_person(cast.facilitator)

    for name, opens, closes in (("Escuchar", 0, 10), ("Probar", 5, 20)):
        assert client.post(url("phase-new", process), {"name": name, **days(opens, closes)}).status_code == 302

    page = client.get(url("process-setup", process)).content.decode()
    assert "«Escuchar» y «Probar» ocurren al mismo tiempo" in page


def test_a_phase_moves_up_and_the_others_make_room(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    client = as_person(cast.facilitator)
    for name in ("Uno", "Dos", "Tres"):
        client.post(url("phase-new", process), {"name": name})
    third = process.phases.get(name="Tres")

    client.post(url("phase-edit", process, third.pk), {"name": "Tres", "place": 1})

    assert [phase.name for phase in process.phases.order_by("order")] == ["Tres", "Uno", "Dos"]


def test_a_phase_with_activities_stays_and_an_empty_one_goes(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    used = make_activity(process).phase
    spare = Phase.objects.create(process=process, order=2, name="Sobra")
    client = as_person(cast.facilitator)

    for phase in (used, spare):
        client.post(url("phase-remove", process, phase.pk))

    assert list(process.phases.all()) == [used]


@pytest.mark.parametrize(
    ("met_on", "evidence", "words"),
    [
        ("", "acta 12", "Pon el día en que se cumplió"),
        ("2026-01-05", "", "Di cómo se sabe"),
        ("2099-01-01", "acta 12", "Ese día todavía no llega"),
    ],
)
def test_a_criterion_is_met_with_a_day_and_evidence_or_not_at_all(
    cast: Cast, met_on: str, evidence: str, words: str
) -> None:
    process = make_process(cast.cajamarca)
    phase = make_activity(process).phase

    response = as_person(cast.facilitator).post(
        url("phase-exit", process, phase.pk), {"text_0": "Hay acta", "met_on_0": met_on, "evidence_0": evidence}
    )

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_met_criterion_is_kept_with_its_evidence_and_told_in_public(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    phase = make_activity(process).phase

    as_person(cast.facilitator).post(
        url("phase-exit", process, phase.pk),
        {"text_0": "Hay acta", "met_on_0": "2026-01-05", "evidence_0": "acta 12", "text_1": ""},
    )

    phase.refresh_from_db()
    assert phase.exit_criteria == [{"text": "Hay acta", "met_on": "2026-01-05", "evidence": "acta 12"}]
    assert Record.objects.get(kind="process.changed").body["changes"]["exit_criteria"]["to"] == phase.exit_criteria


def test_a_phase_of_another_process_is_not_here(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    elsewhere = make_activity(make_process(cast.tacna)).phase

    response = as_person(cast.facilitator).get(url("phase-edit", process, elsewhere.pk))

    assert response.status_code == 404
