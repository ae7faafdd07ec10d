"""What only a browser can tell: axe, the width of a phone, the content policy, and the custom elements at work."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from PIL import Image
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from minka.web.samples import SampleForm

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]

TEXT = "Quiero que arreglen el canal de riego de Pariamarca."
FORM = """{% extends "base.html" %}{% block title %}Prueba{% endblock %}{% block content %}<h1>Prueba</h1>
{% post_form draft="prueba" %}{% field form.text %}{% field form.photo %}{% field form.topics %}
{% button name="hecho" value="si" %}Enviar mi idea{% endbutton %}{% endpost_form %}{% endblock %}"""
RECEIPT = """{% extends "base.html" %}{% block title %}Recibo{% endblock %}{% block content %}<h1>Recibimos tu idea</h1>
{% code "kudu yeme sife 311" %}{% forget_draft "prueba" %}{% endblock %}"""
DESK = """{% extends "base.html" %}{% block title %}Mesa{% endblock %}{% block content %}<h1>Mesa</h1><minka-keys><form>
{% table caption="Aportes" %}<tbody>{% for number in "123" %}
<tr><td><input type="checkbox" data-row aria-label="{{ number }}"></td>
<td><a href="/ayuda/?{{ number }}">Aporte {{ number }}</a></td></tr>{% endfor %}</tbody>{% endtable %}
{% bulk_bar %}{% button %}Agrupar{% endbutton %}{% endbulk_bar %}</form></minka-keys>{% endblock %}"""

received: list[str] = []


def write(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        received.append(request.POST.get("hecho", ""))
        return HttpResponse(engines["django"].from_string(RECEIPT).render({}, request))
    return HttpResponse(engines["django"].from_string(FORM).render({"form": SampleForm()}, request))


def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(DESK).render({}, request))


urlpatterns = [
    path("mesa/", desk),
    path("prueba/", write),
    path("idioma/", include("django.conf.urls.i18n")),
    path("", include("minka.web.urls")),
]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def phone(started: Browser, live_server: LiveServer, settings: Settings, complaints: list[str]) -> Iterator[Page]:
    """A narrow phone that notes whatever the browser complains about."""
    settings.MINKA_PATTERNS = True
    received.clear()
    context = started.new_context(viewport={"width": 320, "height": 640}, base_url=live_server.url)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("theme", ["claro", "oscuro"])
def test_axe_finds_nothing_on_the_pattern_page_and_nothing_is_wider_than_the_phone(
    phone: Page, complaints: list[str], theme: str
) -> None:
    phone.goto(f"/patrones/?tema={theme}")

    found = Axe().run(phone).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert complaints == []


def test_first_view_asks_for_few_files_and_none_from_elsewhere(phone: Page, live_server: LiveServer) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.goto("/ayuda/", wait_until="networkidle")

    assert len(asked) <= 5
    assert all(address.startswith(live_server.url) for address in asked)


def test_counter_says_what_is_left_and_what_is_too_much(phone: Page) -> None:
    phone.goto("/prueba/")
    phone.fill("textarea", "a" * 1990)
    assert "Te quedan 10 caracteres" in phone.inner_text("minka-counter")

    phone.fill("textarea", "a" * 2003)

    assert "Te pasaste por 3 caracteres" in phone.inner_text("minka-counter")


def test_what_was_typed_survives_leaving_and_is_forgotten_once_received(phone: Page) -> None:
    phone.goto("/prueba/")
    phone.fill("textarea", TEXT)
    phone.check("text=Agua")

    phone.goto("/ayuda/")
    phone.goto("/prueba/")
    assert phone.input_value("textarea") == TEXT
    assert phone.is_checked("text=Agua")
    assert "Recuperamos lo que estabas escribiendo" in phone.inner_text("minka-draft")

    phone.click("text=Enviar mi idea")
    phone.wait_for_selector("text=Recibimos tu idea")
    phone.goto("/prueba/")
    assert phone.input_value("textarea") == ""


def test_impatient_thumb_sends_once_and_the_button_keeps_its_meaning(phone: Page) -> None:
    phone.goto("/prueba/")
    phone.fill("textarea", TEXT)

    phone.evaluate(
        "() => { const b = document.querySelector('.form .button'); for (let i = 0; i < 5; i++) b.click(); }"
    )
    phone.wait_for_selector("text=Recibimos tu idea")

    assert received == ["si"]


def test_photo_is_made_small_and_can_be_taken_out_again(phone: Page) -> None:
    picture = BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(picture, "PNG")
    phone.goto("/prueba/")
    chooser = "input[type=file]"
    phone.set_input_files(chooser, {"name": "canal.png", "mimeType": "image/png", "buffer": picture.getvalue()})
    phone.wait_for_selector("minka-photo img")

    kept = phone.evaluate(
        f"(({{name, type, size}}) => [name, type, size])(document.querySelector('{chooser}').files[0])"
    )
    assert kept[:2] == ["canal.jpg", "image/jpeg"]
    assert kept[2] < len(picture.getvalue())
    assert "Foto lista" in phone.inner_text("minka-photo")

    phone.click("text=Quitar la foto")
    assert phone.evaluate(f"document.querySelector('{chooser}').files.length") == 0
    assert phone.query_selector("minka-photo img") is None


def test_desk_moves_chooses_and_opens_by_keyboard(phone: Page) -> None:
    phone.goto("/mesa/")
    assert not phone.is_visible("text=Agrupar")

    for key in ("j", "j", "j", "k", "x"):
        phone.keyboard.press(key)
    assert phone.evaluate("[...document.querySelectorAll('[data-row]')].map((box) => box.checked)") == [
        False,
        True,
        False,
    ]
    assert phone.is_visible("text=Agrupar")

    phone.keyboard.press("Enter")
    phone.wait_for_url("**/ayuda/?2")


def test_page_does_its_work_without_scripts(started: Browser, live_server: LiveServer) -> None:
    received.clear()
    context = started.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/prueba/")
    page.fill("textarea", TEXT)

    page.click("text=Enviar mi idea")

    assert page.inner_text("h1") == "Recibimos tu idea"
    assert received == ["si"]
    assert not page.is_visible("text=Copiar el código")  # nothing is offered that cannot work
    context.close()


def test_keyboard_reaches_the_content_past_the_frame(phone: Page) -> None:
    phone.goto("/ayuda/")

    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Ir al contenido"
    phone.keyboard.press("Enter")

    assert phone.evaluate("document.activeElement.id") == "contenido"
