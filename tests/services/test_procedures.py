"""Procedures of a TUPA: looked at, kept, read with what the law says, made into services; and the team's list."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minka.contributions.models import Contribution
from minka.engine.procedures import read_procedures
from minka.services.models import Procedure, Service
from minka.services.queries.procedure_rows import row_from_json, row_to_json
from minka.sites.models import Organization
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.make.services import make_draft
from tests.people import Cast, as_person
from tests.services.designing import address, save

DEMONSTRATION = Path(__file__).parents[2] / "data" / "tupa_demonstration" / "procedures.json"
ROWS = """Código;Denominación;Base legal;Requisitos;Costo;Calificación;Plazo;Autoridad
P-1;Licencia para un puesto en la feria;Ordenanza 015-2025;"1. Solicitud
2. Copia del DNI
3. Si vende comida, carné de sanidad";S/ 12.50;Silencio positivo;15 días hábiles;Gerencia
P-2;Constancia de posesión;Ley 28687;"1. Solicitud
2. Plano";Gratuito;Aprobación automática;;Gerencia
"""


@pytest.fixture
def entity(cast: Cast) -> Organization:
    return Organization.objects.create(site=cast.cajamarca, name="Municipalidad de prueba", sector="state")


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


def here(name: str, *more: object) -> str:
    return reverse(f"services:{name}", args=["cajamarca", *more])


def upload(client: Client, entity: Organization, content: bytes, name: str = "tupa.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, content, content_type="text/csv")
    return client.post(here("procedures-import"), {"organization": entity.pk, "file": file})


def keep(client: Client, entity: Organization, looked: HttpResponse, **changes: object) -> HttpResponse:
    data = {"organization": entity.pk, "rows": looked.context["form"].token, "source": ""}
    return client.post(here("procedures-keep"), data | changes)


def test_a_file_is_looked_at_before_anything_is_kept(designer: Client, entity: Organization) -> None:
    looked = upload(designer, entity, ROWS.encode())

    page = looked.content.decode()
    assert "Se leyeron 2 procedimientos" in page
    assert "copia del documento de identidad" in page
    assert not Procedure.objects.exists()

    keep(designer, entity, looked)

    assert list(Procedure.objects.values_list("code", flat=True)) == ["P-1", "P-2"]


def test_the_same_file_again_keeps_each_procedure_once(designer: Client, entity: Organization) -> None:
    keep(designer, entity, upload(designer, entity, ROWS.encode()))
    keep(designer, entity, upload(designer, entity, ROWS.replace("un puesto", "su puesto").encode()))

    assert Procedure.objects.count() == 2
    assert Procedure.objects.get(code="P-1").name == "Licencia para su puesto en la feria"


def test_a_procedure_becomes_a_draft_that_says_what_is_left_to_do(designer: Client, entity: Organization) -> None:
    keep(designer, entity, upload(designer, entity, ROWS.encode()))
    procedure = Procedure.objects.get(code="P-1")
    page = designer.get(here("procedure", procedure.pk)).content.decode()
    assert "Ley 27444, art. 40.1.10" in page
    assert "Quítalo y pide solo el número" in page

    answer = designer.post(here("procedure-draft", procedure.pk))

    service = Service.objects.get()
    assert answer.url == reverse("services:team-service", args=["cajamarca", service.slug])
    assert service.procedure == procedure
    assert service.draft["procedure"]["fee"] == "12.50"
    assert any(each.get("screening") for each in service.draft["pages"])
    assert designer.get(answer.url).status_code == 200


def test_a_row_survives_being_kept() -> None:
    for row in read_procedures(ROWS.encode()).procedures:
        assert row_from_json(json.loads(json.dumps(row_to_json(row)))) == row


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04", "no es texto"),
        (b"nada;de;nada\n1;2;3", "Falta la columna"),
        (b"a" * 5_000_001, "pasa de 5 MB"),
        (b"[" * 3000, "JSON"),
    ],
    ids=["spreadsheet", "columns", "huge", "bomb"],
)
def test_a_bad_file_is_refused_with_what_to_do(
    designer: Client, entity: Organization, content: bytes, told: str
) -> None:
    answer = upload(designer, entity, content)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_rows_that_nobody_looked_at_are_not_kept(designer: Client, entity: Organization, cast: Cast) -> None:
    looked = upload(designer, entity, ROWS.encode())
    abroad = Organization.objects.create(site=cast.tacna, name="Otra", sector="state")

    assert keep(designer, entity, looked, rows="forjado").status_code == 422
    assert keep(designer, abroad, looked).status_code == 422
    assert not Procedure.objects.exists()


def test_a_service_begins_with_an_accepted_contribution(designer: Client, entity: Organization, cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    said, refused = make_contribution(activity, participant=cast.rosa), make_contribution(activity)
    Contribution.objects.filter(pk=said.pk).update(state="accepted")
    data = {"title": "Pedir un tanque frío", "organization": entity.pk}

    page = designer.get(here("service-new"), {"aporte": said.pk}).content.decode()
    wrong = designer.post(here("service-new"), data | {"contribution": refused.pk})
    answer = designer.post(here("service-new"), data | {"contribution": said.code})

    service = Service.objects.get()
    source = service.draft["pages"][0]["questions"][0]["ground"]["sources"][0]
    assert "Nace de un aporte" in page
    assert wrong.status_code == 422
    assert answer.status_code == 302
    assert service.origin == said.ref
    assert (source["kind"], source["ref"]) == ("contribution", said.ref)


def test_a_word_of_the_product_is_no_address_of_a_service(designer: Client, entity: Organization) -> None:
    designer.post(here("service-new"), {"title": "Equipo", "organization": entity.pk})

    assert Service.objects.get().slug == "equipo-2"


@pytest.mark.parametrize("name", ["team", "procedures"])
def test_the_lists_stay_flat(designer: Client, entity: Organization, cast: Cast, name: str) -> None:
    def fill(count: int, start: int) -> None:
        for number in range(start, start + count):
            make_draft(cast.cajamarca, slug=f"s-{number}")
            row = row_to_json(read_procedures(ROWS.encode()).procedures[0])
            Procedure.objects.create(
                site=cast.cajamarca, organization=entity, code=f"P-{number}", name="Constancia", row=row
            )

    fill(1, 0)
    few = queries(designer, name)
    fill(19, 1)

    assert queries(designer, name) == few


def queries(client: Client, name: str) -> int:
    client.get(here(name))
    with CaptureQueriesContext(connection) as captured:
        client.get(here(name))
    return len(captured)


def test_every_form_of_a_draft_of_the_demonstration_saves_it_as_it_is(designer: Client, entity: Organization) -> None:
    keep(designer, entity, upload(designer, entity, DEMONSTRATION.read_bytes(), "tupa.json"))
    for procedure in Procedure.objects.all():
        designer.post(here("procedure-draft", procedure.pk))

    for service in Service.objects.all():
        for path in forms_of(service):
            answer = save(designer, path)
            assert answer.status_code == 302, (path, answer.context["form"].errors)
        service.refresh_from_db()
        assert service.draft_revision == 0, list(service.changes.values_list("what", flat=True))


def forms_of(service: Service) -> Iterator[str]:
    """The address of every form that changes something of the draft."""
    yield from (address(name, service) for name in ("team-facts", "team-letters"))
    for page in service.draft["pages"]:
        yield address("team-page", service, page["id"])
        yield from (address("team-question", service, each["id"]) for each in page.get("questions", []))
    yield from (address("team-part", service, "requisitos", each["id"]) for each in service.draft["requirements"])
