"""A small picture of voices by month. The table beside it says the same in numbers."""

from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.insights.queries.breakdown import Months

WIDE: Final = 52
HIGH: Final = 120
FOOT: Final = 26
HEAD: Final = 20


def draw_bars(months: Months) -> SafeString:
    """Draw a bar for each month; a protected month has a dot and no height."""
    totals = [total for _month, _counts, total in months.rows]
    highest = max((total or 0 for total in totals), default=0)
    if not highest or len(totals) == 1:  # one bar says less than its number
        return SafeString("")
    bars = format_html_join(
        "",
        "{}",
        (
            (_bar(place, total, highest, date_format(month, "M")),)
            for place, (month, _counts, total) in enumerate(months.rows)
        ),
    )
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" preserveAspectRatio="xMinYMid meet" role="img" aria-label="{}">{}</svg>',
        max(len(totals), 6) * WIDE,
        HEAD + HIGH + FOOT,
        _("Voces recibidas cada mes; los números están en la tabla"),
        bars,
    )


def _bar(place: int, total: int | None, highest: int, name: str) -> SafeString:
    height = round(HIGH * (total or 0) / highest)
    left, top, middle = place * WIDE + 6, HEAD + HIGH - height, place * WIDE + WIDE // 2
    return format_html(
        '<rect class="bars__bar" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="bars__count" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="bars__name" x="{}" y="{}" text-anchor="middle">{}</text>',
        left,
        top,
        WIDE - 12,
        max(height, 1),
        middle,
        top - 5,
        "·" if total is None else number_format(total, force_grouping=True),
        middle,
        HEAD + HIGH + 18,
        name,
    )
