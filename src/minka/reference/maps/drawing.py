"""The picture of a choropleth. Presentation attributes only: a page's security policy forbids inline styles."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minka.reference.maps.classes import Class
from minka.reference.maps.outlines import CORNER_WIDE, Area, Name

PROTECTED, NO_DATA = "p", "n"
LINE = 30
SWATCH = 24

# Strength of the colour and the strokes over it, so that each class differs in print as well.
SHADES = {
    "0": ("0", ""),
    "1": (".12", "M0 8L8 0"),
    "2": (".3", ""),
    "3": (".45", "M0 0L8 8M0 8L8 0"),
    "4": (".7", ""),
    "5": (".95", ""),
    PROTECTED: ("0", "M0 4H8M4 0V8"),
    NO_DATA: ("0", "M4 3V5"),
}


class Fact(Protocol):
    @property
    def value(self) -> int | None: ...
    @property
    def is_protected(self) -> bool: ...
    @property
    def text(self) -> str: ...


def draw(
    area: Area, *, rows: Mapping[str, Fact], classes: Sequence[Class], title: str, unit: str, note: str, name: str
) -> SafeString:
    """The whole ``<svg>``; ``rows`` by district code."""
    shades = {code: shade_of(fact, classes) for code, fact in rows.items()}
    legend = [(str(one.shade), _span(one)) for one in classes]
    legend += [(PROTECTED, _("protegido: muy pocos")), (NO_DATA, _("sin datos"))]
    legend = [(shade, text) for shade, text in legend if shade in shades.values()]
    left, top = (area.width - CORNER_WIDE, 0) if area.has_free_corner else (1, area.height + LINE // 2)
    height = max(area.height, top + LINE * (len(legend) + 1))
    return format_html(
        '<svg class="choropleth" viewBox="0 0 {0} {1}" role="img" color="var(--accent)" aria-labelledby="{2}-t {2}-d">'
        '<title id="{2}-t">{3}</title><desc id="{2}-d">{4}</desc><defs>{5}</defs>{6}'
        '<path class="choropleth__borders" d="{7}" fill="none" stroke="currentColor" stroke-width="2.5"/>{8}{9}</svg>',
        *(area.width, height, name, title, _description(rows, unit, note)),
        *(_patterns(name, set(shades.values())), _districts(area, rows, shades, unit, name), area.borders),
        *(_names(area.names), _legend(legend, unit, name, (left, top))),
    )


def shade_of(fact: Fact, classes: Sequence[Class]) -> str:
    if fact.value is not None:
        return next(str(one.shade) for one in classes if one.holds(fact.value))
    return PROTECTED if fact.is_protected else NO_DATA


def _span(one: Class) -> str:
    return str(one.least) if one.least == one.most else _("de %(least)d a %(most)d") % vars(one)


def _description(rows: Mapping[str, Fact], unit: str, note: str) -> str:
    known = [fact.value for fact in rows.values() if fact.value is not None]
    reached = sum(value > 0 for value in known)
    facts = {"unit": unit, "total": sum(known), "reached": reached, "n": len(rows)}
    told = _("%(total)d %(unit)s en %(reached)d de %(n)d distritos. La tabla que sigue dice lo mismo.") % facts
    return f"{told} {note}"


def _patterns(name: str, used: set[str]) -> SafeString:
    return format_html_join(
        "",
        '<pattern id="{0}-{1}" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 0H8V8H0z" '
        'fill="currentColor" fill-opacity="{2}"/><path d="{3}" stroke="currentColor" stroke-opacity=".8"/></pattern>',
        ((name, shade, *parts) for shade, parts in SHADES.items() if shade in used),
    )


def _districts(area: Area, rows: Mapping[str, Fact], shades: Mapping[str, str], unit: str, name: str) -> SafeString:
    groups = []
    for shade in SHADES:
        spots = [spot for spot in area.districts if shades[spot.code] == shade and spot.path]
        paths = format_html_join(
            "",
            '<path d="{}"><title>{}, {}. {}: {}</title></path>',
            ((s.path, s.district, s.province, unit, rows[s.code].text) for s in spots),
        )
        groups.append(format_html('<g fill="url(#{}-{})">{}</g>', name, shade, paths) if spots else "")
    return format_html(
        '<g stroke="currentColor" stroke-width=".6" fill-rule="evenodd">{}</g>',
        mark_safe("".join(groups)),  # noqa: S308 - joined from parts that are escaped above
    )


def _names(names: Sequence[Name]) -> SafeString:
    return format_html(
        '<g font-size="21" font-weight="600" text-anchor="middle" fill="var(--text, CanvasText)" '
        'stroke="var(--surface, Canvas)" stroke-width="5" '
        'stroke-linejoin="round" paint-order="stroke">{}</g>',
        format_html_join("", '<text x="{}" y="{}">{}</text>', ((one.x, one.y, one.text) for one in names)),
    )


def _legend(legend: Sequence[tuple[str, str]], unit: str, name: str, corner: tuple[int, int]) -> SafeString:
    left, top = corner
    lines = (
        (left, top + LINE * number, SWATCH, name, shade, left + SWATCH + 10, top + LINE * number + 19, text)
        for number, (shade, text) in enumerate(legend, 1)
    )
    return format_html(
        '<g class="choropleth__legend" font-size="22" fill="var(--text, CanvasText)">'
        '<text x="{}" y="{}">{}</text>{}</g>',
        left,
        top + 19,
        unit[:1].upper() + unit[1:],
        format_html_join(
            "",
            '<path d="M{0} {1}h{2}v{2}h-{2}z" fill="url(#{3}-{4})" stroke="currentColor"/>'
            '<text x="{5}" y="{6}">{7}</text>',
            lines,
        ),
    )
