"""The card of a statement, drawn once by the template and filled in for each voter."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest
from django.template.loader import render_to_string

from minka.opinions.access import rules_of
from minka.opinions.queries.voting import Candidate, Turn
from minka.opinions.views.places import place_values
from minka.processes.models import Activity

MARK: Final = f"x{secrets.token_hex(8)}"  # nobody can write it into a statement
TOKEN, DONE, ABOUT, PREVIOUS = (f"{MARK}{name}" for name in ("token", "done", "about", "previous"))
BLANK: Final = re.compile(f"({MARK}(?:token|done|about|previous))")
THOUSAND: Final = 1000


@dataclass(frozen=True)
class BlankTurn:
    """What the template asks of a ``Turn``, with blanks for what differs from voter to voter."""

    statement: Candidate
    total: int
    is_many: bool
    done: str = DONE
    about: str = ABOUT
    previous: str = PREVIOUS
    value: None = None
    skipped: tuple[int, ...] = ()
    carried: str = ""
    is_own: bool = False

    @property
    def skipping(self) -> str:
        return str(self.statement.number)


@dataclass(frozen=True)
class Card:
    """The drawn card, cut at its blanks."""

    parts: tuple[str, ...]
    is_many: bool

    def filled(self, turn: Turn, token: str) -> bytes:
        """The card for one voter."""
        values = {
            TOKEN: token,
            DONE: self._number(turn.done),
            ABOUT: self._number(turn.about),
            PREVIOUS: str(turn.previous),
        }
        return "".join(values.get(part, part) for part in self.parts).encode()

    def _number(self, number: int) -> str:
        return intcomma(number) if self.is_many and number >= THOUSAND else str(number)


def draw_card(request: HttpRequest, activity: Activity, turn: Turn, voter: object) -> Card:
    """Draw the card of the turn's statement with blanks, as the view would for somebody who votes here."""
    if turn.statement is None:
        message = "no statement to draw"
        raise ValueError(message)
    values: Mapping[str, object] = {
        "turn": BlankTurn(turn.statement, turn.total, turn.is_many),
        "voter": voter,
        "rules": rules_of(activity),
        "hint": None,
        "consent": None,
        "key": "",
        "csrf_token": TOKEN,
    }
    drawn = render_to_string("opinions/card.html", {**place_values(activity), **values}, request)
    return Card(tuple(BLANK.split(drawn)), turn.is_many)
