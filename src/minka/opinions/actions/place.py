"""A voter says from which district they are, or no longer."""

from django.db import transaction

from minka.opinions.actions.join import must_be_theirs, ref_of
from minka.opinions.models import Voter
from minka.people.models import Participant
from minka.records.actions import write_audit


def say_place(*, voter: Voter, place_code: str, by: Participant) -> None:
    """Keep the district (INEI coding), or forget it when it is empty.

    Raises:
        NotTheirs: the voter is another participant's.
    """
    must_be_theirs(voter=voter, by=by)
    activity = voter.activity
    with transaction.atomic():
        Voter.objects.filter(pk=voter.pk).update(place_code=place_code)
        write_audit(
            site=activity.site.slug,
            by=by,
            action="voter.placed",
            subject=ref_of(activity),
            changes={"has_place": bool(place_code)},
        )
