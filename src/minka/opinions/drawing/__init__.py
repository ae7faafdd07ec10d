"""Pictures of a map document, drawn by the server: an SVG that speaks in black and white, and its facts as a table.

Pure functions of the document. ``{% map svg=p.svg title=p.title columns=p.columns rows=p.cells note=p.note %}`` shows
one with its table; the page links ``opinions/drawing.css``, which colours it in both themes.
"""

from minka.opinions.drawing.agreement import agreement_picture
from minka.opinions.drawing.amounts import amounts_picture, days_picture
from minka.opinions.drawing.division import division_picture
from minka.opinions.drawing.face import Drawing, Here
from minka.opinions.drawing.marks import group_mark, mark_picture
from minka.opinions.drawing.plane import map_picture
from minka.opinions.drawing.whiskers import whiskers_picture
from minka.opinions.drawing.words import group_name, percent, span

__all__ = [
    "Drawing",
    "Here",
    "agreement_picture",
    "amounts_picture",
    "days_picture",
    "division_picture",
    "group_mark",
    "group_name",
    "map_picture",
    "mark_picture",
    "percent",
    "span",
    "whiskers_picture",
]
