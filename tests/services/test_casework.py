"""The workflow of a draft over HTTP: rows without code, what the law says beside them, deny by default."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minka.services.models import Service
from minka.services.queries.publishing import readiness_of
from tests.make.services import make_draft, make_service, permit
from tests.people import Cast, as_person
from tests.services.designing import address, arrange, save, shown


@pytest.fixture
def draft(cast: Cast) -> Service:
    return make_draft(cast.cajamarca)


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


def rows(service: Service, which: str) -> dict[str, dict]:
    service.refresh_from_db()
    return {each["id"]: each for each in service.draft["workflow"][which]}


def told(service: Service) -> list[str]:
    service.refresh_from_db()
    return [each.finding.text for each in readiness_of(service).errors]


def test_a_draft_shows_the_workflow_of_its_regime_until_it_has_its_own(designer: Client, draft: Service) -> None:
    page = designer.get(address("team-workflow", draft)).content.decode()

    assert "Usa el camino que la ley pide" in page
    assert "Observar, una sola vez" in page
    assert "todavía no se observó y sigue dentro del plazo y no ha llegado el día del silencio" in page


@pytest.mark.parametrize("name", ["received", "granted_notified", "denied_notified"])
def test_a_state_saved_as_it_is_changes_nothing_of_it(designer: Client, draft: Service, name: str) -> None:
    save(designer, address("team-state", draft, name))

    draft.refresh_from_db()
    assert draft.draft == permit()
    assert draft.draft_revision == 0


@pytest.mark.parametrize("name", ["observe", "withdraw", "approve_by_silence", "notify_denial"])
def test_an_action_saved_as_it_is_changes_nothing_of_it(designer: Client, draft: Service, name: str) -> None:
    save(designer, address("team-action", draft, name))

    draft.refresh_from_db()
    assert draft.draft == permit()


def test_a_state_and_its_actions_are_made_without_code(designer: Client, draft: Service) -> None:
    state = {"label": "En inspección", "kind": "open", "clock": "runs"}
    save(designer, address("team-state-new", draft), **state)
    go = {"label": "Pedir una inspección", "sources": ["in_review"], "target": "en_inspeccion", "roles": ["official"]}
    save(designer, address("team-action-new", draft), **go, needs=["reason"])
    back = {"label": "Anotar la inspección", "sources": ["en_inspeccion"], "target": "in_review", "roles": ["official"]}
    save(designer, address("team-action-new", draft), **back)

    made = rows(draft, "actions")["pedir_una_inspeccion"]
    assert (made["from"], made["to"], made["needs"]) == (["in_review"], "en_inspeccion", ["reason"])
    assert told(draft) == [
        "En «En inspección» el reloj corre y el silencio no puede actuar. Agrega la acción que lo permite."
    ]

    silence = [*rows(draft, "actions")["approve_by_silence"]["from"], "en_inspeccion"]
    save(designer, address("team-action", draft, "approve_by_silence"), sources=silence)
    assert told(draft) == []


def test_nobody_may_do_an_action_that_names_nobody(designer: Client, draft: Service) -> None:
    path = address("team-action-new", draft)
    answer = save(designer, path, label="Archivar", sources=["in_review"], target="withdrawn")

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "lo que no marcas, nadie lo puede hacer" in answer.content.decode()
    assert "workflow" not in draft.draft


def test_a_citizen_who_could_decide_is_told_beside_the_row_and_keeps_it_from_being_published(
    designer: Client, draft: Service
) -> None:
    save(designer, address("team-action", draft, "grant"), roles=["official", "citizen"])

    sentence = "«Conceder» es una decisión de la entidad y figura para la ciudadanía. Quita ese rol."
    assert told(draft) == [sentence]
    assert designer.get(address("team-workflow", draft)).content.decode().count(sentence) == 1
    assert "Ir a Camino · Acción «Conceder»" in designer.get(address("team-publication", draft)).content.decode()


def test_a_state_goes_with_its_places_and_not_when_an_action_needs_it(designer: Client, draft: Service) -> None:
    kept = arrange(designer, draft, "states", "observed", "remove")
    assert "No hay ningún estado que se llame" in kept.content.decode()

    for name in ("ask_errand", "finish_errand", "resume_without_errand"):
        arrange(designer, draft, "actions", name, "remove")
    arrange(designer, draft, "states", "waiting_errand", "remove")

    assert "waiting_errand" not in rows(draft, "states")
    assert "waiting_errand" not in rows(draft, "actions")["withdraw"]["from"]


def test_actions_are_ordered_and_copied_under_a_name_of_their_own(designer: Client, draft: Service) -> None:
    arrange(designer, draft, "actions", "observe", "up")
    arrange(designer, draft, "actions", "observe", "copy")

    assert list(rows(draft, "actions"))[:3] == ["observe", "observe_2", "start_review"]


def test_another_state_can_be_where_a_case_begins(designer: Client, draft: Service) -> None:
    save(designer, address("team-state", draft, "in_review"), is_start="on")

    draft.refresh_from_db()
    assert draft.draft["workflow"]["start"] == "in_review"


def test_it_begins_from_a_ready_made_one_and_goes_back_to_that_of_its_regime(designer: Client, draft: Service) -> None:
    begin = address("team-workflow-begin", draft)
    designer.post(begin, {"revision": 0, "regime": "automatic"})
    assert "observed" in rows(draft, "states")
    assert "waiting_entity" not in rows(draft, "states")
    assert any("el silencio no puede actuar" in each for each in told(draft))

    designer.post(begin, {"revision": 1, "regime": ""})
    draft.refresh_from_db()
    assert "workflow" not in draft.draft


def test_it_leaves_as_a_file_and_comes_back_the_same(designer: Client, draft: Service) -> None:
    save(designer, address("team-action", draft, "grant"), label="Dar el permiso")
    file = designer.get(address("team-workflow-json", draft)).content
    sent = SimpleUploadedFile("camino.json", file)
    designer.post(address("team-workflow-begin", draft), {"revision": 1, "regime": ""})
    designer.post(address("team-workflow-bring", draft), {"revision": 2, "file": sent})

    draft.refresh_from_db()
    assert draft.draft["workflow"] == json.loads(file)


@pytest.mark.parametrize("content", [b"[", b"{}", b'{"format": "minka-workflow/1", "start": "a", "states": []}'])
def test_a_file_that_is_no_workflow_leaves_the_draft_as_it_was(
    designer: Client, draft: Service, content: bytes
) -> None:
    sent = SimpleUploadedFile("camino.json", content)
    answer = designer.post(address("team-workflow-bring", draft), {"revision": 0, "file": sent})

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "workflow" not in draft.draft


def test_everybody_sees_the_workflow_of_a_version_and_takes_it_as_bpmn(client: Client, cast: Cast) -> None:
    service = make_service(cast.cajamarca)

    page = client.get(address("version-workflow", service, 1)).content.decode()
    file = client.get(address("version-bpmn", service, 1)).content

    assert 'class="workflow"' in page
    assert "Conceder" in page
    assert ET.fromstring(file).tag.endswith("definitions")  # noqa: S314 - our own file


def test_a_letter_of_its_own_can_go_out_with_an_action(designer: Client, draft: Service) -> None:
    save(
        designer, address("team-letters", draft), **{"new-name": "Aviso de inspección", "new-text": "Iremos el lunes."}
    )
    save(designer, address("team-action", draft, "start_review"), letter="aviso_de_inspeccion")

    assert rows(draft, "actions")["start_review"]["letter"] == "aviso_de_inspeccion"
    assert draft.draft["letters"] == {"aviso_de_inspeccion": {"es": "Iremos el lunes."}}


def test_a_draft_changed_meanwhile_refuses_and_keeps_what_was_typed(
    designer: Client, draft: Service, cast: Cast
) -> None:
    path = address("team-state-new", draft)
    typed = shown(designer, path) | {"label": "En inspección", "kind": "open", "clock": "runs"}
    save(as_person(cast.coordinator), address("team-action", draft, "grant"), label="Dar la licencia")

    answer = designer.post(path, typed)

    assert answer.status_code == 422
    assert "Mientras escribías" in answer.content.decode()
    assert 'value="En inspección"' in answer.content.decode()


def test_a_letter_with_a_name_that_nothing_fills_is_refused(designer: Client, draft: Service) -> None:
    path = address("team-letters", draft)
    refused = save(designer, path, observation="Estimada {nombre}: falta {por_corregir}.")
    save(designer, path, observation="{solicitante}: falta {por_corregir}.")

    assert "Nada llena {nombre}" in refused.content.decode()
    draft.refresh_from_db()
    assert draft.draft["letters"]["observation"]["es"] == "{applicant}: falta {items}."
    assert shown(designer, path)["observation"] == "{solicitante}: falta {por_corregir}."
