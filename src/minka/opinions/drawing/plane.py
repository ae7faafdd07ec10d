"""The map: who answers alike stands near each other."""

import math
from collections.abc import Mapping

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import MapDocument
from minka.opinions.drawing.face import WIDE, Drawing, Here, draw, frame, line, of_group, short, text
from minka.opinions.drawing.marks import mark, mark_path
from minka.opinions.drawing.places import Mark, Outline, Places, places_of
from minka.opinions.drawing.words import count_words, group_name, percent, span

LEGEND_LINE = 20
LONGEST_NAME = 34
ALL = ""


def map_picture(
    document: MapDocument, names: Mapping[str, str], here: Here | None = None, *, name: str = "mapa"
) -> Drawing:
    """Draw the map of a document: squares of people, an outline and a letter for each group, and where one stands.

    Args:
        document: the map.
        names: what people call the groups, by letter; those without a name are called by it.
        here: where the reader stands, with the region that holds them with 90 %.
        name: tells two maps of one page apart.
    """
    title = _("Mapa de opiniones")
    columns = (_("Grupo"), _("Personas"), _("De cada 100 (90 % seguro)"), _("Dónde está en el dibujo"))
    if not document["picture"]["cells"]:
        return Drawing(SafeString(""), title, columns, [])
    places = places_of(document, here)
    legend = _legend(document, names, with_here=here is not None)
    svg = frame(
        _ground(places),
        *_people(places),
        *(_outline(each) for each in places.outlines),
        *(_letter(letter, x, y) for letter, (x, y) in places.letters.items()),
        _marker(places.here) if places.here else SafeString(""),
        *(_legend_line(number, sign, words, places.tall) for number, (sign, words) in enumerate(legend)),
        kind="map",
        name=name,
        tall=places.tall + LEGEND_LINE * len(legend) + 6,
        title=title,
        description=_description(document, names, with_here=here is not None),
    )
    return Drawing(svg, title, columns, _rows(document, names, here), _note(document))


def _ground(places: Places) -> SafeString:
    """Two faint lines through the middle; they have no name, because nobody gave them one."""
    x, y = places.middle
    upright = f"M{x:.1f} 4V{places.tall - 4:.1f}" if 0 < x < WIDE else ""
    level = f"M4 {y:.1f}H{WIDE - 4}" if 0 < y < places.tall else ""
    return line(upright + level, "axis")


def _people(places: Places) -> list[SafeString]:
    """One path for each group, in the order of the letters."""
    paths: dict[str, list[str]] = {}
    for each in places.marks:
        paths.setdefault(each.letter, []).append(mark_path(each.letter, each.x, each.y, each.r))
    return [line("".join(paths[letter]), "people", letter) for letter in sorted(paths)]


def _outline(outline: Outline) -> SafeString:
    return draw(
        '<ellipse data-role="outline"{} cx="{}" cy="{}" rx="{}" ry="{}" transform="rotate({} {} {})"/>',
        of_group(outline.letter),
        outline.x,
        outline.y,
        outline.wide,
        outline.tall,
        outline.turn,
        outline.x,
        outline.y,
    )


def _letter(letter: str, x: float, y: float) -> SafeString:
    return draw(
        '<circle data-role="badge"{0} cx="{1}" cy="{2}" r="10.5"/>'
        '<text data-role="badge-letter" x="{1}" y="{3}" text-anchor="middle">{4}</text>',
        of_group(letter),
        x,
        y,
        y + 5,
        letter,
    )


def _marker(here: Mark) -> SafeString:
    """A ring with a dot, and around it the region where the person is with 90 %."""
    region = draw('<circle data-role="region" cx="{}" cy="{}" r="{}"/>', here.x, here.y, here.r)
    return draw(
        '{0}<circle data-role="here" cx="{1}" cy="{2}" r="8"/>'
        '<circle data-role="here-dot" cx="{1}" cy="{2}" r="3.5"/>'
        '<text data-role="here-word" x="{1}" y="{3}" text-anchor="middle">{4}</text>',
        region if here.r else "",
        here.x,
        here.y,
        here.y - 13 if here.y > 30 else here.y + 24,  # noqa: PLR2004 - where the word still fits above
        _("Tú"),
    )


def _legend(document: MapDocument, names: Mapping[str, str], *, with_here: bool) -> list[tuple[str, str]]:
    told = [
        (group["letter"], f"{short(group_name(group['letter'], names), LONGEST_NAME)}: {_people_words(group['size'])}")
        for group in document["groups"]
    ]
    if not told:
        told = [(ALL, _("Todas las personas ubicadas: %(n)s") % {"n": count_words(document["people"]["in_map"])})]
    return [*told, ("tú", _("Dónde estás tú"))] if with_here else told


def _legend_line(number: int, sign: str, words: str, top: float) -> SafeString:
    y = top + LEGEND_LINE * number + 12
    if sign == "tú":
        drawn = draw('<circle data-role="here" cx="12" cy="{0}" r="6"/>', y) + draw(
            '<circle data-role="here-dot" cx="12" cy="{}" r="2.5"/>', y
        )
    else:
        drawn = mark(sign, 12, y, 5.5)
    return drawn + text(words, 26, y + 4.5)


def _description(document: MapDocument, names: Mapping[str, str], *, with_here: bool) -> str:
    people = _people_words(document["people"]["in_map"])
    if document["groups"]:
        groups = "; ".join(
            f"{group_name(group['letter'], names)}: {_people_words(group['size'])}" for group in document["groups"]
        )
        told = _("Están %(people)s. Quienes votan parecido están cerca. %(groups)s.") % {
            "people": people,
            "groups": groups,
        }
    else:
        told = _("Están %(people)s. Quienes votan parecido están cerca; no se ven grupos separados.") % {
            "people": people
        }
    return f"{told} {_('Una marca dice dónde estás tú.')}" if with_here else str(told)


def _note(document: MapDocument) -> str:
    told = [
        _("Cerca quiere decir que votan parecido. Las líneas del fondo no tienen nombre ni miden nada."),
        _("Cada marca junta a quienes están casi en el mismo lugar; más grande, más personas."),
    ]
    if document["groups"]:
        told.append(_("Cada contorno encierra a 8 de cada 10 personas de su grupo."))
    return " ".join(told)


def _rows(document: MapDocument, names: Mapping[str, str], here: Here | None) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (
            group_name(group["letter"], names),
            count_words(group["size"]),
            f"{percent(group['share'])} ({span(group['low'], group['high'])})" if group["size"] >= SMALL else "",
            _where(group["centre"][0], group["centre"][1], document),
        )
        for group in document["groups"]
    ]
    if not rows:
        rows.append(
            (_("Todas"), count_words(document["people"]["in_map"]), "100", _("repartidas alrededor del centro"))
        )
    if here is not None:
        rows.append((_("Tú"), "1", "", _where(here.x, here.y, document)))
    return rows


def _where(x: float, y: float, document: MapDocument) -> str:
    """In words: which side of the middle, or near it."""
    widest = max(math.hypot(cell["x"], cell["y"]) for cell in document["picture"]["cells"]) or 1.0
    near = widest / 6
    up = "" if abs(y) < near else _("arriba") if y > 0 else _("abajo")
    aside = "" if abs(x) < near else _("a la derecha") if x > 0 else _("a la izquierda")
    return " ".join(word for word in (up, aside) if word) or _("cerca del centro")


def _people_words(count: int) -> str:
    return ngettext("%(n)s persona", "%(n)s personas", count) % {"n": count_words(count)}
