"""How each group answered one statement: a bar from agreeing to disagreeing, and how sure the share is."""

from collections.abc import Mapping

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minka.engine.opinions.document import StatementResult, Tally
from minka.opinions.drawing.face import WIDE, Drawing, draw, frame, line, of_group, text
from minka.opinions.drawing.marks import group_mark
from minka.opinions.drawing.words import group_name, is_small, percent, span, votes_in

LEFT, RIGHT = 62.0, WIDE - 50.0
ROW, BAR = 24, 14
ALL = ""


def agreement_picture(result: StatementResult, names: Mapping[str, str], *, name: str) -> Drawing:
    """Draw the votes on one statement, by group and by all.

    Args:
        result: the statement of a document.
        names: what people call the groups, by letter.
        name: tells two pictures of one page apart.
    """
    rows = [(ALL, result["all"]), *sorted(result["groups"].items())]
    title = _("Votos de la afirmación %(n)s") % {"n": result["number"]}
    foot = ROW * len(rows) + 4
    drawn = [_row(letter, tally, 2 + ROW * number) for number, (letter, tally) in enumerate(rows)]
    svg = frame(
        *drawn,
        _scale(foot),
        kind="agreement",
        name=name,
        tall=foot + 18,
        title=title,
        description=" ".join(_sentence(letter, tally, names) for letter, tally in rows),
    )
    columns = (_("Quiénes"), _("De acuerdo"), _("90 % seguro"), _("En desacuerdo"), _("Pasan"), _("Votos"))
    return Drawing(svg, title, columns, [_cells(letter, tally, names) for letter, tally in rows], _note())


def at(share: float) -> float:
    """Where a share lies between the two ends of the scale."""
    return round(LEFT + share * (RIGHT - LEFT), 1)


def whisker(low: float, high: float, y: float) -> SafeString:
    """From the low to the high end of an interval, with a light edge so that it shows on any ground."""
    path = f"M{at(low):g} {y - 3.5:g}v7M{at(low):g} {y:g}H{at(high):g}M{at(high):g} {y - 3.5:g}v7"
    return line(path, "whisker-edge") + line(path, "whisker")


def _row(letter: str, tally: Tally, top: float) -> SafeString:
    middle = top + BAR / 2
    head = group_mark(letter, 22, middle) if letter else text(_("Todos"), 54, middle + 4.5, anchor="end")
    if is_small(tally):
        return head + text(_("muy pocos votos"), LEFT + 4, middle + 4.5, role="quiet")
    total = votes_in(tally)
    agree, disagree = at(tally["agrees"] / total), at(1 - tally["disagrees"] / total)
    bar = draw(
        '<rect data-role="bar"{0} x="{1}" y="{2}" width="{3}" height="{4}"/>'
        '<rect data-role="frame"{0} x="{1}" y="{2}" width="{5}" height="{4}"/>',
        of_group(letter),
        LEFT,
        top,
        agree - LEFT,
        BAR,
        RIGHT - LEFT,
    )
    against = line(f"M{RIGHT:g} {middle:g}H{disagree:g}", "stripes", letter)
    words = text(f"{percent(tally['agrees'] / total)} %", WIDE - 2, middle + 4.5, role="figure", anchor="end")
    return head + bar + against + whisker(tally["low"], tally["high"], middle) + words


def _scale(foot: float) -> SafeString:
    return (
        line(f"M{at(0.5):g} 0V{foot:g}", "half")
        + text("0", LEFT, foot + 12, role="tick", anchor="middle")
        + text(_("50 de cada 100"), at(0.5), foot + 12, role="tick", anchor="middle")
        + text("100", RIGHT, foot + 12, role="tick", anchor="middle")
    )


def _sentence(letter: str, tally: Tally, names: Mapping[str, str]) -> str:
    who = group_name(letter, names) if letter else _("Todas las personas")
    if is_small(tally):
        return _("%(who)s: muy pocos votos.") % {"who": who}
    total = votes_in(tally)
    facts = {
        "who": who,
        "agree": percent(tally["agrees"] / total),
        "disagree": percent(tally["disagrees"] / total),
        "span": span(tally["low"], tally["high"]),
    }
    return _("%(who)s: de acuerdo %(agree)s de cada 100 (90 %% seguro: %(span)s), en desacuerdo %(disagree)s.") % facts


def _cells(letter: str, tally: Tally, names: Mapping[str, str]) -> tuple[object, ...]:
    who = group_name(letter, names) if letter else _("Todas las personas")
    if is_small(tally):
        return who, *[_("muy pocos")] * 5
    total = votes_in(tally)
    shares = [f"{percent(tally[side] / total)} %" for side in ("agrees", "disagrees", "passes")]
    return who, shares[0], span(tally["low"], tally["high"]), shares[1], shares[2], total


def _note() -> str:
    return _(
        "Lleno: de acuerdo. Vacío: pasan. A rayas: en desacuerdo. La línea negra va de lo menos a lo más "
        "que puede ser la parte de acuerdo, con 90 de 100 de seguridad."
    )
