"""Numbers of a site: with their definitions, and never so small that they point at somebody."""

import csv
import io

import pytest
from django.test import Client

from minka.contributions.models import Contribution
from minka.processes.models import Process
from minka.web.memory import memory
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    memory.clear()


def rows_of(name: str) -> list[dict[str, str]]:
    response = Client().get(f"/cajamarca/datos/{name}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_small_count_is_protected_and_so_is_what_would_give_it_away(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    for channel, count in (("web", 20), ("paper", 2), ("sms", 9)):
        for _ in range(count):
            make_contribution(activity, channel=channel)

    page = Client().get("/cajamarca/datos/").content.decode()
    counts = {row["canal"]: row["voces"] for row in rows_of("meses.csv")}

    assert counts == {"web": "20", "papel": "protegido", "SMS": "protegido"}
    assert "protegido" in page
    assert "menos de cinco" in page


def test_the_process_file_counts_as_the_pages_do(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    make_contribution(activity)
    make_process(cast.cajamarca, slug="borrador", status=Process.Status.DRAFT)

    rows = rows_of("procesos.csv")

    assert [(row["proceso"], row["voces"], row["respondidas"]) for row in rows] == [("leche", "1", "0")]


def test_every_column_of_every_file_is_in_the_dictionary(cast: Cast) -> None:
    make_contribution(make_activity(make_process(cast.cajamarca)))
    meanings = {(row["archivo"], row["columna"]) for row in rows_of("diccionario.csv")}

    for name in ("procesos.csv", "meses.csv"):
        assert {(name, column) for column in rows_of(name)[0]} <= meanings


def test_a_spreadsheet_never_takes_a_question_for_a_formula(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    process.question = "=HYPERLINK(1)"
    process.save()

    assert rows_of("procesos.csv")[0]["pregunta"] == "'=HYPERLINK(1)"


def test_a_file_that_does_not_exist_is_absent(cast: Cast) -> None:  # noqa: ARG001
    assert Client().get("/cajamarca/datos/personas.csv").status_code == 404
    assert Client().get("/cajamarca/datos/..%2Fpersonas.csv").status_code == 404


def test_a_site_without_voices_says_so(cast: Cast) -> None:  # noqa: ARG001
    assert "Todavía no hay voces." in Client().get("/cajamarca/datos/").content.decode()


def test_withdrawn_voices_leave_the_counts(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    for _ in range(6):
        make_contribution(activity)
    gone = make_contribution(activity)
    Contribution.objects.filter(pk=gone.pk).update(visibility="withdrawn", title="", text="")

    assert rows_of("meses.csv")[0]["voces"] == "6"
