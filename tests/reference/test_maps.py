"""The district map: well-formed, complete, small, and honest about what it cannot show."""

import doctest
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.reference.maps import choropleth, classes
from minka.reference.maps.classes import classes_of
from minka.reference.queries import place_options

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 25_000


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own


def worst_values() -> dict[str, int | None]:
    """Every shade at once with long numbers."""
    values: dict[str, int | None] = {}
    for number, option in enumerate(place_options("06")):
        if number % 8:
            values[option.inei_code] = None if number % 8 == 7 else number**3 * (number % 6)
    return values


@pytest.mark.usefixtures("outlines")
def test_every_district_is_drawn_and_named_in_a_small_picture() -> None:
    drawn = choropleth(worst_values(), title="Aportes por distrito", unit="aportes")
    titles = {title.text for path in parsed(drawn.svg).iter(f"{SVG}path") for title in path.iter(f"{SVG}title")}

    assert {title.split(". ")[0] for title in titles if title} == {option.label for option in place_options("06")}
    assert len(drawn.rows) == len(titles) == 127
    assert len(drawn.svg.encode()) <= MOST_BYTES


@pytest.mark.usefixtures("outlines")
def test_the_picture_says_what_it_is_and_what_it_lacks() -> None:
    drawn = choropleth({"060401": 3, "060101": 0, "060102": None}, title="Aportes", unit="aportes", name="uno")
    root = parsed(drawn.svg)
    ids = {element.get("id") for element in root.iter()}

    assert root.get("role") == "img"
    assert set((root.get("aria-labelledby") or "").split()) <= ids
    assert root.findtext(f"{SVG}title") == "Aportes"
    assert "3 aportes en 1 de 127 distritos" in (root.findtext(f"{SVG}desc") or "")
    assert "2007" in (root.findtext(f"{SVG}desc") or "")
    assert "2007" in drawn.note
    assert {text.text for text in root.iter(f"{SVG}text")} >= {"Aportes", "0", "3", "protegido: muy pocos", "sin datos"}


@pytest.mark.usefixtures("outlines")
def test_a_protected_count_is_nowhere_in_the_picture_or_the_table() -> None:
    drawn = choropleth({"060401": None}, title="Aportes", unit="aportes")
    row = next(row for row in drawn.rows if row.code == "060401")

    assert (row.value, row.text) == (None, "protegido")
    assert "Chota, Chota. aportes: protegido" in drawn.svg
    assert ("Chota", "Chota", "protegido") in drawn.cells


@pytest.mark.usefixtures("outlines")
def test_nothing_inline_that_the_security_policy_forbids() -> None:
    svg = choropleth(worst_values(), title="Aportes", unit="aportes").svg

    assert not re.search(r"style=|<style|<script|\son\w+=|href=", svg)


@pytest.mark.usefixtures("outlines")
def test_words_from_outside_are_escaped_and_two_maps_do_not_share_ids() -> None:
    one = choropleth({"060401": 1}, title='<b>"A"</b>', unit="<i>", name="uno").svg
    two = choropleth({"060401": 1}, title="B", unit="aportes", name="dos").svg

    assert parsed(one).findtext(f"{SVG}title") == '<b>"A"</b>'
    assert not {e.get("id") for e in parsed(one).iter()} & {e.get("id") for e in parsed(two).iter()} - {None}


@pytest.mark.usefixtures("outlines")
def test_no_values_and_values_of_elsewhere_give_a_map_without_data() -> None:
    for values in ({}, {"150101": 7, "no-es": 3}):
        drawn = choropleth(values, title="Aportes", unit="aportes")

        assert {row.text for row in drawn.rows} == {"sin datos"}
        assert parsed(drawn.svg) is not None


@pytest.mark.usefixtures("cajamarca")
def test_districts_without_an_outline_stay_in_the_table() -> None:
    drawn = choropleth({"060401": 4}, title="Aportes", unit="aportes")

    assert len(drawn.rows) == 127
    assert "127 distritos no tienen dibujo" in drawn.note
    assert parsed(drawn.svg) is not None


def test_the_same_values_give_the_same_bytes_and_two_queries_at_most(
    outlines: dict[str, Path], django_assert_max_num_queries: Any
) -> None:
    first = choropleth({"060401": 4, "060402": 2}, title="Aportes", unit="aportes")
    with django_assert_max_num_queries(1):
        again = choropleth({"060402": 2, "060401": 4}, title="Aportes", unit="aportes")

    assert outlines
    assert first.svg == again.svg


@given(st.lists(st.integers(0, 10**6), max_size=200))
def test_each_value_falls_in_exactly_one_class(values: list[int]) -> None:
    found = classes_of(values)

    assert all(sum(one.holds(value) for one in found) == 1 for value in values)
    assert all(any(one.holds(value) for value in values) for one in found)
    assert len([one for one in found if one.most]) <= classes.MOST_CLASSES
    assert [one.shade for one in found] == sorted({one.shade for one in found})


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(classes).failed == 0
