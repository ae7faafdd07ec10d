"""Who holds a receipt code."""

from minka.people.models import Participant


def participant_with_code(code: str) -> Participant | None:
    """The participant whose contribution got this code, unless they asked to be forgotten."""
    return Participant.objects.filter(contributions__code=code, erased_at__isnull=True).first()
