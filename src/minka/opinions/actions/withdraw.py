"""Taking all votes back."""

from django.db import transaction
from django.utils import timezone

from minka.opinions.actions.join import must_be_theirs, ref_of
from minka.opinions.models import EarlierVote, Vote, Voter
from minka.people.models import Participant
from minka.records.actions import write_audit


def withdraw_votes(*, voter: Voter, by: Participant) -> None:
    """Destroy the votes and what they were before; every map from then on is made without them.

    The voter's number stays behind as an empty and excluded shell that belongs to nobody, because files of published
    maps may name it. The participant may begin again, with another number and another code; somebody whom the team
    excluded stays excluded.

    Raises:
        NotTheirs: the voter is another participant's.
    """
    must_be_theirs(voter=voter, by=by)
    activity = voter.activity
    with transaction.atomic():
        held = Voter.objects.select_for_update().get(pk=voter.pk)
        Vote.objects.filter(activity=activity, voter=held).delete()
        EarlierVote.objects.filter(voter=held).delete()
        if not held.is_excluded:
            held.participant = Participant.objects.create(erased_at=timezone.now())
            held.is_excluded, held.excluded_reason = True, "withdrawn"
        held.place_code = ""
        held.save(update_fields=["participant", "is_excluded", "excluded_reason", "place_code"])
        write_audit(site=activity.site.slug, by=by, action="votes.withdrawn", subject=ref_of(activity))
