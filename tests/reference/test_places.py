"""A code means nothing without its coding."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minka.reference.models import Coding, Place
from minka.reference.queries import find_place, place_options
from tests.make.reference import make_district


@pytest.mark.parametrize(
    ("inei", "reniec", "name"),
    [
        ("060103", "060104", "Chetilla"),
        ("060104", "060103", "Cospán"),
        ("060401", "060601", "Chota"),
        ("060901", "061101", "San Ignacio"),
        ("061301", "060901", "Santa Cruz"),
        ("0604", "0606", "Chota"),
        ("0613", "0609", "Santa Cruz"),
        ("06", "06", "Cajamarca"),
    ],
)
@pytest.mark.usefixtures("cajamarca")
def test_both_codings_lead_to_the_same_place(inei: str, reniec: str, name: str) -> None:
    by_inei = find_place(code=inei, coding=Coding.INEI)
    by_reniec = find_place(code=reniec, coding=Coding.RENIEC)

    assert by_inei is not None
    assert by_inei == by_reniec
    assert by_inei.name == name


@pytest.mark.usefixtures("cajamarca")
def test_the_same_digits_name_another_district_in_the_other_coding() -> None:
    districts = Place.objects.filter(level="district")
    inei_codes = set(districts.values_list("inei_code", flat=True))

    differing = [place for place in districts if place.inei_code != place.reniec_code]
    colliding = [place for place in districts if place.reniec_code in inei_codes - {place.inei_code}]

    assert (len(differing), len(colliding)) == (101, 76)


@pytest.mark.parametrize("code", ["", "6", "060", "06040", "999999", "0604011", "06O401", "'; --"])
@pytest.mark.usefixtures("cajamarca")
def test_a_code_of_nothing_finds_nothing(code: str) -> None:
    assert find_place(code=code, coding=Coding.INEI) is None
    assert find_place(code=code, coding=Coding.RENIEC) is None


@pytest.mark.django_db
def test_a_place_is_found_as_it_was_on_a_day() -> None:
    old = make_district()
    Place.objects.filter(pk=old.pk).update(valid_to=date(2025, 1, 1))
    new = Place.objects.create(
        level="district",
        inei_code="060401",
        reniec_code="060601",
        name="Chota Nueva",
        parent=old.parent,
        source_name="CHOTA NUEVA",
        source="prueba",
        valid_from=date(2025, 1, 1),
    )

    assert find_place(code="060401", coding=Coding.INEI, on=date(2024, 12, 31)) == old
    assert find_place(code="060401", coding=Coding.INEI, on=date(2025, 1, 1)) == new
    assert find_place(code="060401", coding=Coding.INEI) == new


@pytest.mark.parametrize(
    "values",
    [
        {"inei_code": "060401"},
        {"reniec_code": "060601"},
        {},
        {"inei_code": "060499", "population": 10},
        {"inei_code": "060499", "valid_to": date(2020, 1, 1)},
    ],
    ids=["inei twice", "reniec twice", "no code", "population without series", "ends before it begins"],
)
@pytest.mark.django_db
def test_the_database_refuses_a_place_that_cannot_be(values: dict[str, object]) -> None:
    district = make_district()

    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(
            level="district", name="X", source_name="X", source="x", valid_from=district.valid_from, **values
        )


@pytest.mark.usefixtures("cajamarca")
def test_provinces_add_up_to_the_published_estimate() -> None:
    chota = Place.objects.get(level="province", inei_code="0604")

    assert chota.population == 170_514
    assert sum(place.population or 0 for place in chota.children.all()) == 170_514
    assert chota.population_series


@pytest.mark.django_db
def test_options_follow_a_new_district() -> None:
    make_district()
    before = [option.label for option in place_options("06")]

    make_district(name="Lajas", inei="060410", reniec="060609")

    assert before == ["Chota, Chota"]
    assert [option.label for option in place_options("06")] == ["Chota, Chota", "Lajas, Chota"]
    assert place_options()[0].label == "Chota, Chota, Cajamarca"


def test_options_cost_one_query_once_they_are_known(cajamarca: dict[str, Path], django_assert_num_queries: Any) -> None:
    assert len(place_options("06")) == len(cajamarca["districts"].read_text().splitlines()) - 1 == 127

    with django_assert_num_queries(1):
        place_options("06")


@pytest.mark.django_db
def test_a_district_that_only_reniec_lists_is_neither_offered_nor_taken_for_nowhere() -> None:
    known = make_district()
    Place.objects.create(
        level=Place.Level.DISTRICT,
        reniec_code="149999",
        name="San Antonio",
        parent=known.parent,
        valid_from=known.valid_from,
    )

    assert [option.inei_code for option in place_options()] == [known.inei_code]
