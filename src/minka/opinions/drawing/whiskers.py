"""Several statements in one picture: what each group thinks of each, and how sure that is."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.engine.opinions.document import StatementResult, Tally
from minka.opinions.drawing.agreement import at
from minka.opinions.drawing.face import WIDE, Drawing, draw, frame, joined, line, of_group, text
from minka.opinions.drawing.marks import mark
from minka.opinions.drawing.words import group_name, is_small, percent, span

LINE, GAP, HEAD = 15, 12, 20
LEFT, RIGHT = 62.0, WIDE - 44.0


def whiskers_picture(
    results: Sequence[StatementResult], names: Mapping[str, str], *, title: str, name: str, texts: Mapping[int, str]
) -> Drawing:
    """Draw where the agreement of each group lies for each statement, with its interval.

    Args:
        results: statements of a document, in the order in which they are shown.
        names: what people call the groups, by letter.
        texts: the words of the statements by number, for the table.
        name: tells two pictures of one page apart.
    """
    rows = [(result["number"], _tallies(result)) for result in results]
    columns = (_("Afirmación"), _("Quiénes"), _("De acuerdo, de cada 100"), _("90 % seguro"))
    if not rows:
        return Drawing(SafeString(""), title, columns, [])
    top, bands, drawn = float(HEAD), [], []
    for number, tallies in rows:
        bands.append(_band(len(tallies), top))
        drawn.append(_statement(number, tallies, top))
        top += LINE * len(tallies) + GAP
    svg = frame(
        *bands,
        _scale(top),
        *drawn,
        kind="whiskers",
        name=name,
        tall=top,
        title=title,
        description=_("Para cada afirmación, la parte de acuerdo de cada grupo. La tabla que sigue dice lo mismo."),
    )
    return Drawing(svg, title, columns, _cells(rows, names, texts), _note())


def _tallies(result: StatementResult) -> list[tuple[str, Tally]]:
    return sorted(result["groups"].items()) or [("", result["all"])]


def _scale(foot: float) -> SafeString:
    ticks = "".join(f"M{at(share):g} {HEAD - 6}V{foot - GAP / 2:g}" for share in (0.0, 0.25, 0.75, 1.0))
    words = ((0.0, "0"), (0.5, _("50 de cada 100 de acuerdo")), (1.0, "100"))
    return (
        line(ticks, "axis")
        + line(f"M{at(0.5):g} {HEAD - 6}V{foot - GAP / 2:g}", "half")
        + joined(text(word, at(share), 10, role="tick", anchor="middle") for share, word in words)
    )


def _band(lines: int, top: float) -> SafeString:
    return draw('<rect data-role="band" x="0" y="{}" width="{}" height="{}" rx="4"/>', top - 3, WIDE, LINE * lines + 6)


def _statement(number: int, tallies: Sequence[tuple[str, Tally]], top: float) -> SafeString:
    middle = top + LINE * len(tallies) / 2
    head = text(number, 46, middle + 5, role="number", anchor="end")
    lines = (_line(letter, tally, top + LINE * (place + 0.5)) for place, (letter, tally) in enumerate(tallies))
    return head + joined(lines)


def _line(letter: str, tally: Tally, y: float) -> SafeString:
    if is_small(tally):
        return text(_("%(letter)s: muy pocos votos") % {"letter": letter}, LEFT + 4, y + 4, role="quiet")
    low, high, middle = at(tally["low"]), at(tally["high"]), at(tally["agree"])
    reach = draw('<path data-role="reach"{} d="M{} {}H{}"/>', of_group(letter), low, y, high)
    words = text(f"{letter} {percent(tally['agree'])}".strip(), WIDE - 4, y + 4, role="figure", anchor="end")
    return reach + mark(letter, middle, y, 4.6) + words


def _cells(
    rows: Sequence[tuple[int, Sequence[tuple[str, Tally]]]], names: Mapping[str, str], texts: Mapping[int, str]
) -> list[tuple[object, ...]]:
    cells: list[tuple[object, ...]] = []
    for number, tallies in rows:
        head = f"{number}. {texts.get(number, '')}".strip()
        for letter, tally in tallies:
            who = group_name(letter, names) if letter else _("Todas las personas")
            if is_small(tally):
                cells.append((head, who, _("muy pocos"), ""))
            else:
                cells.append((head, who, percent(tally["agree"]), span(tally["low"], tally["high"])))
    return cells


def _note() -> str:
    return _("La marca es la parte de acuerdo; la línea, de lo menos a lo más que puede ser, 90 % seguro.")
