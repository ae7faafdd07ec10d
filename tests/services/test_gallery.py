"""Beginning from what others published: found by words, copied with its source named, and no more."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minka.services.models import Service
from minka.sites.models import Organization, Site
from tests.make.services import make_draft, make_service, permit
from tests.make.sites import make_site
from tests.people import Cast, as_person


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


@pytest.fixture
def other(cast: Cast) -> Site:  # noqa: ARG001 - after the cast
    return make_site("puno")


@pytest.fixture
def entity(cast: Cast) -> Organization:
    return Organization.objects.create(site=cast.cajamarca, name="Municipalidad de Jesús", sector="state")


def gallery(cast: Cast, *more: object) -> str:
    return reverse("services:gallery-copy" if more else "services:gallery", args=[cast.cajamarca.slug, *more])


def test_only_what_is_published_at_open_sites_is_offered(designer: Client, cast: Cast, other: Site) -> None:
    make_service(other, slug="uno", title="Permiso de feria")
    make_draft(other, slug="dos")
    make_service(other, slug="tres", title="Retirado", status="retired")
    closed = make_site("ica")
    Site.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    make_service(closed, slug="cuatro", title="De sede cerrada")

    found = designer.get(gallery(cast)).context["versions"]

    assert [each.service.title for each in found] == ["Permiso de feria"]


def test_it_is_found_by_words_without_accents(designer: Client, cast: Cast, other: Site) -> None:
    make_service(other, slug="uno", title="Licencia de construcción")
    make_service(other, slug="dos", title="Permiso de feria")

    def titles(words: str) -> list[str]:
        return [each.service.title for each in designer.get(gallery(cast), {"q": words}).context["versions"]]

    assert titles("CONSTRUCCION puno") == ["Licencia de construcción"]
    assert titles("ica feria") == []


def test_a_copy_has_its_words_its_source_and_nothing_of_the_other_entity(
    designer: Client, cast: Cast, other: Site, entity: Organization
) -> None:
    source = make_service(other, slug="uno")
    version = source.versions.get()
    designer.post(gallery(cast, version.pk), {"title": "Permiso para vender", "organization": entity.pk})

    made = Service.objects.get(site=cast.cajamarca)
    page = designer.get(reverse("services:team-service", args=[made.site.slug, made.slug])).content.decode()
    assert (made.status, made.title, made.origin) == ("draft", "Permiso para vender", f"version:{version.pk}")
    assert made.draft["pages"] == permit()["pages"]
    assert made.draft["procedure"]["office"] == "Municipalidad de Jesús"
    assert {"code", "where"}.isdisjoint(made.draft["procedure"])
    assert made.draft["procedure"]["fee"] == "12.50"
    assert made.changes.get().what == "Se copió de «Permiso para vender en la feria», de Laboratorio de Puno, versión 1"
    assert "Es copia de" in page


def test_a_copy_within_an_entity_keeps_its_places(designer: Client, cast: Cast) -> None:
    source = make_service(cast.cajamarca, slug="uno")
    title = {"title": source.title, "organization": source.organization_id}
    designer.post(gallery(cast, source.versions.get().pk), title)

    made = Service.objects.exclude(pk=source.pk).get()
    assert made.draft == permit()
    assert made.slug != source.slug


def test_a_version_that_is_not_offered_is_not_copied(designer: Client, cast: Cast, other: Site) -> None:
    retired = make_service(other, slug="uno", status="retired").versions.get()

    assert designer.get(gallery(cast, retired.pk)).status_code == 404
    assert designer.get(gallery(cast, 999_999)).status_code == 404


def test_a_definition_from_a_file_begins_a_draft(designer: Client, cast: Cast, entity: Organization) -> None:
    path = reverse("services:gallery-bring", args=[cast.cajamarca.slug])
    file = SimpleUploadedFile("feria.json", json.dumps(permit()).encode())
    designer.post(path, {"organization": entity.pk, "file": file})

    made = Service.objects.get()
    assert made.draft == permit()
    assert made.changes.get().what == "Se trajo de un archivo: feria.json"


@pytest.mark.parametrize(("content", "told"), [(b"[", "no es JSON"), (b"{}", "no se conoce")])
def test_a_file_that_is_no_definition_says_why_and_begins_nothing(
    designer: Client, cast: Cast, entity: Organization, content: bytes, told: str
) -> None:
    path = reverse("services:gallery-bring", args=[cast.cajamarca.slug])
    answer = designer.post(path, {"organization": entity.pk, "file": SimpleUploadedFile("x.json", content)})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Service.objects.exists()
