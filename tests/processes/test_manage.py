"""A facilitator opens a process from a template, publishes it, and changes it in the open."""

import datetime as dt
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minka.processes.models import Process
from minka.records.models import AuditEntry, Record
from tests.make.processes import make_process
from tests.make.reference import load_tables
from tests.people import Cast, as_person

TODAY = timezone.localdate

START = {
    "title": "Leche más limpia",
    "question": "¿Cómo llega la leche limpia a la planta?",
    "promise_decides": "En qué se gasta el fondo lechero",
    "promise_by_whom": "Dirección Regional de Agricultura",
    "promise_then": "Se publica el gasto y cada voz recibe respuesta",
    "idempotency_key": "una-vez",
}


@pytest.fixture
def _templates(db: None) -> None:  # noqa: ARG001 - the database is what it needs
    load_tables("process_templates")


def url(name: str, *args: object) -> str:
    return reverse(f"processes:{name}", args=["cajamarca", *args])


def start(client: Client, template: str = "challenge", **values: object) -> Process:
    data = START | {"first_day": TODAY().isoformat()} | values
    response = client.post(url("process-new", template), data)
    assert response.status_code == 302, response.context["form"].errors
    return Process.objects.get(slug=response.url.rstrip("/").split("/")[-1])


@pytest.mark.usefixtures("_templates")
def test_a_template_becomes_a_draft_with_phases_in_a_row_and_its_activities(cast: Cast) -> None:
    process = start(as_person(cast.facilitator))

    phases = list(process.phases.all())
    assert process.status == Process.Status.DRAFT
    assert [phase.order for phase in phases] == list(range(1, len(phases) + 1))
    assert phases[0].opens_on == TODAY()
    assert all(later.opens_on == earlier.closes_on + dt.timedelta(days=1) for earlier, later in pairwise(phases))
    assert process.promise_until == phases[-1].closes_on
    assert sorted(each.kind for each in process.activities.all()) == ["ideas", "opinions"]
    assert all(criterion["met_on"] is None for phase in phases for criterion in phase.exit_criteria)


@pytest.mark.usefixtures("_templates")
def test_every_template_can_be_opened_and_published_as_it_is(cast: Cast) -> None:
    client = as_person(cast.facilitator)
    page = client.get(url("process-choose"))

    templates = [each.key for each in page.context["templates"]]
    assert len(templates) == 8
    for template in templates:
        process = start(client, template, title=template, idempotency_key=template)
        client.post(url("process-publish", process.slug))
        process.refresh_from_db()
        assert process.status == Process.Status.OPEN, template


@pytest.mark.usefixtures("_templates")
def test_the_same_form_sent_twice_makes_one_process(cast: Cast) -> None:
    client = as_person(cast.facilitator)

    assert start(client) == start(client)
    assert start(client, idempotency_key="otra").slug == "leche-mas-limpia-2"


@pytest.mark.usefixtures("_templates")
def test_publishing_leaves_the_promise_in_the_public_log_once(cast: Cast) -> None:
    client = as_person(cast.facilitator)
    process = start(client)

    for _ in range(2):
        client.post(url("process-publish", process.slug))

    record = Record.objects.get(kind="process.opened", subject=process.ref)
    assert record.body["decides"] == START["promise_decides"]
    assert AuditEntry.objects.filter(subject=process.ref, action="process.opened").count() == 1


@pytest.mark.usefixtures("_templates")
def test_without_a_promise_nothing_is_published_and_the_page_says_what_is_missing(cast: Cast) -> None:
    client = as_person(cast.facilitator)
    process = start(client)
    client.post(url("process-edit", process.slug), {"title": process.title, "question": process.question})

    response = client.post(url("process-publish", process.slug))

    assert response.status_code == 422
    assert "Di qué se puede decidir" in response.content.decode()
    process.refresh_from_db()
    assert process.status == Process.Status.DRAFT


@pytest.mark.usefixtures("_templates")
@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "Escribe el nombre del proceso"),
        ("title", "x" * 200, "140"),
        ("first_day", "2001-01-01", "próximos tres años"),
        ("first_day", "mañana", "fecha"),
        ("question", "", "Escribe la pregunta"),
    ],
)
def test_a_wrong_start_is_explained_and_kept(cast: Cast, field: str, value: str, words: str) -> None:
    data = START | {"first_day": TODAY().isoformat(), field: value}

    response = as_person(cast.facilitator).post(url("process-new", "challenge"), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert START["promise_by_whom"] in page
    assert not Process.objects.exists()


def test_a_change_after_publication_leaves_what_it_was_and_became(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    client = as_person(cast.coordinator)
    page = client.get(url("process-edit", process.slug))
    values = {name: field.value() or "" for name, field in ((bound.name, bound) for bound in page.context["form"])}

    response = client.post(url("process-edit", process.slug), values | {"promise_by_whom": "El concejo regional"})

    assert response.status_code == 302
    changes = Record.objects.get(kind="process.changed").body["changes"]
    assert changes["promise_by_whom"] == {"from": "Dirección Regional de Agricultura", "to": "El concejo regional"}
    assert set(changes) == {"promise_by_whom"}


def test_a_draft_changes_without_the_public_log(cast: Cast) -> None:
    process = make_process(cast.cajamarca, status=Process.Status.DRAFT)

    as_person(cast.facilitator).post(url("process-edit", process.slug), {"title": "Otro", "question": process.question})

    process.refresh_from_db()
    assert process.title == "Otro"
    assert not Record.objects.exists()
    assert AuditEntry.objects.get(action="process.changed").changes["fields"][0] == "title"


def test_a_closed_process_stays_as_it_was(cast: Cast) -> None:
    process = make_process(cast.cajamarca, status=Process.Status.CLOSED)
    client = as_person(cast.facilitator)

    client.post(url("process-edit", process.slug), {"title": "Otro", "question": "¿Otra?"})

    process.refresh_from_db()
    assert process.title == "Mejor leche"
    assert "Agregar una fase" not in client.get(url("process-setup", process.slug)).content.decode()


def test_the_list_asks_the_same_number_of_queries_for_many_processes(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        make_process(cast.cajamarca, slug=f"p{number}", title=f"Proceso {number}")
    client = as_person(cast.analyst)

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        page = client.get(url("manage"))

    assert page.content.decode().count("card__title") == 20


def test_an_analyst_reads_and_cannot_open(cast: Cast) -> None:
    page = as_person(cast.analyst).get(url("manage"))

    assert page.status_code == 200
    assert "Abrir un proceso" not in page.content.decode()
