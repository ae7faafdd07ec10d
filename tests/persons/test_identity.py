"""Entering with another identity, against a real OpenID provider in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from minka.people.models import Person
from tests.people import Cast
from tests.persons.provider import CLIENT, SECRET

CALLBACK = "http://testserver/cuenta/oidc/gob/login/callback/"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the provider serves; it starts once for all of this."""
    command = [sys.executable, "-m", "tests.persons.provider", CALLBACK]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture(autouse=True)
def app(address: str, settings: object) -> dict[str, object]:
    """The product knows the provider."""
    app: dict[str, object] = {
        "provider_id": "gob",
        "name": "Identidad digital",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": address},
    }
    providers = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.SOCIALACCOUNT_PROVIDERS = providers  # type: ignore[attr-defined]
    return app


def ask(client: Client) -> str:
    """Press the button and give back where it leads."""
    page = client.get(reverse("account_login"))
    assert "Entrar con Identidad digital" in page.content.decode()
    return str(client.post(reverse("openid_connect_login", args=["gob"])).url)  # type: ignore[attr-defined]


def answer(asked: str, **person: str) -> str:
    """What the provider says to the person's browser: back, with a code."""
    response = requests.get(f"{asked}&{urlencode(person)}", allow_redirects=False, timeout=10)
    assert response.status_code == 302, response.text
    return response.headers["Location"].removeprefix("http://testserver")


@pytest.mark.django_db
def test_a_verified_identity_opens_an_account_and_the_same_one_again(address: str) -> None:
    for _ in range(2):
        client = Client()
        asked = ask(client)
        query = parse_qs(urlsplit(asked).query)
        assert asked.startswith(address)
        assert query["code_challenge_method"] == ["S256"]
        assert client.get(answer(asked, who="ana@example.org")).url == "/mi-trabajo/"  # type: ignore[attr-defined]
        assert client.get(reverse("people:account")).status_code == 200

    assert Person.objects.get().email == "ana@example.org"
    assert SocialAccount.objects.count() == 1


def test_an_identity_with_the_e_mail_of_staff_does_not_become_them(cast: Cast) -> None:
    client = Client()

    client.get(answer(ask(client), unverified=cast.coordinator.email), follow=True)

    assert not SocialAccount.objects.filter(user=cast.coordinator).exists()
    assert client.get(reverse("people:account")).status_code == 302


@pytest.mark.django_db
def test_an_answer_nobody_asked_for_opens_nothing() -> None:
    asked = ask(Client())

    stolen = Client().get(answer(asked, who="ana@example.org"))

    assert stolen.status_code == 401
    assert "No pudimos entrar con esa identidad" in stolen.content.decode()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_provider_that_is_down_is_explained(app: dict[str, object]) -> None:
    app["settings"] = {"server_url": "http://127.0.0.1:9"}

    response = Client().post(reverse("openid_connect_login", args=["gob"]))

    assert response.status_code == 502
    assert "entra con un código a tu correo" in response.content.decode()
