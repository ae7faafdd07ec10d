"""Where the person lives lengthens what they must do, if a table says so; if none does, the official is told."""

import datetime as dt
from pathlib import Path

import pytest

from minka.cases.queries import distances
from minka.cases.queries.distances import distance_of, lacks_distance
from tests.make.cases import ANSWERS, licence, make_case, make_version
from tests.people import Cast, as_person

HEAD = "place_inei,seat_inei,days,source\n"
JAEN, CAJAMARCA = "060801", "060101"


@pytest.fixture
def seat(cast: Cast) -> str:
    cast.cajamarca.place_code = CAJAMARCA
    cast.cajamarca.save(update_fields=["place_code"])
    return CAJAMARCA


@pytest.mark.usefixtures("seat")
def test_the_table_that_is_shipped_says_nothing_and_that_is_not_zero(cast: Cast) -> None:
    assert distance_of(cast.cajamarca, JAEN) is None
    assert lacks_distance(cast.cajamarca, JAEN)
    assert not lacks_distance(cast.cajamarca, "060108")
    assert not lacks_distance(cast.cajamarca, "")


def test_rows_of_a_table_are_read_once(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"{HEAD}0608,0601,3,Resolución de prueba\n", encoding="utf-8")

    assert distances.distances(table) is distances.distances(table)
    assert distances.distances(table)[0].days == 3


@pytest.mark.usefixtures("seat")
def test_official_is_told_that_the_distance_is_not_known(cast: Cast) -> None:
    document = licence()
    place = {"id": "applicant_place", "type": "place", "label": {"es": "¿Dónde vives?"}}
    document["pages"][0]["questions"].append(place)
    answers = {**ANSWERS, "applicant_place": {"code": JAEN, "coding": "inei"}}
    case = make_case(make_version(cast.cajamarca, document), cast.rosa, answers, filed=dt.date(2026, 3, 2))

    page = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/").content.decode()

    assert (case.place_code, case.distance_days) == (JAEN, 0)
    assert "no hay una tabla que diga cuántos días le suma la distancia" in page
