"""Where the person lives lengthens what they must do, by the table their entity approved; else the official is told."""

import datetime as dt

import pytest

from minka.cases.models import Case
from minka.law.queries.distances import distance_for, lacks_distance
from minka.reference.models import DistanceTerm
from tests.cases.test_acting import do, observation
from tests.cases.test_sweep import on
from tests.make.cases import ANSWERS, licence, make_case, make_organization, make_version
from tests.make.law import make_table
from tests.people import Cast, as_participant, as_person

JAEN, CAJAMARCA = "060801", "060101"
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _seat(cast: Cast) -> None:
    cast.cajamarca.place_code = CAJAMARCA
    cast.cajamarca.save(update_fields=["place_code"])


def from_jaen(cast: Cast) -> Case:
    document = licence()
    place = {"id": "applicant_place", "type": "place", "label": {"es": "¿Dónde vives?"}}
    document["pages"][0]["questions"].append(place)
    answers = {**ANSWERS, "applicant_place": {"code": JAEN, "coding": "inei"}}
    with on(MONDAY):
        return make_case(make_version(cast.cajamarca, document), cast.rosa, answers, filed=MONDAY)


def test_without_a_table_nothing_is_added_and_that_is_not_zero(cast: Cast) -> None:
    entity = make_organization(cast.cajamarca)

    assert distance_for(cast.cajamarca, entity, JAEN, MONDAY) is None
    assert lacks_distance(cast.cajamarca, entity, JAEN, MONDAY)
    assert not lacks_distance(cast.cajamarca, entity, "060108", MONDAY)
    assert not lacks_distance(cast.cajamarca, entity, "", MONDAY)


def test_official_is_told_that_the_distance_is_not_known(cast: Cast) -> None:
    case = from_jaen(cast)

    page = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/").content.decode()

    assert (case.place_code, case.distance_days) == (JAEN, 0)
    assert "no hay una tabla que diga cuántos días le suma la distancia" in page


def test_the_entitys_own_table_comes_before_the_sites_and_that_before_the_general_one(cast: Cast) -> None:
    entity, other = make_organization(cast.cajamarca), make_organization(cast.cajamarca, "Otra")
    ask = {"place_code": JAEN, "day": MONDAY}
    DistanceTerm.objects.create(
        place_inei="06", seat_inei="06", days=9, source="Cuadro general de prueba", valid_from=dt.date(2020, 1, 1)
    )
    general = distance_for(cast.cajamarca, entity, **ask)
    make_table(cast.cajamarca, [["0608", "0601", 4]])
    of_site = distance_for(cast.cajamarca, entity, **ask)
    make_table(cast.cajamarca, [["0608", "0601", 2]], organization=entity, norm="Ordenanza de la entidad")
    own = distance_for(cast.cajamarca, entity, **ask)
    others = distance_for(cast.cajamarca, other, **ask)

    assert [each and each.days for each in (general, of_site, own, others)] == [9, 4, 2, 4]
    assert own is not None
    assert own.source == "Ordenanza de la entidad"


def test_both_sides_see_the_days_that_the_distance_adds_with_its_norm_and_article(cast: Cast) -> None:
    make_table(cast.cajamarca, [["0608", "0601", 3]])
    case = from_jaen(cast)
    with on(MONDAY):
        do(as_person(cast.official), case, "observe", **observation())
        own = as_participant(cast.rosa).get(f"/cajamarca/tramites/{case.pk}/").content.decode()
        desk = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/").content.decode()

    assert case.observation.due_on == dt.date(2026, 3, 9)  # two working days and three more
    for page in (own, desk):
        assert "3 días hábiles más" in page
        assert "Ordenanza de prueba 1" in page
        assert "art. 135.1 de la Ley 27444 (art. 146.1 del TUO)" in page


def test_a_new_table_holds_for_what_is_filed_from_then_on(cast: Cast) -> None:
    make_table(cast.cajamarca, [["0608", "0601", 3]])
    first = from_jaen(cast)
    make_table(cast.cajamarca, [["0608", "0601", 5]], valid_from=dt.date(2026, 3, 3))

    entity = first.organization
    later = distance_for(cast.cajamarca, entity, JAEN, dt.date(2026, 3, 3))

    first.refresh_from_db()
    assert first.distance_days == 3
    assert later is not None
    assert later.days == 5
