"""The pictures: what they say without colour, without eyes, and of people who are few."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from minka.engine.opinions.document import MapDocument, StatementResult
from minka.opinions import drawing
from minka.opinions.drawing.marks import mark_path
from minka.opinions.drawing.places import places_of
from tests.make.map_documents import STATEMENTS, make_document

NUMBERS = list(range(1, 13))
TEXTS = {number: words for number, (words, _) in enumerate(STATEMENTS, 1)}
HOSTILE = '<script>alert("x")</script> & "comillas"'


@dataclass(frozen=True)
class Person:
    x: float
    y: float
    radius: float | None = None


def statement(document: MapDocument, number: int) -> StatementResult:
    return next(each for each in document["statements"] if each["number"] == number)


def every_picture(document: MapDocument, names: dict[str, str]) -> list[drawing.Drawing]:
    results = document["statements"]
    return [
        drawing.map_picture(document, names, Person(0.1, 0.2, 0.4)),
        drawing.agreement_picture(results[0], names, name="uno"),
        drawing.whiskers_picture(results, names, title="Todo", name="todo", texts=TEXTS),
        drawing.division_picture(results, name="divide", texts=TEXTS),
        drawing.amounts_picture([(HOSTILE, 40), ("Papel", None)], title="Canales", unit="personas", name="c"),
    ]


@pytest.mark.parametrize("verdict", ["groups", "one_crowd"])
def test_every_picture_is_markup_with_a_title_a_description_and_rows(verdict: str) -> None:
    for each in every_picture(make_document(NUMBERS, verdict=verdict), {"A": HOSTILE}):
        root = ET.fromstring(each.svg)  # noqa: S314 - our own markup

        assert [child.tag for child in root[:2]] == ["title", "desc"]
        assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
        assert root[0].text == each.title
        assert each.cells
        assert {len(row) for row in each.cells} == {len(each.columns)}


def test_a_name_is_never_markup_and_no_style_is_inline() -> None:
    for each in every_picture(make_document(NUMBERS), {"A": HOSTILE}):
        assert "<script" not in each.svg
        assert not re.search(r'\sstyle="|\sfill="|\son[a-z]+="', each.svg)


def test_groups_are_told_apart_by_letter_and_shape() -> None:
    shapes = {letter: re.sub(r"[-\d. ]+", "", mark_path(letter, 10, 10, 5)) for letter in "ABCDE"}

    picture = drawing.map_picture(make_document(NUMBERS), {"B": "Regantes"})

    assert len(set(shapes.values())) == 5
    assert re.findall(r'data-role="badge-letter"[^>]*>(.)<', picture.svg) == ["A", "B", "C"]
    assert "B · Regantes: 80 personas" in picture.svg
    assert [row[0] for row in picture.cells] == ["Grupo A", "B · Regantes", "Grupo C"]


def test_everything_lies_inside_the_picture() -> None:
    for verdict in ("groups", "one_crowd"):
        places = places_of(make_document(NUMBERS, verdict=verdict), Person(-6.0, 4.0, 1.0))
        spots = [(each.x, each.y) for each in places.marks] + list(places.letters.values())

        assert all(0 <= x <= 360 and 0 <= y <= places.tall for x, y in spots)


def test_where_i_stand_is_marked_with_its_region_and_in_words() -> None:
    document = make_document(NUMBERS)

    without = drawing.map_picture(document, {})
    sure = drawing.map_picture(document, {}, Person(0.5, 0.5, 0.3))
    unsure = drawing.map_picture(document, {}, Person(0.5, 0.5))

    assert "Tú" not in without.svg
    assert 'data-role="region"' in sure.svg
    assert 'data-role="region"' not in unsure.svg
    assert "Una marca dice dónde estás tú." in sure.svg
    assert sure.cells[-1][0] == "Tú"


def test_too_few_people_have_no_picture() -> None:
    assert drawing.map_picture(make_document(NUMBERS, verdict="too_few"), {}).svg == ""


@pytest.mark.parametrize("draw", [drawing.agreement_picture, None], ids=["one", "several"])
def test_nothing_is_said_of_fewer_than_five_votes(draw: Callable[..., drawing.Drawing] | None) -> None:
    result = statement(make_document(NUMBERS), 3)
    result["groups"]["B"] |= {"agrees": 3, "disagrees": 1, "passes": 0, "agree": 0.667, "low": 0.31, "high": 0.92}

    if draw is not None:
        picture = draw(result, {}, name="x")
    else:
        picture = drawing.whiskers_picture([result], {}, title="t", name="x", texts=TEXTS)

    row = next(row for row in picture.cells if "Grupo B" in row)
    assert "muy pocos" in row
    assert "muy pocos votos" in picture.svg
    assert not re.search(r"67|31|92", " ".join(map(str, row)))


def test_a_share_is_said_with_its_interval() -> None:
    result = statement(make_document(NUMBERS), 1)

    picture = drawing.agreement_picture(result, {"A": "Comuneros"}, name="x")

    assert picture.cells[1] == ("A · Comuneros", "78 %", "71 a 83", "12 %", "10 %", 120)
    assert "A · Comuneros: de acuerdo 78 de cada 100 (90 % seguro: 71 a 83), en desacuerdo 12." in picture.svg


def test_statements_stand_from_the_most_dividing_on_and_hidden_ones_not_at_all() -> None:
    document = make_document(NUMBERS)
    shown = {number: words for number, words in TEXTS.items() if number != document["divides"][0]}

    picture = drawing.division_picture(document["statements"], name="x", texts=shown)

    assert len(picture.cells) == 11
    assert str(picture.cells[0][0]).startswith(f"{document['divides'][1]}. ")


def test_two_thousand_statements_still_fit() -> None:
    document = make_document(NUMBERS)
    many = [document["statements"][number % 12] | {"number": number} for number in range(1, 2001)]

    picture = drawing.division_picture(many, name="x", texts=dict.fromkeys(range(1, 2001), "x"))

    assert picture.svg.count("<circle") == 1501  # the others show no difference
    assert float(re.findall(r'viewBox="0 0 360 (\d+)"', picture.svg)[0]) < 2500


def test_counts_that_are_protected_have_no_bar() -> None:
    picture = drawing.amounts_picture([("Web", 40), ("Papel", None)], title="Canales", unit="personas", name="c")

    assert picture.svg.count('data-role="amount"') == 2
    assert picture.cells == [("Web", "40"), ("Papel", "protegido")]
    assert drawing.amounts_picture([("Papel", None)], title="Canales", unit="personas", name="c").svg == ""
