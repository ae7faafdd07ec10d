"""Opening sites: the second in one form, the first with the one-time key."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from minka.people.models import Person
from minka.records.models import AuditEntry, Record
from minka.sites.models import Invitation, Membership, Role, Site
from minka.sites.slugs import suggest_slug
from tests.make.reference import make_district
from tests.people import Cast, as_person

JAEN = {
    "name": "Laboratorio de Jaén",
    "slug": "",
    "level": "local",
    "place_code": "",
    "about": "Escuchamos a Jaén.",
    "languages": ["es"],
    "coordinator_email": "ana@example.org",
}
NEW = reverse("sites:site-new", args=["cajamarca"])


def test_a_coordinator_opens_a_second_site_in_one_form(
    cast: Cast, django_capture_on_commit_callbacks: object, mailoutbox: list[object]
) -> None:
    make_district(name="Jaén", province="Jaén", inei="060801", reniec="060801")

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        response = as_person(cast.coordinator).post(NEW, JAEN | {"place_code": "0608"})

    assert response.status_code == 302
    jaen = Site.objects.get(slug="jaen")
    assert (jaen.parent, jaen.level, jaen.place_code) == (cast.cajamarca, "local", "0608")
    assert Invitation.objects.get(site=jaen).role == Role.COORDINATOR
    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]  # type: ignore[attr-defined]
    assert Record.objects.get(kind="site.opened").body["parent"] == "cajamarca"
    assert AuditEntry.objects.get(action="site.opened").actor == cast.coordinator.actor_key


@pytest.mark.parametrize("slug", ["mi-voz", "cuenta", "mi-trabajo", "ayuda", "empezar", "static", "gestion", "api"])
def test_the_product_keeps_its_own_words(cast: Cast, slug: str) -> None:
    response = as_person(cast.coordinator).post(NEW, JAEN | {"slug": slug})

    assert response.status_code == 422
    assert "palabra que usa la plataforma" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("slug", "tacna", "ya es de otra sede"),
        ("slug", "con espacios", "slug"),
        ("level", "national", "national"),
        ("coordinator_email", "no-es-correo", "correo"),
        ("languages", ["xx"], "xx"),
        ("about", "", "obligatorio"),
    ],
)
def test_a_wrong_site_is_refused_and_what_was_typed_is_kept(cast: Cast, field: str, value: object, words: str) -> None:
    before = Site.objects.count()

    response = as_person(cast.coordinator).post(NEW, JAEN | {field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Laboratorio de Jaén" in page
    assert Site.objects.count() == before


def test_a_coordinator_above_invites_at_the_site_below_and_reads_none_of_its_work(cast: Cast) -> None:
    below = Site.objects.create(slug="jaen", name="Jaén", level="local", parent=cast.cajamarca, about="x")
    client = as_person(cast.coordinator)

    assert client.get(reverse("sites:people", args=[below.slug])).status_code == 200
    assert client.get(reverse("processes:manage", args=[below.slug])).status_code == 404


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Laboratorio de Jaén", "jaen"),
        ("Sede San Ignacio", "sede-san-ignacio"),
        ("Gobierno Regional", "gobierno-regional"),
    ],
)
def test_an_address_is_suggested_from_the_name(name: str, slug: str) -> None:
    assert suggest_slug(name) == slug


@pytest.fixture
def key_file() -> Path:
    file = Path(settings.DATA) / "keys" / "setup"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("llave-de-una-vez\n")
    return file


FIRST = JAEN | {"level": "regional", "name": "Cajamarca", "person_name": "Ana", "email": "ana@example.org"}
START = reverse("sites:start")


@pytest.mark.django_db
def test_the_bearer_of_the_key_opens_the_first_site_and_is_signed_in(key_file: Path) -> None:
    client = Client()

    assert client.get(START, {"clave": "llave-de-una-vez"}).status_code == 200
    response = client.post(f"{START}?clave=llave-de-una-vez", FIRST, follow=True)

    assert response.status_code == 200
    person = Person.objects.get()
    assert Membership.objects.get(person=person).role == Role.COORDINATOR
    assert response.context["user"] == person
    assert not key_file.exists()
    assert Client().get(START, {"clave": "llave-de-una-vez"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("key_file")
@pytest.mark.parametrize("key", ["", "otra", "llave-de-una-ve", "ñ"])
def test_without_the_key_the_first_page_is_not_there(key: str) -> None:
    assert Client().get(START, {"clave": key}).status_code == 404


@pytest.mark.usefixtures("key_file")
def test_the_key_opens_nothing_once_there_is_a_site(cast: Cast) -> None:
    response = as_person(cast.operator).post(f"{START}?clave=llave-de-una-vez", FIRST)

    assert response.status_code == 404
