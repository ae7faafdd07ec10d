"""What every picture is: markup, a title, and the same facts as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE = 360  # units of every picture; about one pixel each on a small phone


@dataclass(frozen=True)
class Drawing:
    """A picture with its table twin. ``svg`` is empty when there is nothing to draw."""

    svg: SafeString
    title: str
    columns: Sequence[str]
    cells: Sequence[Sequence[object]]
    note: str = ""


class Here(Protocol):
    """Where one person stands; ``radius`` is that of the region that holds them with 90 %, when it is known."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def radius(self) -> float | None: ...


def frame(*parts: SafeString, kind: str, name: str, tall: float, title: str, description: str) -> SafeString:
    """The ``<svg>`` around the parts. ``name`` tells two pictures of one page apart."""
    return format_html(
        '<svg class="opinion-picture" data-kind="{0}" viewBox="0 0 {1} {2}" role="img" aria-labelledby="{3}-t {3}-d">'
        '<title id="{3}-t">{4}</title><desc id="{3}-d">{5}</desc>{6}</svg>',
        kind,
        WIDE,
        round(tall),
        name,
        title,
        description,
        joined(parts),
    )


def draw(template: str, *values: object) -> SafeString:
    """Markup with everything escaped and every number cut to a tenth of a unit."""
    return format_html(template, *map(_cut, values))


def draw_each(template: str, rows: Iterable[Sequence[object]]) -> SafeString:
    return format_html_join("", template, (tuple(map(_cut, row)) for row in rows))


def joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _cut(value: object) -> object:
    return f"{round(value, 1):g}" if isinstance(value, float) else value


def text(words: object, x: float, y: float, *, role: str = "", anchor: str = "") -> SafeString:
    """Words in the picture, right of a point, or around it (``middle``), or left of it (``end``)."""
    return draw(
        '<text{}{} x="{}" y="{}">{}</text>',
        draw(' data-role="{}"', role) if role else "",
        draw(' text-anchor="{}"', anchor) if anchor else "",
        x,
        y,
        words,
    )


def line(path: str, role: str, group: str = "") -> SafeString:
    """A path; its role and group say how it looks."""
    return format_html('<path data-role="{}"{} d="{}"/>', role, of_group(group), path)


def of_group(letter: str) -> SafeString:
    return format_html(' data-group="{}"', letter) if letter else SafeString("")


def short(words: str, longest: int) -> str:
    """Words cut to what fits; the table has them whole."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
