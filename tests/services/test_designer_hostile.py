"""Hostile input at the designer: bombs, cycles, forged revisions, other people's services."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minka.services.models import Service
from tests.make.services import ask, es, make_draft, page, permit
from tests.people import Cast, as_person
from tests.services.designing import address, propose, save, shown


@pytest.fixture
def draft(cast: Cast) -> Service:
    return make_draft(cast.cajamarca)


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


def cyclic() -> dict[str, Any]:
    calculations = [
        {"id": "one", "type": "number", "expr": {"op": "add", "args": [{"calc": "two"}, "1"]}},
        {"id": "two", "type": "number", "expr": {"op": "add", "args": [{"calc": "one"}, "1"]}},
    ]
    return permit(calculations=calculations)


def endless() -> dict[str, Any]:
    return permit() | {"pages": [page(f"p{n}", "Una más") for n in range(10_000)]}


def twice() -> dict[str, Any]:
    return permit() | {"pages": [page("a", "A", ask("x", "yes_no", "¿?")), page("b", "B", ask("x", "date", "¿?"))]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (json.dumps(endless()), "Son demasiados: 300 como máximo."),
        (json.dumps(cyclic()), "Da vueltas sin fin"),
        (json.dumps(twice()), "está dos veces"),
        ('{"format": "minka-service/1", "format": "x"}', "está dos veces en el mismo objeto"),
        ('{"a": ' * 300 + "1" + "}" * 300, "anidado"),
        ('{"format": "minka-service/9"}', "no se conoce"),
        ("nada", "No se puede leer"),
    ],
    ids=["pages", "cycle", "ids", "keys", "depth", "format", "words"],
)
def test_a_bad_definition_is_refused_with_its_place(designer: Client, draft: Service, text: str, told: str) -> None:
    answer = designer.post(address("team-whole", draft), {"text": text, "revision": 0})

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert draft.draft_revision == 0


def test_a_huge_file_is_refused_before_it_is_read(designer: Client, draft: Service) -> None:
    file = SimpleUploadedFile("d.json", b" " * 2_100_000, content_type="application/json")

    answer = designer.post(address("team-whole", draft), {"file": file, "revision": 0})

    assert answer.status_code == 422
    assert "2 MB como máximo" in answer.content.decode()


def test_a_whole_definition_takes_the_place_of_the_draft(designer: Client, draft: Service) -> None:
    document = permit() | {"title": es("Otra feria")}
    file = SimpleUploadedFile("d.json", json.dumps(document).encode(), content_type="application/json")

    answer = designer.post(address("team-whole", draft), {"file": file, "revision": 0})

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.title == "Otra feria"


@pytest.mark.parametrize("revision", ["-1", "99", "1e3", "", "uno", "9" * 40])
def test_a_forged_revision_changes_nothing(designer: Client, draft: Service, revision: str) -> None:
    path = address("team-page", draft, "last")

    answer = designer.post(path, shown(designer, path) | {"title": "Forjado", "revision": revision})

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert draft.draft["pages"][-1]["title"]["es"] == "Para terminar"


def test_nobody_reaches_into_the_service_of_another_site(cast: Cast, draft: Service) -> None:
    stranger, citizen = as_person(cast.stranger), as_person(cast.citizen)
    asked = propose(as_person(cast.facilitator), draft)

    for client in (stranger, citizen):
        assert client.get(address("team-service", draft)).status_code == 404
        assert client.post(address("team-page-new", draft), {"title": "Mía"}).status_code == 404
        assert (
            client.post(address("team-decide", draft), {"request": asked.pk, "decision": "approve"}).status_code == 404
        )
    draft.refresh_from_db()
    assert draft.draft_revision == 0


def test_an_official_reads_but_does_not_design(cast: Cast, draft: Service) -> None:
    official = as_person(cast.official)

    assert official.get(address("team-service", draft)).status_code == 200
    assert official.get(address("team-page-new", draft)).status_code == 403
    assert official.post(address("team-rearrange", draft), {}).status_code == 403
    assert official.post(address("team-publication", draft), {}).status_code == 403


def test_a_proposal_of_another_service_is_not_decided_here(cast: Cast, draft: Service) -> None:
    other = make_draft(cast.cajamarca, slug="otra")
    asked = propose(as_person(cast.facilitator), other)

    answer = as_person(cast.official).post(address("team-decide", draft), {"request": asked.pk, "decision": "approve"})

    assert answer.status_code == 404


def test_markup_in_words_stays_words(designer: Client, draft: Service) -> None:
    save(designer, address("team-page", draft, "last"), title="<script>alert(1)</script>")

    page_shown = designer.get(address("team-service", draft)).content.decode()

    assert "<script>alert" not in page_shown
    assert "&lt;script&gt;" in page_shown


FORGED = (1, "x", [1], {"a": 1}, None, True, [[1]], [{"helper_name": {"b": 2}}], {"kind": 1, "number": []}, "9" * 400)


@pytest.mark.parametrize("name", ["sells", "size", "person", "people", "card", "last"])
@pytest.mark.parametrize("value", FORGED, ids=str)
def test_forged_answers_break_no_page_of_a_preview(designer: Client, draft: Service, name: str, value: object) -> None:
    every = ("food", "metres", "name", "dni", "born", "helpers", "card_file", "agree", "nobody")
    data = {"answers": json.dumps(dict.fromkeys(every, value)), "page": name}

    for act in ("next", "back", "row", "other"):
        assert designer.post(address("team-preview", draft), data | {"act": act}).status_code in {200, 422}


@pytest.mark.parametrize("expected", ['{"today": "ayer"}', '{"today": 5}', "[1]", '"x"', "{", '{"pages": {"a": 1}}'])
def test_what_a_case_expects_may_be_anything_and_breaks_nothing(
    designer: Client, draft: Service, expected: str
) -> None:
    answer = designer.post(address("team-case-new", draft), {"name": "Uno", "answers": "{}", "expected": expected})

    assert answer.status_code in {302, 422}
    assert designer.get(address("team-cases", draft)).status_code == 200


@pytest.mark.parametrize(
    "answers", ["[", '{"food": {"x": [1]}}', '["a"]', "{" * 3000, '{"zzz": true, "metres": "1e9"}']
)
def test_forged_answers_of_a_preview_are_borne(designer: Client, draft: Service, answers: str) -> None:
    data = {"answers": answers, "page": "size", "act": "next", "q-metres": "4"}

    assert designer.post(address("team-preview", draft), data).status_code in {200, 422}
