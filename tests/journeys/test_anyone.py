"""Anyone: reads the public log, takes a receipt and the whole log home, and checks both without the server."""

from pathlib import Path

import pytest

from minka.config.commands import verify
from minka.records.actions import sequence_records
from tests.journeys.conftest import Open, World
from tests.journeys.walk import AT_A_PLAIN_DESK, ON_A_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_a_stranger_proves_that_nothing_was_changed(
    world: World, open_browser: Open, way: Way, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sequence_records()
    walk = open_browser(way)
    walk.go("/cajamarca/registro/")
    walk.reads("Registro público", "Camino a Pariamarca")
    walk.stop("registro")
    log = take(walk, "Descargar el registro", tmp_path / "log.jsonl")
    receipt = send_and_take(walk, world, tmp_path / "recibo.json")

    assert verify.run([str(log)]) == 0
    assert verify.run([str(receipt)]) == 0
    capsys.readouterr()
    tampered = tmp_path / "cambiado.jsonl"
    tampered.write_text(log.read_text().replace("Pariamarca", "Pomarca", 1))
    assert verify.run([str(tampered)]) == 1
    assert "línea" in capsys.readouterr().out

    check_on_the_page(walk, receipt)


def take(walk: Walk, words: str, to: Path) -> Path:
    with walk.page.expect_download() as begun:
        walk.press(words)
    begun.value.save_as(to)
    return to


def send_and_take(walk: Walk, world: World, to: Path) -> Path:
    walk.go(f"{world.address}{world.activity.slug}/nueva/")
    walk.write("Tu idea en pocas palabras", "Un mercado de quesos")
    walk.write("Cuéntala", "Un mercado de quesos los domingos junto a la plaza, con precio a la vista.")
    walk.press("Revisar mi idea")
    walk.press("Enviar mi idea")
    walk.press("Guardarlo de otra manera")
    return take(walk, "Descargar recibo.json", to)


def check_on_the_page(walk: Walk, receipt: Path) -> None:
    walk.go("/registro/comprobar/")
    walk.page.set_input_files("input[type=file]", receipt)
    walk.press("Comprobar", exact=True)
    walk.reads("Es auténtico y sigue en el registro")
    walk.stop("recibo-comprobado")
    walk.press("Ver su línea en el registro de hoy")
    walk.reads("Un mercado de quesos")
    walk.stop("linea")
    walk.go("/registro/comprobar/")
    changed = receipt.read_text().replace("mercado de quesos", "mercado de yeso")
    walk.page.set_input_files(
        "input[type=file]", {"name": "recibo.json", "mimeType": "application/json", "buffer": changed.encode()}
    )
    walk.press("Comprobar", exact=True)
    walk.reads("No coincide")
    walk.stop("recibo-cambiado")
