"""Bars: what is drawn, what is protected, and the table that says the same."""

import re

from minka.web.components.charts import Bar, chart

COLUMNS = ("Mes", "Empezadas")
ROWS = (("Marzo", 60), ("Febrero", "pocas"))


def drawn(*bars: Bar, goal: float | None = None) -> str:
    return chart(title="Solicitudes por mes", bars=bars, columns=COLUMNS, rows=ROWS, goal=goal)


def heights(html: str) -> list[int]:
    return [int(high) for high in re.findall(r'<rect[^>]* height="(\d+)"', html)]


def test_the_highest_bar_is_full_and_the_others_are_in_proportion() -> None:
    full, half, quarter = heights(drawn(Bar("ene", 60, "60"), Bar("feb", 30, "30"), Bar("mar", 15, "15")))

    assert (full / half, full / quarter) == (2, 4)


def test_a_part_stands_inside_its_whole() -> None:
    whole, part, *_rest = heights(drawn(Bar("ene", 60, "60", 30), Bar("feb", 60, "60", 60)))

    assert whole == 2 * part


def test_a_protected_month_has_neither_height_nor_number() -> None:
    html = drawn(Bar("ene", 60, "60"), Bar("feb", None, "7"))

    assert heights(html)[1] == 1
    assert ">·<" in html
    assert ">7<" not in html


def test_one_bar_is_no_picture_but_its_table_is_open() -> None:
    html = drawn(Bar("ene", 60, "60"))

    assert "<svg" not in html
    assert "<details open>" in html
    assert "<caption>Solicitudes por mes</caption>" in html


def test_what_was_promised_is_a_line_across_inside_the_picture() -> None:
    html = drawn(Bar("ene", 0.5, "50"), Bar("feb", 0.6, "60"), goal=0.8)

    assert re.search(r'class="chart__goal" d="M0 16H\d+"', html), "the goal is the highest thing there"


def test_names_are_text_and_never_markup() -> None:
    html = drawn(Bar("<b>", 1, "<i>"), Bar("feb", 2, "2"))

    assert "<b>" not in html
    assert "<i>" not in html
