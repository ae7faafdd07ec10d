"""Saying something about what somebody said: a voice of its own with a parent (docs/decisions/0004)."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from minka.contributions.access import rules_of
from minka.contributions.actions.submission import Submitted, Voice
from minka.contributions.actions.voice import Agreed, hand_in
from minka.contributions.models import Contribution
from minka.people.models import Participant

KIND = "comment"


class CommentsClosed(Exception):  # noqa: N818 - a state, not a mistake
    """The activity takes no comments, or what is commented on is not public."""


def comment_on(
    *,
    contribution: Contribution,
    text: str,
    language: str,
    idempotency_key: str,
    by: Participant | None,
    agreed: Sequence[Agreed] = (),
) -> Submitted:
    """Receive a comment once, with a receipt of its own; it asks for no answer.

    Raises:
        CommentsClosed: no comments here.
        PhaseClosed: the activity is not open.
    """
    if not may_be_commented(contribution):
        raise CommentsClosed
    voice = Voice(text=text, kind=KIND, language=language, parent=contribution, needs_answer=False)
    with transaction.atomic():
        submitted = hand_in(
            activity=contribution.activity, voice=voice, idempotency_key=idempotency_key, by=by, agreed=agreed
        )
        if submitted.is_new and submitted.contribution.visibility == Contribution.Visibility.VISIBLE:
            Contribution.objects.filter(pk=contribution.pk).update(comment_count=F("comment_count") + 1)
    return submitted


def may_be_commented(contribution: Contribution) -> bool:
    """Whether people may comment: the activity takes comments, and this is public and no comment itself."""
    is_public = contribution.visibility == Contribution.Visibility.VISIBLE
    return is_public and contribution.parent_id is None and rules_of(contribution.activity).comments
