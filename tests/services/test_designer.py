"""Designing a service over the wire: who may, what a change does, and what hostile input comes to."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from minka.services.models import DraftChange, Service
from tests.make.services import make_draft
from tests.people import Cast, as_person


def address(name: str, service: Service, *more: object) -> str:
    return reverse(f"services:{name}", args=[service.site.slug, service.slug, *more])


@pytest.fixture
def draft(cast: Cast) -> Service:
    return make_draft(cast.cajamarca)


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


@pytest.mark.parametrize(
    "name",
    [
        "team-service", "team-page-new", "team-parts", "team-facts", "team-letters", "team-intro", "team-texts",
        "team-cases", "team-case-new", "team-preview", "team-changes", "team-whole", "team-draft-json",
        "team-publication",
    ],
)  # fmt: skip
def test_every_page_of_the_designer_opens(designer: Client, draft: Service, name: str) -> None:
    answer = designer.get(address(name, draft))

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["requisitos", "condiciones", "reglas", "calculos", "tablas"])
def test_every_kind_of_part_has_its_form(designer: Client, draft: Service, kind: str) -> None:
    assert designer.get(address("team-part-new", draft, kind)).status_code == 200


@pytest.mark.parametrize("page", ["sells", "too_big", "person"])
def test_every_page_of_a_draft_can_be_opened(designer: Client, draft: Service, page: str) -> None:
    assert designer.get(address("team-page", draft, page)).status_code == 200


@pytest.mark.parametrize("question", ["food", "metres", "dni", "born", "helpers", "helper_name", "card_file", "agree"])
def test_every_type_of_question_has_its_form(designer: Client, draft: Service, question: str) -> None:
    assert designer.get(address("team-question", draft, question)).status_code == 200
