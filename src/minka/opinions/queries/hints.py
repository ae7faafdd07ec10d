"""What is offered to a voter below the card: each thing once, at its moment, and never in the way."""

from dataclasses import dataclass

from minka.opinions.access import rules_of, shows_results
from minka.opinions.models import Voter
from minka.processes.access import today
from minka.processes.models import Activity

CODE_AFTER, PLACE_AFTER = 3, 5


@dataclass(frozen=True)
class Hint:
    """``standing``, ``code`` or ``place``, and the code where it is shown."""

    what: str
    code: str = ""


def hint_after(activity: Activity, voter: Voter, votes: int) -> Hint | None:
    """What this voter is offered right after so many votes, if anything."""
    rules = rules_of(activity)
    if votes == rules.enough and shows_results(activity, today(), votes=votes):
        return Hint("standing")
    if votes not in {CODE_AFTER, PLACE_AFTER}:
        return None
    held = Voter.objects.get(pk=voter.pk)
    if votes == CODE_AFTER:
        return Hint("code", held.code)
    return Hint("place") if rules.asks_place and not held.place_code else None
