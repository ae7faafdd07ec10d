"""The box with the supports of a contribution, for one reader."""

from dataclasses import dataclass

from minka.contributions.models import Contribution, Support
from minka.people.models import Participant
from minka.processes.access import is_open, today
from minka.web.keys import new_key


@dataclass(frozen=True)
class SupportBox:
    """How many stand behind it, whether this reader does, and whether the button is there."""

    contribution: Contribution
    count: int
    is_mine: bool
    is_own: bool
    may_change: bool
    key: str


def support_box(contribution: Contribution, participant: Participant | None) -> SupportBox:
    """The box for one reader; one query when somebody takes part from this browser."""
    is_mine = (
        participant is not None and Support.objects.filter(contribution=contribution, participant=participant).exists()
    )
    is_own = participant is not None and contribution.participant_id == participant.pk
    is_public = contribution.visibility == Contribution.Visibility.VISIBLE
    return SupportBox(
        contribution=contribution,
        count=contribution.support_count + contribution.source_support_count,
        is_mine=is_mine,
        is_own=is_own,
        may_change=is_public
        and not is_own
        and contribution.merged_into_id is None
        and is_open(contribution.activity, today()),
        key=new_key(),
    )
