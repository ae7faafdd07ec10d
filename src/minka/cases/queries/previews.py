"""A letter before it is sent, with the dates that the act itself will bring."""

from minka.cases.queries.given import Draft, Given
from minka.cases.queries.letters import draft_letter
from minka.cases.queries.standing import Standing
from minka.engine.clocks import Event
from minka.engine.workflows import Action


def preview_letter(standing: Standing, row: Action, given: Given) -> Draft:
    """The letter of an action as it would go out today.

    Raises:
        ClockInvalid: the law does not know such an act.
    """
    clock = standing.clock
    if row.event is not None:
        clock = standing.with_event(Event(row.event, standing.today, days=given.days, ground=given.legal_ground))
    return draft_letter(standing, row.letter or "", given, clock)
