"""A citizen asks for a permit on a telephone: their own list, page after page, the check, the receipt."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page

from minka.services.models import Application, Service
from minka.web.memory import memory
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, SMALLEST, Walk, Way
from tests.make.services import ANSWERS, make_service, make_version, permit
from tests.services.filling import photo

pytestmark = [pytest.mark.journey]

IN_THE_DARK = Way("chico-oscuro", SMALLEST, scheme="dark")
BASE = "/cajamarca/servicios/feria/"


@pytest.fixture
def fair(world: World) -> Service:
    return make_service(world.cast.cajamarca)


@pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE, IN_THE_DARK, AT_A_DESK], ids=lambda way: way.name)
@pytest.mark.usefixtures("fair")
def test_a_permit_is_asked_for_from_the_front_page_to_the_receipt(open_browser: Open, way: Way) -> None:
    walk = open_browser(way)

    find_it(walk)
    get_the_own_list(walk)
    fill_in(walk)
    check_and_change(walk)
    send_it(walk)
    find_it_again(walk)


def find_it(walk: Walk) -> None:
    walk.go("/cajamarca/")
    walk.press("Trámites desde tu teléfono")
    walk.stop("servicios")
    walk.press("Permiso para vender en la feria")
    walk.reads("S/ 12.50", "15 días hábiles", "queda aprobado por ley")
    walk.stop("inicio")
    walk.press("Ver mi lista y empezar")


def get_the_own_list(walk: Walk) -> None:
    walk.stop("pregunta")
    walk.press("Guardar y seguir")
    walk.reads("Falta arreglar una cosa")
    walk.stop("pregunta-con-error")
    walk.tick("Sí")
    walk.press("Guardar y seguir")
    walk.write("¿Cuántos metros mide?", "4")
    walk.press("Guardar y seguir")
    walk.reads("Tu propia lista", "Carné de sanidad")
    walk.stop("mi-lista")
    walk.press("Empezar", exact=True)


def fill_in(walk: Walk) -> None:
    walk.write("Tus nombres y apellidos", "Rosa Quispe")
    walk.write("Tu DNI", "12345678")
    walk.write("Día", "27")
    walk.write("Mes", "3")
    walk.write("Año", "1985")
    walk.stop("persona")
    walk.press("Guardar y seguir")
    walk.press("Agregar")
    walk.write("Cómo le dicen", "Luz")
    walk.page.get_by_role("radio", name="No").check()
    walk.stop("fila")
    walk.press("Guardar", exact=True)
    walk.reads("Luz · ¿Cocina? No")
    walk.stop("filas")
    walk.press("Guardar y seguir")
    walk.page.locator("input[type=file]").set_input_files(
        {"name": "carne.png", "mimeType": "image/png", "buffer": photo().read()}
    )
    walk.stop("foto")
    walk.press("Guardar y seguir")
    walk.tick("Acepto las reglas de la feria")
    walk.press("Guardar y seguir")


def check_and_change(walk: Walk) -> None:
    walk.reads("Listo, falta enviar", "Rosa Quispe", "DNI 12345678", "27 de marzo de 1985")
    walk.never_reads("Enviado")
    walk.stop("revisar")
    walk.press("Cambiar Quién eres")
    walk.write("Tus nombres y apellidos", "Rosa Quispe Díaz")
    walk.press("Guardar el cambio")
    walk.reads("Rosa Quispe Díaz")


def send_it(walk: Walk) -> None:
    walk.press("Enviar mi solicitud")
    walk.reads("Falta arreglar una cosa")
    walk.tick("Declaro que lo que puse es verdad.")
    walk.press("Enviar mi solicitud")
    walk.reads("Enviado: recibimos tu solicitud")
    walk.stop("constancia")


def find_it_again(walk: Walk) -> None:
    application = Application.objects.get()
    walk.press("Terminar", inside="header ~ .participant-bar")
    walk.go("/codigo/")
    walk.write("Tu código", application.code)
    walk.press("Ver mi voz")
    walk.reads("Permiso para vender en la feria", "Enviado: la entidad tiene tu solicitud.")
    walk.stop("mi-voz")


@pytest.mark.usefixtures("fair")
def test_answers_wait_on_the_phone_until_the_network_is_back(open_browser: Open) -> None:
    walk = open_browser(ON_A_PHONE)
    walk.go(BASE)
    walk.press("Ver mi lista y empezar")
    visit(walk.page, "sells", "size", "person")

    walk.page.context.set_offline(True)
    walk.go(f"{BASE}paso/sells/")
    walk.tick("No")
    walk.press("Guardar y seguir")
    walk.page.get_by_text("Una página espera en este teléfono. Todavía no se envió").wait_for()
    walk.write("¿Cuántos metros mide?", "4")
    walk.press("Guardar y seguir")
    walk.page.get_by_text("2 páginas esperan en este teléfono.").wait_for()
    walk.never_reads("Enviado")
    unsent = Application.objects.get().answers
    walk.page.context.set_offline(False)
    walk.page.get_by_text("ya está guardado en la plataforma").wait_for()

    assert unsent == {}
    assert Application.objects.get().answers == {"food": False, "metres": "4"}


@pytest.mark.usefixtures("fair")
def test_only_answers_wait_on_the_phone_and_nothing_of_the_team(open_browser: Open, world: World) -> None:
    walk = open_browser(ON_A_PHONE)
    sign_in(walk, world.cast.coordinator)
    walk.go(BASE)
    walk.press("Ver mi lista y empezar")
    visit(walk.page, "sells")
    for team in ("equipo/", "feria/equipo/numeros/"):
        walk.go(f"/cajamarca/servicios/{team}")
    walk.go(f"{BASE}ayuda/")
    kept = walk.page.evaluate(KEPT_ADDRESSES)

    walk.page.context.set_offline(True)
    with suppress(Error):  # the browser's own page: there is no network, and nothing was kept
        walk.press("Guardar", exact=True)
    walk.page.context.set_offline(False)
    walk.go(BASE)

    assert f"{BASE}paso/sells/" in kept
    assert not [each for each in kept if "equipo" in each]
    assert walk.page.evaluate(WAITING) == 0


KEPT_ADDRESSES = """async () => {
  const pages = await caches.open("minka-services-pages");
  return (await pages.keys()).map((each) => new URL(each.url).pathname);
}"""
WAITING = """() => new Promise((done) => {
  const asked = indexedDB.open("minka-outbox");
  asked.onsuccess = () => {
    const counted = asked.result.transaction("waiting").objectStore("waiting").count();
    counted.onsuccess = () => done(counted.result);
  };
})"""


def visit(page: Page, *names: str) -> None:
    """Let the worker see each page once."""
    page.evaluate("() => navigator.serviceWorker.ready")
    for name in names:
        page.goto(f"{BASE}paso/{name}/")


@pytest.mark.parametrize("way", [ON_A_PLAIN_PHONE, IN_THE_DARK, AT_A_DESK], ids=lambda way: way.name)
def test_somebody_is_helped_stops_comes_back_and_confirms(open_browser: Open, fair: Service, way: Way) -> None:
    walk = open_browser(way)
    walk.go(BASE)
    walk.press("Ver mi lista y empezar")
    application = Application.objects.get()

    walk.press("Lo llena otra persona")
    walk.stop("quien-ayuda")
    walk.tick("Alguien de su confianza: familia, docente, promotora")
    walk.write("Nombre de quien ayuda", "Luz, su hija")
    walk.press("Guardar", exact=True)
    walk.reads("ayuda: Luz, su hija")
    walk.press("Guardar y seguir otro día")
    walk.reads("Guardado. Todavía no se envió.", application.code)
    walk.stop("guardado")
    too_large_a_stall(walk)
    Application.objects.update(answers=ANSWERS)
    document = permit()
    document["pages"][3]["questions"][0]["label"] = {"es": "¿Cuál es tu nombre?"}
    make_version(fair, document)
    memory.clear()
    choose_the_newer(walk)
    walk.write("¿Cuál es tu nombre?", "Rosa Quispe")
    walk.press("Guardar y seguir")
    walk.reads("La persona confirma", "Luz, su hija")
    walk.stop("confirmar")
    walk.tick("Declaro que lo que puse es verdad.")
    walk.tick("Yo, la persona que hace el trámite")
    walk.write("Los 3 últimos números de su documento", "678")
    walk.press("Enviar mi solicitud")
    walk.reads("Enviado: recibimos tu solicitud", "La llenó con ayuda de Luz, su hija")


def too_large_a_stall(walk: Walk) -> None:
    walk.press("Seguir ahora")
    walk.tick("No")
    walk.press("Guardar y seguir")
    walk.write("¿Cuántos metros mide?", "40")
    walk.press("Guardar y seguir")
    walk.reads("No es por aquí", "No se envió nada.")
    walk.stop("salida")
    walk.go("/cajamarca/servicios/sin-conexion/")
    walk.stop("sin-conexion")


def choose_the_newer(walk: Walk) -> None:
    walk.go(f"{BASE}revisar/")
    walk.reads("Salió una versión nueva de este trámite.")
    walk.press("Ver qué cambió")
    walk.stop("version-nueva")
    walk.press("Pasar a la versión nueva")
