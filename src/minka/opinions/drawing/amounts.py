"""Counts as bars: by channel, by place, by day. Small ones stay hidden."""

import datetime as dt
from collections.abc import Sequence

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.opinions.drawing.face import WIDE, Drawing, draw, frame, line, short, text

ROW, BAR = 34, 10
LONGEST = 40
TALL, HEAD = 90.0, 18.0

type Amounts = Sequence[tuple[str, int | None]]
type Days = Sequence[tuple[dt.date, int | None]]


def amounts_picture(amounts: Amounts, *, title: str, unit: str, name: str) -> Drawing:
    """Draw a bar for each name; one without count is protected and has no bar."""
    columns = (title, unit[:1].upper() + unit[1:])
    most = max((count or 0 for _name, count in amounts), default=0)
    if not most:
        return Drawing(SafeString(""), title, columns, [(each, shown(count)) for each, count in amounts])
    rows = [_bar(each, count, most, ROW * place) for place, (each, count) in enumerate(amounts)]
    told = "; ".join(f"{each}: {shown(count)}" for each, count in amounts)
    svg = frame(*rows, kind="amounts", name=name, tall=ROW * len(rows), title=title, description=f"{told}.")
    return Drawing(svg, title, columns, [(each, shown(count)) for each, count in amounts])


def days_picture(days: Days, *, title: str, unit: str, name: str) -> Drawing:
    """Draw a bar for each day in order; nothing for a single day, whose number says more."""
    cells = [(date_format(day, "SHORT_DATE_FORMAT"), shown(count)) for day, count in days]
    columns = (_("Día"), unit[:1].upper() + unit[1:])
    most = max((count or 0 for _day, count in days), default=0)
    if not most or len(days) == 1:
        return Drawing(SafeString(""), title, columns, cells)
    wide = WIDE / max(len(days), 10)
    bars = [_upright(place, count, most, wide) for place, (_day, count) in enumerate(days)]
    first, last = (date_format(days[place][0], "j M") for place in (0, -1))
    foot = HEAD + TALL
    svg = frame(
        *bars,
        line(f"M0 {foot:g}H{WIDE}", "axis"),
        text(first, 0, foot + 15, role="tick"),
        text(last, min(WIDE, len(days) * wide), foot + 15, role="tick", anchor="end"),
        kind="days",
        name=name,
        tall=foot + 20,
        title=title,
        description=_("Del %(first)s al %(last)s, lo más en un día: %(most)s %(unit)s.")
        % {"first": first, "last": last, "most": number_format(most, force_grouping=True), "unit": unit},
    )
    return Drawing(svg, title, columns, cells)


def shown(count: int | None) -> str:
    return _("protegido") if count is None else number_format(count, force_grouping=True)


def _bar(name: str, count: int | None, most: int, top: float) -> SafeString:
    words = text(short(name, LONGEST), 0, top + 13) + text(shown(count), WIDE, top + 13, role="figure", anchor="end")
    bar = draw(
        '<rect data-role="well" x="0" y="{0}" width="{1}" height="{2}" rx="2"/>'
        '<rect data-role="amount" x="0" y="{0}" width="{3}" height="{2}" rx="2"/>',
        top + 18,
        WIDE,
        BAR,
        WIDE * (count or 0) / most,
    )
    return words + bar


def _upright(place: int, count: int | None, most: int, wide: float) -> SafeString:
    if count is None:
        return text("·", wide * (place + 0.5), HEAD + TALL - 4, role="tick", anchor="middle")
    tall = TALL * count / most
    return draw(
        '<rect data-role="amount" x="{}" y="{}" width="{}" height="{}"/>',
        wide * place + wide / 10,
        HEAD + TALL - tall,
        wide * 0.8,
        tall,
    )
