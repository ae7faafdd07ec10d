"""The picture of all ways through a service: pages in layers from top to bottom, arrows with their conditions.

Colours are classes of the style sheet, so that the picture follows the theme; the table beside it says the same.
"""

from collections.abc import Iterator
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.engine.forms.paths import Edge, Node, Paths
from minka.web.saying import marked, say

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN, BEND = 176, 52, 24, 46, 12, 84
LINE: Final = 22  # letters in a line of a box
LINES: Final = 2


def draw_ways(paths: Paths, title: str) -> SafeString:
    """Draw the graph as SVG with a title and a description, in a frame that can be moved sideways by keyboard."""
    columns = max((node.place for node in paths.nodes), default=0) + 1
    layers = max((node.layer for node in paths.nodes), default=0) + 1
    width = columns * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN + BEND
    height = layers * (HEIGHT + GAP_Y) - GAP_Y + 2 * MARGIN
    places = {node.id: _corner(node) for node in paths.nodes}
    return format_html(
        '<div class="ways-frame" tabindex="0" role="region" aria-label="{}">'
        '<svg class="ways" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-labelledby="ways-t ways-d">'
        '<title id="ways-t">{}</title><desc id="ways-d">{}</desc>'
        '<defs><marker id="ways-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>{}{}</svg></div>',
        title,
        width,
        height,
        width,
        height,
        title,
        _("Cada caja es una página y cada flecha, un camino posible. Debajo está lo mismo como tabla."),
        format_html_join("", "{}", ((_arrow(edge, places),) for edge in paths.edges)),
        format_html_join("", "{}", ((_box(node, places[node.id]),) for node in paths.nodes)),
    )


def rows_of_ways(paths: Paths) -> list[tuple[str, str, str]]:
    """The picture as rows: from, in which case, to."""
    titles = {node.id: node.title for node in paths.nodes}
    return [
        (marked(titles[edge.source]), marked(edge.condition) or _("siempre"), marked(titles[edge.target]))
        for edge in paths.edges
        if edge.source in titles and edge.target in titles
    ]


def _corner(node: Node) -> tuple[int, int]:
    return MARGIN + node.place * (WIDTH + GAP_X), MARGIN + node.layer * (HEIGHT + GAP_Y)


def _box(node: Node, corner: tuple[int, int]) -> SafeString:
    x, y = corner
    lines = list(_broken(say(node.title)))
    first = y + HEIGHT / 2 + 5 - 8 * (len(lines) - 1)
    words = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((x + WIDTH // 2, round(first + 17 * at), line) for at, line in enumerate(lines)),
    )
    return format_html(
        '<g class="ways__box" data-kind="{}"><rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>{}</g>',
        node.kind,
        x,
        y,
        WIDTH,
        HEIGHT,
        HEIGHT // 2 if node.kind in {"start", "end"} else 6,
        words,
    )


def _arrow(edge: Edge, places: dict[str, tuple[int, int]]) -> SafeString:
    """From the foot of one box to the head of the next; past boxes of the same column it goes around them."""
    if edge.source not in places or edge.target not in places:
        return SafeString("")
    told = format_html("<title>{}</title>", say(edge.condition)) if edge.condition else ""
    kind = "doubtful" if not edge.certain else "conditional" if edge.condition else "always"
    return format_html(
        '<path class="ways__arrow" data-kind="{}" d="{}" marker-end="url(#ways-head)">{}</path>',
        kind,
        _line(places[edge.source], places[edge.target]),
        told,
    )


def _line(source: tuple[int, int], target: tuple[int, int]) -> str:
    """The path of an arrow between two boxes, by their corners."""
    (x1, y1), (x2, y2) = source, target
    layers = round((y2 - y1) / (HEIGHT + GAP_Y))
    if x1 == x2 and layers > 1:
        side, start, end = x1 + WIDTH, y1 + HEIGHT // 2, y2 + HEIGHT // 2
        handle = side + min(BEND, 12 + 9 * layers) * 4 // 3  # a curve goes three quarters of the way to its handles
        return f"M{side} {start}C{handle} {start} {handle} {end} {side + 2} {end}"
    start, end, middle = y1 + HEIGHT, y2 - 2, (y1 + HEIGHT + y2) // 2
    left, right = x1 + WIDTH // 2, x2 + WIDTH // 2
    return f"M{left} {start}C{left} {middle} {right} {middle} {right} {end}"


def _broken(title: str) -> Iterator[str]:
    """A title in lines that fit a box, the last with an ellipsis where it goes on."""
    line, given = "", 0
    for word in title.split():
        if line and len(line) + 1 + len(word) > LINE:
            if given == LINES - 1:
                yield f"{line[: LINE - 1]}…"
                return
            yield line
            line, given = word, given + 1
        else:
            line = f"{line} {word}".strip()
    yield line if len(line) <= LINE else f"{line[: LINE - 1]}…"
