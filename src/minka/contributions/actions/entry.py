"""Typing in what was said on paper or aloud. Who typed it and both dates are kept; the paper's code is its receipt."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from minka.contributions.access import rules_of
from minka.contributions.actions.bulk import free_codes
from minka.contributions.actions.submission import Submitted, Voice, submit_contribution
from minka.contributions.actions.voice import Agreed, agree
from minka.contributions.models import Contribution, PaperSheet
from minka.people.models import Person
from minka.processes.models import Activity
from minka.records.actions import blank_record, write_audit
from minka.sites.access import require

PREFIX = "entry:"  # keys made by the entry desk, apart from those of a phone
MISTYPED = "mistyped"
Visibility = Contribution.Visibility


class SheetUsed(Exception):  # noqa: N818 - a state
    """Somebody typed this sheet in already, perhaps at this very moment."""


class CannotBeUndone(Exception):  # noqa: N818 - a state
    """Somebody else typed it, or it was answered, merged or withdrawn since."""


def type_in(
    *,
    activity: Activity,
    voice: Voice,
    sheet: PaperSheet | None,
    agreed: Sequence[Agreed],
    idempotency_key: str,
    by: Person,
) -> Submitted:
    """Receive a voice that somebody else wrote or said, under the code of its sheet or a new one.

    Raises:
        PhaseClosed: the activity was not open on the day it was handed in.
        SheetUsed: the sheet holds a voice already.
    """
    require(by, "enter_paper", activity.site)
    key = f"{PREFIX}{by.pk}:{idempotency_key}"
    with transaction.atomic():
        held_sheet = PaperSheet.objects.select_for_update().get(pk=sheet.pk) if sheet else None
        earlier = Contribution.objects.defer("search").filter(activity=activity, idempotency_key=key).first()
        if earlier is not None:
            return Submitted(earlier, is_new=False)
        if held_sheet and held_sheet.contribution_id:
            raise SheetUsed
        channel = Contribution.Channel.PAPER if held_sheet else Contribution.Channel.DESK
        submitted = submit_contribution(
            activity=activity,
            voice=replace(voice, channel=channel, code=held_sheet.code if held_sheet else ""),
            idempotency_key=key,
            by=by,
            held=rules_of(activity).moderated_first,
        )
        agree(participant=submitted.contribution.participant, agreed=agreed)
        if held_sheet:
            held_sheet.contribution = submitted.contribution
            held_sheet.save(update_fields=["contribution"])
    return submitted


def undo_entry(*, contribution: Contribution, by: Person) -> tuple[Contribution, str]:
    """Take back what was mistyped: its words go, its place in the log stays blank, its sheet is free again.

    Returns:
        The contribution as it was before, for typing it anew, and the code of its sheet, if it had one.

    Raises:
        CannotBeUndone
    """
    require(by, "enter_paper", contribution.site)
    with transaction.atomic():
        held = Contribution.objects.select_for_update().defer("search").get(pk=contribution.pk)
        if held.recorded_by_id != by.pk or not held.is_waiting or held.visibility == Visibility.WITHDRAWN:
            raise CannotBeUndone
        freed = PaperSheet.objects.filter(contribution=held).update(contribution=None)
        code = held.code if freed else ""
        before = _emptied(held)
        blank_record(subject=held.ref, reason=MISTYPED)
        write_audit(site=contribution.site.slug, by=by, action="contribution.undone", subject=held.ref)
    return before, code


def _emptied(held: Contribution) -> Contribution:
    """Empty the row and give it a code of its own, so that the sheet's can be used again. Returns it as it was."""
    before = Contribution(
        activity_id=held.activity_id,
        text=held.text,
        spoken_by=held.spoken_by,
        place_code=held.place_code,
        language=held.language,
        handed_in_at=held.handed_in_at,
    )
    held.title = held.text = held.spoken_by = ""
    held.body = {}
    held.visibility = Visibility.WITHDRAWN
    held.needs_answer = False
    (held.code,) = free_codes(1)
    held.save(update_fields=["title", "text", "spoken_by", "body", "visibility", "needs_answer", "code"])
    return before
