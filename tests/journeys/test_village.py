"""A facilitator where there is no network: sheets with codes, voices typed in, and a file of another platform."""

import re
from pathlib import Path

import pytest

from minka.contributions.models import Contribution, PaperSheet
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_PLAIN_DESK, ON_A_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]
FILE = """id,titulo,texto,fecha
1,Puente,Arreglar el puente de Pariamarca antes de las lluvias.,2026-10-01
2,,,2026-10-02
"""
SPOKEN = "El agua del canal llega sucia y la leche se corta."


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_paper_and_files_become_voices_with_receipts(
    world: World, open_browser: Open, way: Way, tmp_path: Path
) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    walk.go(f"/cajamarca/gestion/{world.process.slug}/hojas/")
    print_sheets(walk)
    code = PaperSheet.objects.latest("pk").code

    type_in(walk, code)
    bring_a_file(walk, tmp_path / "ideas.csv")

    phone = open_browser(way)
    phone.go("/mi-voz/")
    phone.write("Tu código", code)
    phone.press("Entrar con mi código")
    phone.reads(SPOKEN[:20])
    phone.stop("mi-voz-de-papel")


def print_sheets(walk: Walk) -> None:
    walk.write("¿Cuántas hojas?", "3")
    walk.stop("hojas")
    walk.press("Preparar las hojas")
    sheets = walk.page.context.request.get(str(walk.thing("Descargar PDF").get_attribute("href")))
    assert sheets.headers["content-type"] == "application/pdf"
    assert sheets.body().startswith(b"%PDF")


def type_in(walk: Walk, code: str) -> None:
    """Two dates: the day it was handed in, and now. By the keyboard alone where scripts help."""
    walk.press("Digitar", inside=".tabs")
    walk.write("Código de la hoja", code.replace("-", " ").upper())
    walk.write("Quién habla", "Doña Jacinta")
    walk.write("Lo que dice", SPOKEN)
    walk.stop("digitar")
    if walk.way.scripts:
        walk.page.keyboard.press("Control+Enter")
    else:
        walk.press("Guardar y seguir")
    walk.page.get_by_text("Guardado").wait_for()
    walk.reads(code)
    said = Contribution.objects.get(code=code)
    assert (said.channel, said.spoken_by) == ("paper", "Doña Jacinta")


def bring_a_file(walk: Walk, file: Path) -> None:
    file.write_text(FILE)
    walk.press("Importar", inside=".tabs")
    walk.page.set_input_files("main input[type=file]", file)
    walk.write("¿De dónde viene?", "Hojas de la feria")
    walk.stop("importar")
    walk.press("Subir y elegir columnas")
    walk.stop("columnas")
    walk.press("Revisar sin importar")
    walk.stop("ensayo")
    assert not Contribution.objects.filter(channel="import").exists()
    walk.reads("Importar 1 aporte")
    assert re.search(r"[Ll]ínea", walk.page.inner_text("main"))
