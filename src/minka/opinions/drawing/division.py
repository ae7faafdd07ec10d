"""All statements on one line, from those that everybody answers alike to those that part the groups."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.opinions.document import StatementResult
from minka.opinions.drawing.face import WIDE, Drawing, draw_each, frame, line, text
from minka.opinions.drawing.words import is_small, percent

LEFT, RIGHT = 16.0, WIDE - 16.0
LARGEST, SMALLEST = 8.5, 1.8
MOST_TALL = 150.0
LEAST = 0.02  # of a difference; less is none, and most statements would stand there in one tower
HEAD, FOOT = 14.0, 34.0
FITS = 7.4  # a radius in which three digits fit
APART = 20.0  # between two numbers over the dots


def division_picture(
    results: Sequence[StatementResult], *, name: str, texts: Mapping[int, str], named: int = 8
) -> Drawing:
    """Draw a dot for each statement: to the right, the more it divides. The ``named`` ones bear their number.

    Args:
        results: statements of a document.
        texts: the words of the statements by number, for the table; the others are left out.
        name: tells two pictures of one page apart.
    """
    shown = sorted(
        (each for each in results if each["number"] in texts and not is_small(each["all"])), key=_most_dividing
    )
    title = _("Qué tanto divide cada afirmación")
    columns = (_("Afirmación"), _("Diferencia entre grupos (0 a 100)"))
    if not shown:
        return Drawing(SafeString(""), title, columns, [])
    apart = [each for each in shown if each["divides"] >= LEAST]
    end = max(0.2, shown[0]["divides"])
    radius, columns_of_dots, tallest = _stacked(apart, end)
    floor = HEAD + max(2 * radius * tallest, 30.0)
    numbers = {each["number"] for each in shown[:named]}
    svg = frame(
        _dots(columns_of_dots, radius, floor, numbers),
        line(f"M{LEFT:g} {floor + 3:g}H{RIGHT:g}", "axis"),
        text(_("← parecido"), LEFT, floor + 18, role="tick"),
        text(_("muy distinto →"), RIGHT, floor + 18, role="tick", anchor="end"),
        kind="division",
        name=name,
        tall=floor + FOOT,
        title=title,
        description=_description(shown),
    )
    alike = len(shown) - len(apart)
    cells = [(f"{each['number']}. {texts[each['number']]}", percent(each["divides"])) for each in shown]
    return Drawing(svg, title, columns, cells, _note(alike))


def _stacked(shown: Sequence[StatementResult], end: float) -> tuple[float, dict[int, list[StatementResult]], int]:
    """Dots in columns as wide as a dot, as large as lets the tallest column fit."""
    radius = LARGEST
    while True:
        bins: dict[int, list[StatementResult]] = {}
        for each in shown:
            bins.setdefault(int((RIGHT - LEFT - 2 * radius) * each["divides"] / end // (2 * radius)), []).append(each)
        tallest = max((len(each) for each in bins.values()), default=0)
        if radius <= SMALLEST or 2 * radius * tallest <= MOST_TALL:
            return radius, bins, tallest
        radius = max(SMALLEST, radius * 0.85)


def _dots(bins: Mapping[int, Sequence[StatementResult]], radius: float, floor: float, numbers: set[int]) -> SafeString:
    spots = [
        (LEFT + radius * (2 * place + 1), floor - radius * (2 * height + 1), each["number"])
        for place, stack in bins.items()
        for height, each in enumerate(stack)
    ]
    fits = radius > FITS
    dots = draw_each(
        '<circle data-role="{}" cx="{}" cy="{}" r="{}"/>',
        (("dot-named" if number in numbers else "dot", x, y, radius - 0.7) for x, y, number in spots),
    )
    told = (
        [(x, y + 3, number) for x, y, number in spots if number in numbers] if fits else _above(spots, radius, numbers)
    )
    return dots + draw_each('<text data-role="dot-number" x="{}" y="{}" text-anchor="middle">{}</text>', told)


def _above(
    spots: Sequence[tuple[float, float, int]], radius: float, numbers: set[int]
) -> list[tuple[float, float, int]]:
    """Numbers over dots too small to hold them: of those that nothing stands on, from the right, none over another."""
    tops: dict[float, float] = {}
    for x, y, _number in spots:
        tops[x] = min(y, tops.get(x, y))
    told: list[tuple[float, float, int]] = []
    for x, y, number in sorted(spots, reverse=True):
        if number in numbers and y == tops[x] and all(abs(x - other) > APART for other, _, _ in told):
            told.append((x, y - radius - 3, number))
    return told


def _most_dividing(result: StatementResult) -> tuple[float, int]:
    return -result["divides"], result["number"]


def _description(shown: Sequence[StatementResult]) -> str:
    first = shown[0]
    return _(
        "%(n)s afirmaciones. La que más divide es la %(number)s. La tabla que sigue las tiene todas, de más a menos."
    ) % {"n": len(shown), "number": first["number"]}


def _note(alike: int) -> str:
    told = _(
        "Cada punto es una afirmación; los números son los suyos. La diferencia es la de los dos grupos que más se "
        "alejan, menos lo que puede ser casualidad."
    )
    if not alike:
        return told
    rest = ngettext(
        "Falta %(n)s en la que no hay diferencia clara: está en la tabla.",
        "Faltan %(n)s en las que no hay diferencia clara: están en la tabla.",
        alike,
    )
    return f"{told} {rest % {'n': alike}}"
