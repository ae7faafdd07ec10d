"""The colours: read from tokens.css itself, so that nobody can change one without its contrast being checked."""

import re
from itertools import product

import pytest

from minka.web.assets import FOLDER

TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
THEMES = ("light", "dark")

GROUNDS = ("ground", "surface", "sunken")
TEXT = [
    *product(("text", "text-muted", "accent", "accent-strong", "warm", "danger", "good"), GROUNDS),
    *product(("text",), ("accent-soft", "warm-soft", "danger-soft", "good-soft")),
    ("accent", "accent-soft"),
    ("warm", "warm-soft"),
    ("danger", "danger-soft"),
    ("good", "good-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
]
GRAPHICS = [
    *product(("line-strong", "focus", "group-a", "group-b", "group-c", "group-d", "group-e"), GROUNDS),
    ("accent", "sunken"),
]


def tokens(theme: str) -> dict[str, str]:
    found = TOKEN.findall((FOLDER / "css" / "tokens.css").read_text("utf-8"))
    return {name: (light, dark)[THEMES.index(theme)] for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_are_readable_on_their_ground(theme: str, ink: str, ground: str) -> None:
    colours = tokens(theme)

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("part", "ground"), GRAPHICS)
def test_borders_rings_and_groups_stand_out_from_their_ground(theme: str, part: str, ground: str) -> None:
    colours = tokens(theme)

    assert contrast(colours[part], colours[ground]) >= 3


def test_every_colour_of_the_tokens_is_in_a_checked_pair() -> None:
    checked = {name for pair in TEXT + GRAPHICS for name in pair}

    assert set(tokens("light")) - checked == {"line"}  # a hairline carries no meaning
