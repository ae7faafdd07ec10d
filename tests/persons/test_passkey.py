"""A passkey in a real browser, under the product's own strict policy."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from minka.people.models import Person

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(started: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone that can make keys. A relying party is a name, so it goes to localhost."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    page = started.new_context(base_url=address, locale="es-PE", viewport={"width": 390, "height": 800}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    page.context.close()


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_passkey_opens_an_account_and_enters_without_anything_else(phone: Page) -> None:
    refused: list[str] = []
    phone.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)

    phone.goto("/cuenta/signup/passkey/")
    phone.fill("[name=email]", "llave@example.org")
    phone.get_by_role("button", name="Continuar").click()
    code = re.search(r"\n\n([A-Z0-9-]{5,})\n", str(mail.outbox[-1].body))
    assert code
    phone.fill("[name=code]", code.group(1))
    phone.get_by_role("button", name="Confirmar").click()
    phone.fill("[name=name]", "mi teléfono")
    phone.get_by_role("button", name="Crear la llave").click()
    phone.wait_for_url("**/mi-trabajo/")

    phone.context.clear_cookies()
    phone.goto("/cuenta/login/")
    phone.get_by_role("button", name="Entrar con mi huella").click()
    phone.wait_for_url("**/mi-trabajo/")
    phone.goto("/cuenta/")

    assert Person.objects.get().email == "llave@example.org"
    assert "llave@example.org" in phone.content()
    assert refused == []
