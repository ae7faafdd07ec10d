"""A participant's own acts: hand in, agree, leave a contact, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from minka.contributions.access import rules_of
from minka.contributions.actions.newcomer import newcomer
from minka.contributions.actions.photo import WaitingPhoto, claim_photo, remove_photos
from minka.contributions.actions.submission import PhaseClosed, Submitted, Voice, receive_contribution
from minka.contributions.models import Contribution
from minka.people.models import Consent, Participant
from minka.processes.models import Activity
from minka.records.actions import blank_record, write_audit

PREFIX = "web:"  # keys made by forms, apart from those of imports and paper


@dataclass(frozen=True)
class Agreed:
    """A yes to one purpose in the version of the text that was shown."""

    purpose: str
    version: str


@dataclass(frozen=True)
class Picture:
    """A photo that goes with a voice, and whether its author lets everybody see it."""

    photo: WaitingPhoto
    is_public: bool


class CannotBeWithdrawn(Exception):  # noqa: N818 - a state, not a mistake
    """Only its author may withdraw a contribution."""


def earlier_contribution(activity: Activity, key: str) -> Contribution | None:
    """The contribution that this very form made before, if it did."""
    made = Contribution.objects.filter(activity=activity, idempotency_key=PREFIX + key)
    return next(iter(made.only("title", "text", "visibility", "participant_id")[:1]), None)


def hand_in(
    *,
    activity: Activity,
    voice: Voice,
    idempotency_key: str,
    by: Participant | None,
    picture: Picture | None = None,
    agreed: Sequence[Agreed] = (),
    held: bool | None = None,
) -> Submitted:
    """Receive a voice with its photo and consents, all or nothing. The same form again gives the first receipt.

    ``held`` says whether somebody looks at it first, for a kind of activity that decides so by a rule of its own.

    Raises:
        PhaseClosed: the activity is not open.
    """
    is_held = rules_of(activity).moderated_first if held is None else held
    try:
        return _receive(activity, voice, idempotency_key, by, picture, agreed, held=is_held)
    except (IntegrityError, PhaseClosed):  # or the same form was sent twice at one moment
        earlier = earlier_contribution(activity, idempotency_key)
        if earlier is None:
            raise
        return Submitted(earlier, is_new=False)


def _receive(
    activity: Activity,
    voice: Voice,
    idempotency_key: str,
    by: Participant | None,
    picture: Picture | None,
    agreed: Sequence[Agreed],
    *,
    held: bool,
) -> Submitted:
    with transaction.atomic():
        participant = by or newcomer(idempotency_key=idempotency_key, language=voice.language)
        contribution = receive_contribution(
            activity=activity,
            voice=voice,
            idempotency_key=PREFIX + idempotency_key,
            by=participant,
            participant=participant,
            held=held,
        )
        agree(participant=participant, agreed=agreed)
        if picture is not None:
            claim_photo(contribution=contribution, photo=picture.photo, is_public=picture.is_public)
    return Submitted(contribution, is_new=True)


def agree(*, participant: Participant, agreed: Sequence[Agreed]) -> None:
    """Note each yes; one that is in force already stays as it was given."""
    Consent.objects.bulk_create(
        [Consent(participant=participant, purpose=each.purpose, text_version=each.version) for each in agreed],
        ignore_conflicts=True,
    )


def withdraw_contribution(*, contribution: Contribution, by: Participant) -> None:
    """Take a voice back: its words, photos and public opening are destroyed, its place in the log stays.

    Repeating it changes nothing.

    Raises:
        CannotBeWithdrawn: somebody else wrote it.
    """
    if contribution.participant_id != by.pk:
        raise CannotBeWithdrawn
    with transaction.atomic():
        held = Contribution.objects.select_for_update().select_related("site").defer("search").get(pk=contribution.pk)
        if held.visibility == Contribution.Visibility.WITHDRAWN:
            return
        _forget_words(held)
        remove_photos(contribution=held)
        blank_record(subject=held.ref, reason="withdrawn")
        write_audit(site=held.site.slug, by=by, action="contribution.withdrawn", subject=held.ref)


def _forget_words(held: Contribution) -> None:
    was_counted = held.visibility != Contribution.Visibility.HELD
    held.visibility = Contribution.Visibility.WITHDRAWN
    held.title = held.text = held.spoken_by = ""
    held.body = {}
    held.save(update_fields=["visibility", "title", "text", "spoken_by", "body"])
    if held.parent_id is not None and was_counted:
        Contribution.objects.filter(pk=held.parent_id).update(comment_count=F("comment_count") - 1)
