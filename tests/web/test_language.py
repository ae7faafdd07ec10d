"""Spanish first, until somebody chooses."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_phone_set_to_english_reads_spanish_until_its_owner_chooses(client: Client) -> None:
    page = client.get("/ayuda/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "es"

    client.post("/idioma/setlang/", {"language": "en", "next": "/ayuda/"})

    assert client.get("/ayuda/").headers["Content-Language"] == "en"


def test_an_unknown_language_in_the_cookie_is_spanish(client: Client) -> None:
    client.cookies["django_language"] = "xx-hostile"
    assert client.get("/ayuda/").headers["Content-Language"] == "es"
