"""The frame of every page, and the pages that belong to no object."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.people import Cast, as_participant

pytestmark = pytest.mark.django_db


def test_help_page_has_the_frame_of_every_page(client: Client) -> None:
    page = client.get("/ayuda/").content.decode()

    assert '<html lang="es">' in page
    assert '<a class="skip-link" href="#contenido">' in page
    assert '<main id="contenido"' in page
    assert "¿Necesitas ayuda?" in page
    assert 'action="/idioma/setlang/"' in page
    assert page.count('rel="stylesheet"') == 1


def test_language_switch_works_by_a_plain_form(client: Client) -> None:
    client.post("/idioma/setlang/", {"language": "en", "next": "/ayuda/"})

    assert '<html lang="en">' in client.get("/ayuda/").content.decode()


def test_participant_sees_the_bar_that_ends_the_visit(cast: Cast, client: Client) -> None:
    nobody = client.get("/ayuda/").content.decode()
    rosa = as_participant(cast.rosa).get("/ayuda/").content.decode()

    assert "Participas en este teléfono" not in nobody
    assert "Participas en este teléfono" in rosa


def test_help_page_only_reads(client: Client) -> None:
    assert client.post("/ayuda/").status_code == 405


def test_crawlers_are_told_what_is_private(client: Client) -> None:
    answer = client.get("/robots.txt")

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /mi-voz/" in answer.content.decode()


def test_manifest_names_an_icon_of_ours(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert answer.json()["icons"][0]["src"].startswith("/static/")


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("seguridad@example.gob.pe", "Contact: mailto:seguridad@example.gob.pe"),
        ("https://example.gob.pe/seguridad", "Contact: https://example.gob.pe/seguridad"),
    ],
)
def test_a_finder_of_a_weakness_is_told_whom_to_write_to(
    client: Client, settings: Settings, contact: str, line: str
) -> None:
    settings.SECURITY_CONTACT = contact

    answer = client.get("/.well-known/security.txt")
    lines = answer.content.decode().splitlines()
    expires = dt.datetime.fromisoformat(lines[1].removeprefix("Expires: "))

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == line
    assert dt.timedelta(days=90) < expires - timezone.now() < dt.timedelta(days=365)


def test_no_contact_is_invented_where_none_was_named(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
