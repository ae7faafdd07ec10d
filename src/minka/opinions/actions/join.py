"""Somebody begins to vote: a voter with a number drawn at random and a code that brings them back."""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from minka.contributions.actions.newcomer import newcomer
from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.actions.voice import Agreed, agree
from minka.contributions.models import Contribution
from minka.engine.ledger.codes import make_code
from minka.opinions.access import account_key
from minka.opinions.models import Voter
from minka.people.models import Participant, Person
from minka.processes.access import is_open, stays_unclosed
from minka.processes.models import Activity
from minka.records.actions import Actor, write_audit

NUMBERS = 10**10  # so many that two voters hardly ever draw the same one, and still short enough to be read
ATTEMPTS = 20


class NotTheirs(Exception):  # noqa: N818 - a state, not a mistake
    """Somebody else votes with this voter."""


def join_voting(
    *,
    activity: Activity,
    participant: Participant,
    by: Actor,
    agreed: Sequence[Agreed] = (),
    channel: str = Contribution.Channel.WEB,
    code: str = "",
    handed_in_at: dt.datetime | None = None,
) -> Voter:
    """Give the participant their voter in this activity: the one they have, or a new one with its audit entry.

    The entry names the activity and never the voter: a person's name does not lead to the number that files show.
    ``code`` is that of a sheet which was printed before; ``handed_in_at`` when it was filled in.

    Raises:
        PhaseClosed: the activity is not open, or was not when the sheet was handed in.
    """
    now = timezone.now()
    if not is_open(activity, timezone.localdate(handed_in_at or now)):
        raise PhaseClosed
    with transaction.atomic():
        if not stays_unclosed(activity.process):
            raise PhaseClosed
        voter, is_new = _voter(activity, participant, by, channel, code, now)
        if is_new:
            agree(participant=participant, agreed=agreed)
            write_audit(
                site=activity.site.slug,
                by=by,
                action="voter.joined",
                subject=ref_of(activity),
                changes={"channel": channel},
            )
    return voter


def participant_with_account(*, by: Person) -> Participant:
    """The one participant as whom a person votes where an account is asked for; two presses make one."""
    participant = newcomer(idempotency_key=account_key(by), language=by.language)
    Participant.objects.filter(pk=participant.pk, person=None, erased_at=None).update(person=by)
    return participant


def must_be_theirs(*, voter: Voter, by: Participant) -> None:
    """Only the participant who votes with a voter changes anything about it.

    Raises:
        NotTheirs: the voter is another participant's.
    """
    if voter.participant_id != by.pk:
        raise NotTheirs


def ref_of(activity: Activity) -> str:
    """How the audit trail names an activity."""
    return f"{activity.process.ref}/{activity.slug}"


def _voter(
    activity: Activity, participant: Participant, by: Actor, channel: str, code: str, now: dt.datetime
) -> tuple[Voter, bool]:
    """Insert, unless somebody did at this moment; a number or code that is taken is drawn again."""
    for _ in range(ATTEMPTS):
        drawn = Voter(
            site=activity.site,
            activity=activity,
            participant=participant,
            number=secrets.randbelow(NUMBERS) + 1,
            code=code or make_code(secrets.token_bytes(16)),
            channel=channel,
            recorded_by=by if isinstance(by, Person) else None,
            joined_at=now,
        )
        Voter.objects.bulk_create([drawn], ignore_conflicts=True)
        voter = Voter.objects.filter(activity=activity, participant=participant).first()
        if voter is not None:
            return voter, voter.number == drawn.number
    message = f"no free number for a voter of activity {activity.pk}, or the code is taken"
    raise RuntimeError(message)
