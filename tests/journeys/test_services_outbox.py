"""What waits on a phone: nothing is lost, nothing comes twice, and nobody else's hands get it."""

import pytest
from playwright.sync_api import Route

from minka.services.models import Application, Service
from minka.web.memory import memory
from tests.journeys.conftest import Open, World
from tests.journeys.offline import (
    BASE,
    add_row,
    answer_first,
    answer_person,
    come_back,
    go_away,
    grow_old,
    hear,
    keep_it,
    left_on_the_phone,
    saved,
)
from tests.journeys.walk import ON_A_PHONE, Walk
from tests.make.services import make_service, make_version, permit

pytestmark = [pytest.mark.journey]
PERSON = {"name": "Rosa Quispe", "dni": {"kind": "dni", "number": "12345678"}, "born": "1985-03-27"}


@pytest.fixture
def fair(world: World) -> Service:
    return make_service(world.cast.cajamarca)


@pytest.fixture
def walk(fair: Service, open_browser: Open) -> Walk:
    """A phone that keeps the service and has just lost its network."""
    assert fair.pk
    walk = open_browser(ON_A_PHONE)
    keep_it(walk)
    go_away(walk)
    return walk


def answers() -> dict[str, object]:
    found: dict[str, object] = Application.objects.get().answers
    return found


def test_pages_are_sent_in_the_order_of_the_service_and_the_last_word_counts(walk: Walk) -> None:
    sent = hear(walk)
    answer_first(walk, metres="4")
    answer_person(walk)
    walk.go(f"{BASE}paso/size/")
    walk.page.get_by_text("Esto espera en este teléfono.").wait_for()
    assert walk.field("¿Cuántos metros mide?").input_value() == "4"
    walk.write("¿Cuántos metros mide?", "6")
    walk.press("Guardar y seguir")

    come_back(walk)
    saved(walk)

    assert sent == ["paso/sells/", "paso/size/", "paso/person/"]
    assert answers() == {"food": False, "metres": "6", **PERSON}


def test_closing_the_tab_loses_nothing(walk: Walk) -> None:
    answer_first(walk)
    context = walk.page.context
    walk.page.close()

    walk.page = context.new_page()
    come_back(walk)
    walk.go(BASE)
    saved(walk)

    assert answers() == {"food": False, "metres": "4"}


def test_two_open_tabs_send_each_page_once(walk: Walk) -> None:
    answer_first(walk)
    add_row(walk, "Luz")
    other = walk.page.context.new_page()
    other.goto(f"{BASE}paso/people/")
    sent = hear(walk)

    come_back(walk)
    saved(walk)

    assert sorted(sent) == ["paso/people/helpers/nueva/", "paso/sells/", "paso/size/"]
    assert len(Application.objects.get().answers["helpers"]) == 1


def test_a_row_whose_answer_never_came_back_is_not_added_twice(walk: Walk) -> None:
    add_row(walk, "Luz")
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        answer = route.fetch()
        if lost:
            route.fulfill(response=answer)
        else:
            lost.append(route.request.url)
            route.abort()

    walk.page.route("**/helpers/nueva/", lose_the_first)
    come_back(walk)
    walk.page.get_by_text("Una página espera en este teléfono").wait_for()
    walk.go(f"{BASE}telefono/")
    saved(walk)

    assert len(lost) == 1
    assert Application.objects.get().answers["helpers"] == [{"helper_name": "Luz", "helper_cooks": False}]


def test_what_the_server_refuses_is_told_at_its_question_and_the_rest_waits(walk: Walk) -> None:
    answer_first(walk)
    answer_person(walk, dni="123")
    walk.page.locator(".field__error", has_text="El DNI tiene 8 números.").wait_for()
    add_row(walk, "Luz")

    come_back(walk)
    walk.page.get_by_text("La plataforma no pudo guardar una página tal como está.").wait_for()
    assert answers() == {"food": False, "metres": "4"}
    walk.press("Abrir la página")
    walk.page.locator(".field__error", has_text="El DNI tiene 8 números.").wait_for()
    walk.stop("rechazada")
    assert walk.field("Tus nombres y apellidos").input_value() == "Rosa Quispe"
    walk.write("Tu DNI", "12345678")
    walk.press("Guardar y seguir")
    saved(walk)

    assert answers() == {
        "food": False,
        "metres": "4",
        **PERSON,
        "helpers": [{"helper_name": "Luz", "helper_cooks": False}],
    }
    walk.never_reads("Enviado")


def test_a_server_in_trouble_is_tried_again(walk: Walk) -> None:
    answer_first(walk)
    walk.page.route("**/paso/sells/", lambda route: route.fulfill(status=500, body="¡Ay!"))

    with walk.page.expect_response("**/paso/sells/"):
        come_back(walk)
    walk.page.get_by_text("2 páginas esperan en este teléfono.").wait_for()
    assert answers() == {}
    walk.page.unroute("**/paso/sells/")
    walk.go(f"{BASE}telefono/")
    saved(walk)

    assert answers() == {"food": False, "metres": "4"}


def test_a_portal_that_says_yes_to_everything_is_not_believed(walk: Walk) -> None:
    answer_first(walk)
    walk.page.route("**/paso/**", lambda route: route.fulfill(status=200, body="<h1>Wifi gratis</h1>"))

    with walk.page.expect_response("**/paso/sells/"):
        come_back(walk)
    walk.page.get_by_text("2 páginas esperan en este teléfono.").wait_for()

    assert len([each for each in left_on_the_phone(walk.page) if each.startswith("waiting")]) == 2


def test_who_lost_the_permission_types_the_code_and_loses_nothing(walk: Walk) -> None:
    answer_first(walk)
    code = Application.objects.get().code
    walk.page.context.clear_cookies()

    come_back(walk)
    walk.page.get_by_text("Este teléfono ya no tiene tu permiso para guardar.").wait_for()
    walk.stop("sin-permiso")
    walk.press("Escribir mi código")
    walk.write("Tu código", code)
    walk.press("Ver mi voz")
    walk.press("Seguir donde quedé")
    saved(walk)

    assert answers() == {"food": False, "metres": "4"}


def test_a_new_version_leaves_what_waits_with_its_own(walk: Walk, fair: Service) -> None:
    document = permit()
    document["pages"][1]["questions"][0]["label"] = {"es": "¿Cuántos metros tiene?"}
    make_version(fair, document)
    memory.clear()
    answer_first(walk)

    come_back(walk)
    saved(walk)

    assert answers() == {"food": False, "metres": "4"}
    assert Application.objects.get().version.number == 1


def test_a_page_that_another_phone_did_away_with_is_told_and_holds_nothing_up(walk: Walk, fair: Service) -> None:
    answer_first(walk)
    document = permit()
    del document["pages"][1:3]
    Application.objects.update(version=make_version(fair, document))
    memory.clear()

    come_back(walk)
    walk.page.get_by_text("Una página ya no hacía falta por lo que respondiste").wait_for()

    assert answers() == {"food": False}
    assert left_on_the_phone(walk.page) == []


def test_another_person_neither_sees_nor_sends_what_waits(walk: Walk) -> None:
    answer_first(walk)
    walk.page.context.clear_cookies()
    walk.page.goto("about:blank")
    come_back(walk)
    walk.go(BASE)
    walk.press("Ver mi lista y empezar")
    walk.page.get_by_text("¿Vendes comida?").wait_for()

    walk.never_reads("espera en este teléfono")
    assert not walk.page.get_by_role("radio", name="No").is_checked()
    assert [each.answers for each in Application.objects.all()] == [{}, {}]


def test_terminar_leaves_nothing_on_the_phone(walk: Walk) -> None:
    answer_first(walk)
    walk.page.route("**/paso/**", lambda route: route.abort())
    with walk.page.expect_event("requestfailed"):
        come_back(walk)
    walk.press("Terminar", inside="header ~ .participant-bar")
    walk.page.get_by_text("Si borras lo que espera, se pierde").wait_for()
    walk.press("Terminar", inside="header ~ .participant-bar")
    walk.page.wait_for_url("**/mi-voz/**")

    assert left_on_the_phone(walk.page) == []


def test_without_network_the_phone_itself_can_be_wiped(walk: Walk) -> None:
    answer_first(walk)
    walk.press("Terminar", inside="header ~ .participant-bar")
    walk.page.get_by_text("Si borras lo que espera, se pierde").wait_for()
    walk.press("Borrar lo que espera y quitar el trámite de este teléfono")
    walk.page.get_by_text("Nada espera en este teléfono.").wait_for()

    assert left_on_the_phone(walk.page) == []


def test_after_so_many_days_the_phone_lets_go(walk: Walk) -> None:
    answer_first(walk)
    grow_old(walk.page, 91)
    walk.go(f"{BASE}paso/size/")

    walk.reads("No hay conexión")
    assert left_on_the_phone(walk.page) == []


FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
}"""


def test_a_full_phone_says_that_nothing_was_kept(walk: Walk) -> None:
    walk.go(f"{BASE}paso/sells/")
    walk.page.context.service_workers[0].evaluate(FULL)
    walk.tick("No")
    walk.press("Guardar y seguir")

    walk.page.get_by_text("En este teléfono no entra más.").wait_for()
    walk.stop("telefono-lleno")
    assert not [each for each in left_on_the_phone(walk.page) if each.startswith("waiting")]
