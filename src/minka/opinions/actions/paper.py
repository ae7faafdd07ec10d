"""Typing in a sheet of statements. The sheet's code becomes its voter's; who typed it and both dates are kept."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from minka.contributions.actions.newcomer import newcomer
from minka.contributions.actions.voice import Agreed
from minka.contributions.models import Contribution, PaperSheet
from minka.opinions.actions.join import join_voting
from minka.opinions.actions.vote import enter_votes
from minka.opinions.models import Voter
from minka.opinions.queries.paper import voter_of_sheet, votes_of
from minka.people.models import Person
from minka.sites.access import require


@dataclass(frozen=True)
class Entered:
    """A sheet that is in: whose votes they are, and how many were new or different."""

    voter: Voter
    changed: int


class SheetTyped(Exception):  # noqa: N818 - a state
    """The sheet is in already with other answers; ``voter`` says who typed it."""

    def __init__(self, voter: Voter) -> None:
        super().__init__(voter.pk)
        self.voter = voter


def enter_sheet(
    *,
    sheet: PaperSheet,
    votes: Mapping[int, int | None],
    handed_in_at: dt.datetime,
    agreed: Sequence[Agreed],
    by: Person,
    corrects: bool = False,
) -> Entered:
    """The votes of the sheet are those that were typed. The same sheet with the same answers again changes nothing.

    A correction changes what it names and takes away what it names with nothing; what the voter said since stays.

    Raises:
        PhaseClosed: the activity was not open on the day it was handed in.
        SheetTyped: the sheet is in with other answers, and this is not said to correct them.
        StatementsUnknown: the activity has no such statements; nothing is kept.
    """
    activity = sheet.activity
    require(by, "enter_paper", activity.process.site)
    with transaction.atomic():
        PaperSheet.objects.select_for_update().only("pk").get(pk=sheet.pk)
        known = voter_of_sheet(sheet)
        if known is not None and not corrects:
            if votes_of(known) != dict(votes):
                raise SheetTyped(known)
            return Entered(known, 0)
        voter = known or join_voting(
            activity=activity,
            participant=newcomer(idempotency_key=f"sheet:{sheet.code}"),
            by=by,
            agreed=agreed,
            channel=Contribution.Channel.PAPER,
            code=sheet.code,
            handed_in_at=handed_in_at,
        )
        return Entered(voter, enter_votes(voter=voter, votes=votes, by=by, handed_in_at=handed_in_at))
