"""Loading: what ships is sound, repeating is free, and a bad file loses nothing."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from minka.reference.actions import DATA, load_table
from minka.reference.files import FileRefused
from minka.reference.models import (
    Boundary,
    Calendar,
    ConsentText,
    Holiday,
    Place,
    PolicyObjective,
    ProcessTemplate,
    Sector,
    TableLoad,
)
from minka.reference.tables import TABLES

HEADER = (
    "inei,reniec,name,source_name,capital,area_km2,altitude_m,latitude,longitude,population,population_series,"
    "poverty_percent,valid_from,valid_to,source"
)
CHOTA = "060401,060601,Chota,CHOTA,Chota,261.75,2430,-6.5614,-78.6486,55737,prueba,48.1,2022-01-24,,prueba"


def feature(code: str, kind: str, coordinates: str) -> str:
    geometry = f'{{"type": "{kind}", "coordinates": {coordinates}}}'
    return f'{{"features": [{{"properties": {{"ubigeo": "{code}"}}, "geometry": {geometry}}}]}}'


def load(table: str, path: Path) -> None:
    load_table(table=TABLES[table], files=[path])


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("load_reference", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_everything_that_ships_loads_and_the_second_time_nothing_changes() -> None:
    first = said()
    second = said()

    assert "districts: 1893 filas (1893 nuevas, 0 cambiadas, 0 quitadas)" in first
    assert second.count("sin cambios") == len(TABLES) == TableLoad.objects.count()
    assert Place.objects.filter(level="district", inei_code__startswith="06").count() == 127
    assert Boundary.objects.filter(place__level="district", place__inei_code__startswith="06").count() == 127
    assert (Sector.objects.count(), ProcessTemplate.objects.count(), Calendar.objects.count()) == (5, 8, 2)
    assert Holiday.objects.filter(kind="public_sector_day_off").count() == 3
    assert PolicyObjective.objects.filter(framework__key="pntd-2030", code__startswith="OP").count() == 6
    assert set(ConsentText.objects.values_list("purpose", flat=True)) == set(ConsentText.Purpose.values)


def test_the_same_files_cost_two_queries(cajamarca: dict[str, Path], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):  # two are the savepoint of the test
        loaded = load_table(table=TABLES["districts"], files=[cajamarca["districts"]])

    assert not loaded.is_fresh
    assert loaded.rows == 127


def test_a_corrected_row_keeps_its_identity(cajamarca: dict[str, Path], tmp_path: Path) -> None:
    before = Place.objects.get(inei_code="060401")
    corrected = tmp_path / "districts.csv"
    corrected.write_text(cajamarca["districts"].read_text().replace("060401,060601,Chota,", "060401,060601,Chotá,"))

    loaded = load_table(table=TABLES["districts"], files=[corrected])

    assert (loaded.added, loaded.changed, loaded.removed) == (0, 1, 0)
    assert Place.objects.get(pk=before.pk).name == "Chotá"


@pytest.mark.django_db
def test_a_file_put_in_place_of_the_shipped_one_survives_the_next_start(tmp_path: Path) -> None:
    said("--only", "sectors")
    own = tmp_path / "sectors.csv"
    own.write_text(
        (DATA / "sectors" / "sectors.csv").read_text().replace("Academia,Academia", "Universidades,Academia")
    )
    said("--only", "sectors", "--file", str(own))

    at_the_next_start = said("--only", "sectors")

    assert "sin cambios" in at_the_next_start
    assert Sector.objects.get(key="academia").name["es"] == "Universidades"
    assert "1 cambiadas" in said("--only", "sectors", "--file", str(DATA / "sectors" / "sectors.csv"))


def test_a_row_taken_out_of_the_file_goes(cajamarca: dict[str, Path], tmp_path: Path) -> None:
    fewer = tmp_path / "districts.csv"
    lines = cajamarca["districts"].read_text().splitlines(keepends=True)
    fewer.write_text("".join(line for line in lines if not line.startswith("060401")))

    loaded = load_table(table=TABLES["districts"], files=[fewer])

    assert loaded.removed == 1
    assert not Place.objects.filter(inei_code="060401").exists()


def test_a_row_in_use_cannot_be_taken_out(cajamarca: dict[str, Path], tmp_path: Path) -> None:
    fewer = tmp_path / "provinces.csv"
    lines = cajamarca["provinces"].read_text().splitlines(keepends=True)
    fewer.write_text("".join(line for line in lines if not line.startswith("0604")))

    with pytest.raises(FileRefused, match="todavía se usa"):
        load("provinces", fewer)

    assert Place.objects.filter(level="province").count() == 13


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([CHOTA.replace("060401", "06041")], "línea 2: el código «06041» debe tener 6 cifras"),
        ([CHOTA.replace("060401", "0604O1")], "línea 2: el código «0604O1» debe tener 6 cifras"),
        ([CHOTA.replace("060401", "999901")], "línea 2: no existe el lugar que lo contiene"),
        ([CHOTA.replace("060401,060601", ",")], "línea 2: falta el código"),
        ([CHOTA, CHOTA], "línea 3: repite la línea 2"),
        ([CHOTA.replace("2430", "muy alto")], "línea 2: altitude_m"),
        ([CHOTA.replace("2022-01-24", "ayer")], "línea 2: valid_from"),
        ([CHOTA.replace("2022-01-24,", "2022-01-24,2021-01-01")], "línea 2: termina antes de empezar"),
        ([CHOTA.replace("Chota,CHOTA", "C" * 81 + ",CHOTA")], "línea 2: name"),
        ([CHOTA, CHOTA + ",sobra"], "línea 3: tiene 16 celdas y debe tener 15"),
        ([CHOTA.replace("Chota,CHOTA", '"Chota\nde arriba",CHOTA'), "060402"], "línea 4: tiene 1 celdas"),
        ([CHOTA.replace("Chota,CHOTA", '"Chota,CHOTA')], "línea 2"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_lost(
    cajamarca: dict[str, Path], tmp_path: Path, rows: list[str], complaint: str
) -> None:
    bad = tmp_path / "mala.csv"
    bad.write_text("\n".join([HEADER, *rows]))

    with pytest.raises(CommandError, match="queda como estaba") as refused:
        said("--only", "districts", "--file", str(bad))

    assert complaint in str(refused.value)
    assert Place.objects.filter(level="district").count() == 127
    assert TableLoad.objects.get(table="districts").files == [cajamarca["districts"].name]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "línea 1: faltan las columnas"),
        (HEADER.replace("inei,", "").encode(), "línea 1: faltan las columnas: inei"),
        ((HEADER + ",extra").encode(), "línea 1: sobran columnas: extra"),
        ((HEADER + ",inei").encode(), "línea 1: sobran columnas"),
        (f"{HEADER}\n{CHOTA}\n".encode() + "Año".encode("latin-1"), "línea 3: hay letras que no están en UTF-8"),
        (f"{HEADER}\n{CHOTA}\0".encode(), "línea 2: hay bytes nulos"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    cajamarca: dict[str, Path], tmp_path: Path, content: bytes, complaint: str
) -> None:
    bad = tmp_path / "mala.csv"
    bad.write_bytes(content)

    with pytest.raises(FileRefused) as refused:
        load("districts", bad)

    assert complaint in str(refused.value)
    assert Place.objects.filter(level="district").count() == len(cajamarca["districts"].read_text().splitlines()) - 1


def test_all_bad_lines_are_told_at_once(cajamarca: dict[str, Path], tmp_path: Path) -> None:
    bad = tmp_path / "mala.csv"
    bad.write_text(cajamarca["districts"].read_text().replace("2022-01-24", "2022-02-31"))

    with pytest.raises(FileRefused) as refused:
        load("districts", bad)

    assert len(refused.value.problems) == 50
    assert [problem.line for problem in refused.value.problems[:3]] == [2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"features": 3}',
        '{"features": [{}]}',
        '{"features": NaN}',
        feature("060401", "Point", "[1, 2]"),
        feature("060401", "Polygon", "[[[1, 2]]]"),
        feature("060401", "Polygon", "[[[1, 2], [1e999, 2], [3, 3], [1, 2]]]"),
        feature("060401", "Polygon", "[[[1, 2], [2, 2], [3, 3], [9, 9]]]"),
        feature("999999", "Polygon", "[[[1, 2], [2, 2], [3, 3], [1, 2]]]"),
        "[" * 100_000,
    ],
)
@pytest.mark.usefixtures("outlines")
def test_outlines_that_are_none_are_refused(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "malo.geojson"
    bad.write_text(text)

    with pytest.raises(FileRefused):
        load("district_boundaries", bad)

    assert Boundary.objects.count() == 127


def test_a_missing_file_is_said_plainly(cajamarca: dict[str, Path]) -> None:
    with pytest.raises(CommandError, match="no se puede leer"):
        said("--only", "districts", "--file", str(cajamarca["districts"]) + ".no")


@pytest.mark.parametrize("damage", [lambda raw: raw[:500], lambda raw: raw[:500] + b"?" * 500, lambda raw: b"?" + raw])
@pytest.mark.usefixtures("outlines")
def test_a_damaged_packed_file_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    bad = tmp_path / "malo.geojson.gz"
    bad.write_bytes(damage((DATA / "peru" / "boundaries" / "districts.geojson.gz").read_bytes()))

    with pytest.raises(FileRefused):
        load("district_boundaries", bad)

    assert Boundary.objects.count() == 127


def test_a_file_needs_its_table() -> None:
    with pytest.raises(CommandError, match="--only"):
        said("--file", "algo.csv")


@pytest.mark.django_db
def test_the_words_of_a_consent_never_change_under_their_version(tmp_path: Path) -> None:
    said("--only", "consent_texts")
    changed = tmp_path / "texts.csv"
    shipped = DATA / "consent" / "texts.csv"
    changed.write_text(shipped.read_text().replace("Guardamos lo que escribes", "Vendemos lo que escribes"))

    with pytest.raises(FileRefused, match="número de versión nuevo"):
        load("consent_texts", changed)

    assert not ConsentText.objects.filter(text__startswith="Vendemos").exists()
