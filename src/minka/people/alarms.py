"""Receipt codes that opened nothing, counted by the hour: who guesses from many addresses is slowed by none of them.

Only numbers are kept: no code, no address. When an hour passes the limit one line goes to the log of the machine, and
one more each time as many again were tried; the operators' page shows the numbers.
"""

import datetime as dt
import logging
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from minka.people.models import FailedCodes

log = logging.getLogger(__name__)
MANY = 300  # in an hour; mistyped codes of a large workshop stay below
SHOWN = dt.timedelta(days=1)
KEPT = dt.timedelta(days=30)

COUNT = """
insert into people_failedcodes as f (hour, count) values (%s, 1)
on conflict (hour) do update set count = f.count + 1 returning count
"""


@dataclass(frozen=True)
class Guessing:
    """Codes that opened nothing: in the hour that runs and in the last day; whether one of its hours had too many."""

    this_hour: int
    last_day: int
    is_alarming: bool


def note_failed_code() -> None:
    """One more code opened nothing."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_this_hour()])
        count = cursor.fetchone()[0]
    if count % MANY == 0:
        log.warning("Many receipt codes were tried and opened nothing: %s since the full hour", count)


def guessing() -> Guessing:
    """How many codes opened nothing of late."""
    recent = FailedCodes.objects.filter(hour__gt=_this_hour() - SHOWN)
    by_hour = dict(recent.values_list("hour", "count"))
    return Guessing(
        by_hour.get(_this_hour(), 0), sum(by_hour.values()), is_alarming=any(each >= MANY for each in by_hour.values())
    )


def forget_old_counts() -> None:
    """Counts of more than a month ago say nothing any more."""
    FailedCodes.objects.filter(hour__lt=timezone.now() - KEPT).delete()


def _this_hour() -> dt.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)
