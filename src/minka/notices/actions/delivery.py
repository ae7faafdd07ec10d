"""Carrying notices out, so that each leaves once.

A delivery is claimed by a conditional UPDATE before anything leaves, and its end is noted by another that only the
claimant can make. A worker that dies in between leaves it SENDING; after ``STUCK`` a mail is tried again and an SMS is
marked as one of which nobody knows (docs/decisions/0020).
"""

import datetime as dt
import logging

from django.db.models import F
from django.utils import timezone

from minka.notices.base import NotCarried, Unsure
from minka.notices.models import Delivery
from minka.notices.queries.parcels import parcel_for
from minka.notices.queries.reach import reach_of
from minka.notices.registry import carrier_of

log = logging.getLogger(__name__)
Status = Delivery.Status
STUCK = dt.timedelta(minutes=3)
MOST_ATTEMPTS = 8
SAID = 200


class TryLater(Exception):  # noqa: N818 - a state, not a mistake
    """Not now: the mail server is away, or another worker is at it. The task is repeated after a while."""


def carry_delivery(*, delivery_id: int) -> None:
    """The notice has left by this channel, or why it did not is written down. Repeating it sends nothing again.

    Raises:
        TryLater: it should be tried again.
    """
    claimed = _claim(delivery_id)
    if claimed is None:
        return
    address = reach_of([claimed.notice]).get(claimed.notice_id, {}).get(claimed.channel, "")
    if not address:
        _end(claimed, Status.DROPPED)
        return
    carrier = carrier_of(claimed.channel)
    try:
        carrier.carry(parcel_for(claimed, address))
    except Unsure as doubt:
        _end(claimed, Status.UNKNOWN, doubt.reason)
    except NotCarried as trouble:
        _fail(claimed, trouble)
    else:
        _end(claimed, Status.SIMULATED if carrier.is_simulated else Status.SENT)


def _claim(number: int) -> Delivery | None:
    """Make the delivery ours alone, or find that there is nothing to do."""
    now = timezone.now()
    found = Delivery.objects.filter(pk=number)
    if found.filter(status=Status.WAITING).update(status=Status.SENDING, attempts=F("attempts") + 1, updated_at=now):
        return _whole(number)
    held = found.filter(status=Status.SENDING).first()
    if held is None:
        return None
    if held.updated_at > now - STUCK:
        raise TryLater
    return _whole(number) if _take_over(held, now) else None


def _take_over(held: Delivery, now: dt.datetime) -> bool:
    """Decide about one whose worker died: whether it is ours to send again."""
    again = carrier_of(held.channel).may_repeat and held.attempts < MOST_ATTEMPTS
    theirs = Delivery.objects.filter(pk=held.pk, status=Status.SENDING, attempts=held.attempts)
    if not again:
        theirs.update(status=Status.UNKNOWN, failure="worker died", updated_at=now)
        log.warning("Nobody knows whether delivery %s left", held.pk)
        return False
    return bool(theirs.update(attempts=F("attempts") + 1, updated_at=now))


def _whole(number: int) -> Delivery:
    return Delivery.objects.select_related("notice__participant", "notice__person", "notice__site").get(pk=number)


def _fail(claimed: Delivery, trouble: NotCarried) -> None:
    if trouble.again and claimed.attempts < MOST_ATTEMPTS:
        _end(claimed, Status.WAITING, trouble.reason)
        raise TryLater from trouble
    _end(claimed, Status.FAILED, trouble.reason)
    log.warning("Delivery %s failed: %s", claimed.pk, trouble.reason)


def _end(claimed: Delivery, status: str, failure: str = "") -> None:
    """Note how it ended, unless somebody else took it over in the meantime."""
    mine = Delivery.objects.filter(pk=claimed.pk, status=Status.SENDING, attempts=claimed.attempts)
    mine.update(status=status, failure=failure[:SAID], updated_at=timezone.now())
