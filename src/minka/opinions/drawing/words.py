"""Numbers and groups as a reader says them."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import StatementResult, Tally


def percent(share: float) -> int:
    """A share as so many of a hundred."""
    return round(100 * share)


def span(low: float, high: float) -> str:
    """An interval of shares: from so many to so many of a hundred."""
    return _("%(low)s a %(high)s") % {"low": percent(low), "high": percent(high)}


def count_words(count: int) -> str:
    """A number of people, hidden when it is small."""
    if 0 < count < SMALL:
        return _("menos de %(n)s") % {"n": SMALL}
    return str(number_format(count, force_grouping=True))


def group_name(letter: str, names: Mapping[str, str]) -> str:
    """What a group is called: its letter, and the name somebody gave it."""
    name = names.get(letter, "")
    return f"{letter} · {name}" if name else _("Grupo %(letter)s") % {"letter": letter}


def votes_in(tally: Tally) -> int:
    return tally["agrees"] + tally["disagrees"] + tally["passes"]


def is_small(tally: Tally) -> bool:
    """Whether so few voted that nothing is said of them."""
    return votes_in(tally) < SMALL


def is_told(result: StatementResult, letter: str) -> bool:
    """Whether the share of a group and that of everybody else may both be said: neither is of fewer than five votes."""
    own, others = 0, 0
    for each, tally in result["groups"].items():
        own, others = (votes_in(tally), others) if each == letter else (own, others + votes_in(tally))
    return min(own, others) >= SMALL
