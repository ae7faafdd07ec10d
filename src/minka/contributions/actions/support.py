"""Standing behind what somebody else said: once each, counted exactly."""

from django.db import transaction
from django.db.models import F, Q

from minka.contributions.access import rules_of
from minka.contributions.models import Contribution, Support
from minka.people.models import Participant
from minka.processes.access import is_open, today


class CannotBeSupported(Exception):  # noqa: N818 - a state, not a mistake
    """The activity is closed or takes no supports, or the contribution is a comment, not public or their own."""


def support_contribution(*, contribution: Contribution, by: Participant) -> Contribution:
    """Stand behind a contribution, or behind the one it was merged into. Twice is once.

    Raises:
        CannotBeSupported: not open, not public, a comment, or their own.
    """
    with transaction.atomic():
        held = _hold(contribution)
        if held.visibility != Contribution.Visibility.VISIBLE or held.parent_id is not None:
            raise CannotBeSupported
        if held.participant_id == by.pk or not rules_of(contribution.activity).supports:
            raise CannotBeSupported
        if not is_open(contribution.activity, today()):
            raise CannotBeSupported
        _, is_new = Support.objects.get_or_create(contribution=held, participant=by, defaults={"site_id": held.site_id})
        if is_new:
            Contribution.objects.filter(pk=held.pk).update(support_count=F("support_count") + 1)
    return held


def take_support_back(*, contribution: Contribution, by: Participant) -> Contribution:
    """Stand behind it no longer. Allowed at any time: nobody is held to a support."""
    with transaction.atomic():
        held = _hold(contribution)
        mine = Support.objects.filter(Q(contribution=held) | Q(contribution__merged_into=held), participant=by)
        behind = list(mine.values_list("contribution", flat=True))
        mine.delete()  # also behind what was merged into it: separating must not bring it back
        Contribution.objects.filter(pk__in=behind).update(support_count=F("support_count") - 1)
    return held


def _hold(contribution: Contribution) -> Contribution:
    """Lock the row whose count changes, so that a merge and a support never pass each other unseen."""
    held = _locked(contribution.pk)
    return held if held.merged_into_id is None else _locked(held.merged_into_id)


def _locked(number: int) -> Contribution:
    needed = ("site_id", "merged_into_id", "visibility", "parent_id", "participant_id")
    return Contribution.objects.select_for_update(no_key=True).only(*needed).get(pk=number)
