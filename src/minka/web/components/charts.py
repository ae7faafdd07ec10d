"""Bars by month or kind, drawn by the server, with the same facts as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.web.components.figures import as_table
from minka.web.components.registry import component

WIDE: Final = 30
HIGH: Final = 96
HEAD: Final = 16
FOOT: Final = 18
SLOTS: Final = 12  # a year: so that charts of a page have one scale, and two bars are not two walls
FEWEST_BARS: Final = 2


@dataclass(frozen=True)
class Bar:
    """One bar: its name below, its number above, and a part of it in the strong colour. No height: protected."""

    name: str
    height: float | None
    shown: str
    part: float | None = None


@component(
    title="Barras con su tabla",
    examples=(
        (
            '{% chart title="Solicitudes por mes" bars=sample.bars columns=sample.bar_columns rows=sample.bar_rows '
            'whole="empezadas" part="presentadas" %}'
        ),
    ),
)
def chart(
    *,
    title: str,
    bars: Sequence[Bar],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    whole: str = "",
    part: str = "",
    goal: float | None = None,
    goal_words: str = "",
) -> SafeString:
    """Bars and their table. `whole` and `part` name the two colours; `goal` is a line across with its words."""
    picture = _picture(bars, goal, title)
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption>{}{}<details{}><summary>{}</summary>{}</details></figure>',
        title,
        _key(whole, part, goal_words) if picture else "",
        picture,
        "" if picture else SafeString(" open"),
        _("Ver como tabla"),
        as_table(columns, rows, caption=title),
    )


def _key(whole: str, part: str, goal_words: str) -> SafeString:
    kinds = [(kind, words) for kind, words in (("whole", whole), ("part", part), ("goal", goal_words)) if words]
    if not kinds:
        return SafeString("")
    return format_html('<p class="chart__key">{}</p>', format_html_join("", '<span data-kind="{}">{}</span>', kinds))


def _picture(bars: Sequence[Bar], goal: float | None, title: str) -> SafeString:
    """Draw nothing where one number says as much."""
    highest = max([goal or 0, *(bar.height or 0 for bar in bars)])
    if not highest or len(bars) < FEWEST_BARS:
        return SafeString("")
    width = max(len(bars), SLOTS) * WIDE
    line = format_html(
        '<path class="chart__goal" d="M0 {0}H{1}"/>', HEAD + HIGH - round(HIGH * (goal or 0) / highest), width
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        width,
        HEAD + HIGH + FOOT,
        _("%(title)s: los números están en la tabla") % {"title": title},
        format_html_join("", "{}", ((_shapes(place, bar, highest),) for place, bar in enumerate(bars))),
        line if goal else "",
        format_html_join("", "{}", ((_words(place, bar, highest),) for place, bar in enumerate(bars))),
    )


def _shapes(place: int, bar: Bar, highest: float) -> SafeString:
    kinds = [("part", bar.height)] if bar.part is None else [("whole", bar.height), ("part", bar.part)]
    return format_html_join(
        "",
        '<rect class="chart__bar" data-kind="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (kind, place * WIDE + 3, HEAD + HIGH - high, WIDE - 6, high)
            for kind, size in kinds
            for high in [_high(size, highest)]
        ),
    )


def _words(place: int, bar: Bar, highest: float) -> SafeString:
    """Its number above the bar and its name below; a protected number is a dot."""
    return format_html(
        '<text x="{0}" y="{1}" text-anchor="middle">{2}</text><text x="{0}" y="{3}" text-anchor="middle">{4}</text>',
        place * WIDE + WIDE // 2,
        HEAD + HIGH - _high(bar.height, highest) - 4,
        bar.shown if bar.height is not None else "·",
        HEAD + HIGH + 13,
        bar.name,
    )


def _high(size: float | None, highest: float) -> int:
    return max(round(HIGH * (size or 0) / highest), 1)
