"""An official and whoever filed: observed once, corrected, granted, read; on a phone, at a desk, without scripts."""

import datetime as dt

import pytest
from django.utils import timezone

from minka.cases.models import Case
from minka.people.models import Participant
from minka.people.participation import COOKIE
from minka.services.models import Version
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, AT_A_PLAIN_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way
from tests.make.cases import ANSWERS, make_case, make_version
from tests.people import as_participant

pytestmark = [pytest.mark.journey]
IN_THE_DARK = Way("oscuro", ON_A_PHONE.size, scheme="dark")


@pytest.fixture
def version(world: World) -> Version:
    return make_version(world.cast.cajamarca)


@pytest.fixture
def case(world: World, version: Version) -> Case:
    today = timezone.localdate()
    for number in range(4):
        late = today - dt.timedelta(days=22 + number)
        make_case(version, world.cast.julio, {**ANSWERS, "applicant_name": f"Julio {number}"}, filed=late)
    return make_case(version, world.cast.rosa, filed=today - dt.timedelta(days=1))


def hold(walk: Walk, participant: Participant) -> Walk:
    """Let this phone hold the participant."""
    value = as_participant(participant).cookies[COOKIE].value
    walk.page.context.add_cookies([{"name": COOKIE, "value": value, "url": walk.home}])
    return walk


@pytest.mark.parametrize(
    ("desk", "phone"),
    [(AT_A_DESK, ON_A_PHONE), (AT_A_PLAIN_DESK, ON_A_PLAIN_PHONE), (ON_A_PHONE, IN_THE_DARK)],
    ids=["desk-and-phone", "without-scripts", "two-phones"],
)
def test_a_case_is_observed_corrected_and_granted(
    world: World, case: Case, open_browser: Open, desk: Way, phone: Way
) -> None:
    official = sign_in(open_browser(desk), world.cast.official)
    rosa = hold(open_browser(phone), world.cast.rosa)

    observe(official, case)
    correct(rosa, case)
    decide(official, case)
    read(rosa, case)


def observe(walk: Walk, case: Case) -> None:
    walk.go("/cajamarca/tramites/")
    walk.reads("Trámites por atender", "Tarde:")
    walk.stop("lista")
    walk.press(case.number)
    walk.reads("Qué se puede hacer ahora", "Jr. Lima 100")
    walk.stop("tramite")
    walk.press("El camino que puede seguir")
    walk.stop("camino")
    walk.go(f"/cajamarca/tramites/{case.pk}/atender/")
    walk.press("Observar, una sola vez")
    walk.press("Ver la carta antes de enviarla")
    walk.reads("Marca al menos una cosa por corregir.")
    walk.stop("nada-marcado")
    walk.tick("Plano del local")
    walk.page.locator("#id_text-1").fill("El número del plano no se puede leer.")
    walk.press("Ver la carta antes de enviarla")
    walk.stop("carta")
    walk.press("Observar, una sola vez y enviar la carta")
    walk.reads("Plazo detenido")
    walk.stop("observado")


def correct(walk: Walk, case: Case) -> None:
    walk.go(f"/cajamarca/tramites/{case.pk}/")
    walk.reads("Lo que te pidieron corregir")
    walk.stop("por-corregir")
    walk.press("Corregir ahora")
    walk.press("Enviar mi corrección")
    walk.reads("Todavía no cambiaste nada")
    walk.stop("nada-cambiado")
    walk.write("¿Qué número tiene el plano?", "P-99")
    walk.press("Enviar mi corrección")
    walk.reads("Recibimos tu corrección")
    walk.stop("corregido")


def decide(walk: Walk, case: Case) -> None:
    walk.go(f"/cajamarca/tramites/{case.pk}/atender/")
    walk.reads("P-99")
    walk.press("Conceder")
    walk.write("Motivo", "Cumple todo lo que pide la ordenanza.")
    walk.press("Ver la carta antes de enviarla")
    walk.press("Conceder y enviar la carta")
    walk.press("Notificar")
    walk.stop("notificar")
    walk.tick("En su página de Minka")
    walk.press("Notificar")
    walk.reads("concedido")
    walk.stop("concedido")


def read(walk: Walk, case: Case) -> None:
    walk.go(f"/cajamarca/tramites/{case.pk}/")
    walk.reads("Te concedieron lo que pediste", "Cumple todo lo que pide la ordenanza.")
    walk.press("Cómo se cuenta el plazo, día por día")
    walk.stop("concedido-persona")
    walk.press("Avisar que ya la leí")
    walk.reads("Gracias: la entidad sabe que la leíste.")
    walk.tick("Bien")
    walk.press("Enviar mi opinión")
    walk.reads("Gracias. Lo que dices mejora este servicio.")


def test_alike_cases_are_started_together(world: World, case: Case, open_browser: Open) -> None:
    walk = sign_in(open_browser(AT_A_PLAIN_DESK), world.cast.coordinator)
    walk.go(f"/cajamarca/tramites/?parecidos={case.kin}")
    for box in walk.page.locator("input[name=fila]").all():
        box.check()
    walk.page.locator("select[name=accion]").select_option("start_review")
    walk.press("Continuar")
    walk.stop("varios")
    walk.press("Hacerlo en 5 trámites")
    walk.reads("Hecho en 5 trámites.")
    walk.stop("hechos")
