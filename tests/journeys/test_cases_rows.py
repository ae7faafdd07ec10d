"""One answer of one row is observed and corrected; then a row is added where the whole list was: at 360 pixels."""

import datetime as dt

import pytest
from django.utils import timezone

from minka.cases.models import Case
from tests.cases.test_correcting_rows import JOSE, MARTA, workers
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.test_cases_official import hold
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Way
from tests.make.cases import make_case, make_version

pytestmark = [pytest.mark.journey]


@pytest.fixture
def case(world: World) -> Case:
    answers = {"applicant_name": "Rosa Quispe", "workers": [MARTA, JOSE]}
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    return make_case(make_version(world.cast.cajamarca, workers(max="3")), world.cast.rosa, answers, filed=yesterday)


def observe(world: World, case: Case, open_browser: Open, desk: Way, things: dict[str, tuple[str, ...]]) -> None:
    walk = sign_in(open_browser(desk), world.cast.official)
    walk.go(f"/cajamarca/tramites/{case.pk}/atender/hacer/observe/")
    walk.stop("lista-de-la-observacion")
    if any("fila" in thing for thing in things):
        walk.press("Solo una fila de «Quién trabaja ahí»")
    for thing, parts in things.items():
        walk.tick(thing)
        item = walk.page.locator(".case-item", has_text=thing)
        for part in parts:
            item.get_by_label(part, exact=True).check()
        item.get_by_label("Qué debe corregir").fill("Revísalo con su documento.")
    walk.stop("filas-marcadas")
    walk.press("Ver la carta antes de enviarla")
    walk.stop("carta")
    walk.press("Observar, una sola vez y enviar la carta")
    walk.reads("Plazo detenido")


@pytest.mark.parametrize(("desk", "phone"), [(AT_A_DESK, ON_A_PLAIN_PHONE), (ON_A_PHONE, ON_A_PHONE)],
                         ids=["desk-and-plain-phone", "two-phones"])  # fmt: skip
def test_the_date_of_the_second_row_is_corrected(
    world: World, case: Case, open_browser: Open, desk: Way, phone: Way
) -> None:
    observe(world, case, open_browser, desk, {"Quién trabaja ahí, fila 2": ("Fecha",)})
    rosa = hold(open_browser(phone), world.cast.rosa)

    rosa.go(f"/cajamarca/tramites/{case.pk}/corregir/")
    rosa.reads("Quién trabaja ahí, fila 2", "José")
    rosa.never_reads("Quitar esta fila", "¿Cómo se llama?")
    rosa.stop("una-fila")
    rosa.write("Año", "2021")
    rosa.press("Enviar mi corrección")
    rosa.reads("Recibimos tu corrección")
    rosa.press("Qué pasó hasta ahora")
    rosa.reads("Cambió: Quién trabaja ahí, fila 2: Fecha")
    rosa.stop("corregida")


def test_a_missing_row_is_added_where_the_list_is_the_requirement(world: World, case: Case, open_browser: Open) -> None:
    observe(world, case, open_browser, AT_A_DESK, {"Lista de quienes trabajan": ()})
    rosa = hold(open_browser(ON_A_PLAIN_PHONE), world.cast.rosa)

    rosa.go(f"/cajamarca/tramites/{case.pk}/corregir/")
    rosa.stop("lista")
    rosa.press("Agregar una fila a «Quién trabaja ahí»")
    rosa.reads("Quién trabaja ahí, fila 3")
    rosa.stop("fila-nueva")
    row = rosa.page.locator("fieldset.fieldset", has_text="Quién trabaja ahí, fila 3")
    row.get_by_label("¿Cómo se llama?").fill("Inés")
    rosa.press("Enviar mi corrección")
    rosa.stop("falta")
    row.get_by_label("Día").fill("1")
    row.get_by_label("Mes").fill("6")
    row.get_by_label("Año").fill("2025")
    row.get_by_label("No", exact=True).check()
    rosa.page.locator("fieldset.fieldset", has_text="fila 1").get_by_label("Quitar esta fila").check()
    rosa.press("Enviar mi corrección")
    rosa.reads("Recibimos tu corrección")

    case.refresh_from_db()
    assert [row["worker"] for row in case.answers["workers"]] == ["José", "Inés"]
