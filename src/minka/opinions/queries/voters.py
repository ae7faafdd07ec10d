"""A voter as the team sees one: a number and counts, never a person."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404

from minka.opinions.actions.voters import WITHDRAWN, Exclusion
from minka.opinions.models import Voter
from minka.processes.models import Activity

MOST_SHOWN = 200


@dataclass(frozen=True)
class VoterView:
    """What may be known of a voter: how much they voted, since when and how they came."""

    voter: Voter
    votes: int
    passes: int

    @property
    def reason(self) -> str:
        return str(dict(Exclusion.choices).get(self.voter.excluded_reason, ""))

    @property
    def may_return(self) -> bool:
        return self.voter.is_excluded and self.voter.excluded_reason != WITHDRAWN


def find_voter(activity: Activity, said: int | str) -> VoterView | None:
    """The voter with this number or this code in this activity."""
    named = Q(number=said) if isinstance(said, int) else Q(code=said)
    return next(iter(_views(activity, named, 1)), None)


def get_voter(activity: Activity, number: int) -> Voter:
    """The voter with this number, or 404."""
    voter = Voter.objects.select_related("site").filter(activity=activity, number=number).first()
    if voter is None:
        raise Http404
    return voter


def excluded_voters(activity: Activity) -> list[VoterView]:
    return _views(activity, Q(is_excluded=True), MOST_SHOWN)


def _views(activity: Activity, which: Q, most: int) -> list[VoterView]:
    found = Voter.objects.filter(which, activity=activity).order_by("number")
    counted = found.annotate(cast=Count("votes__value"), passed=Count("votes__value", filter=Q(votes__value=0)))
    return [VoterView(each, each.cast, each.passed) for each in counted[:most]]
