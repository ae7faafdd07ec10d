"""Who holds a receipt code."""

from minka.people.codes import holder_of
from minka.people.models import Participant


def participant_with_code(code: str) -> Participant | None:
    """The participant who got this code for a contribution or anything else, unless they asked to be forgotten."""
    author = Participant.objects.filter(contributions__code=code, erased_at__isnull=True).first()
    return author or holder_of(code)
