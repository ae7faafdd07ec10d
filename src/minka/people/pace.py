"""Limits on pace that do not punish a shared phone or a village behind one address.

A bucket refills steadily; an act takes one token. The bucket of a participant is small, the one of an address is as
large as a workshop in one room needs. Someone over the limit is told how long to wait, and nothing typed is lost.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST_REMEMBERED: Final = 50_000


@dataclass(frozen=True)
class Limit:
    """``capacity`` acts at once, refilled at ``per_hour``."""

    name: str
    capacity: int
    per_hour: int


LIMITS = {
    "contribute": Limit("contribute", 12, 60),
    "contribute-address": Limit("contribute-address", 300, 1200),
    "support": Limit("support", 60, 600),
    "photo-address": Limit("photo-address", 150, 600),
    "report": Limit("report", 10, 20),
    "recount-address": Limit("recount-address", 10, 30),
    "report-file-address": Limit("report-file-address", 120, 600),
    "vote": Limit("vote", 120, 600),
    "vote-address": Limit("vote-address", 3000, 6000),
    "join-address": Limit("join-address", 500, 1200),
    "page": Limit("page", 300, 1800),
    "contact": Limit("contact", 5, 10),
    "contact-address": Limit("contact-address", 60, 120),
    "contact-mailbox": Limit("contact-mailbox", 3, 3),
    "log-address": Limit("log-address", 30, 60),
    "code": Limit("code", 10, 60),
    "code-address": Limit("code-address", 120, 600),
}


class TooFast(Exception):  # noqa: N818 - a state, not a mistake
    """The limit is reached; ``wait`` seconds from now there is room again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


# A token that a power failure forgets harms nobody: alone in its transaction, it does not wait for the disk.
SPEND = """
with wait as materialized (select case when %(alone)s then set_config('synchronous_commit', 'off', true) end)
insert into people_pace as p (key, tokens, updated_at) select %(key)s, %(capacity)s - 1, now() from wait
on conflict (key) do update set
  tokens = greatest(-1, least(%(capacity)s, p.tokens + extract(epoch from now() - p.updated_at) * %(rate)s) - 1),
  updated_at = now()
returning tokens
"""


def spend(name: str, who: str) -> None:
    """Take one token of the limit from whoever acts.

    Raises:
        TooFast: the bucket is empty.
    """
    limit = LIMITS[name]
    rate = limit.per_hour / 3600
    with connection.cursor() as cursor:
        alone = not connection.in_atomic_block
        values: dict[str, str | int | float] = {
            "key": f"{name}:{who}",
            "capacity": limit.capacity,
            "rate": rate,
            "alone": alone,
        }
        cursor.execute(SPEND, values)
        tokens = cursor.fetchone()[0]
    if tokens < 0:
        raise TooFast(max(1, round(-tokens / rate)))


class QuickPace:
    """The same limits kept in one process for what must not ask the database each time: each holds its part of them.

    Who finds no room here is not over the limit yet: the database has the last word (``spend``).
    """

    def __init__(self, name: str, *, processes: int) -> None:
        limit = LIMITS[name]
        self._capacity = max(1.0, limit.capacity / processes)
        self._rate = limit.per_hour / 3600 / processes
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def has_room(self, who: str, now: float) -> bool:
        """Take one token at a moment of a steady clock, in seconds; false when there is none."""
        with self._lock:
            tokens, since = self._buckets.pop(who, (self._capacity, now))
            tokens = min(self._capacity, tokens + (now - since) * self._rate)
            has_room = tokens >= 1
            self._buckets[who] = (tokens - 1 if has_room else tokens, now)
            while len(self._buckets) > MOST_REMEMBERED:
                self._buckets.popitem(last=False)
        return has_room


def address_of(request: HttpRequest) -> str:
    """A keyed hash of the network address, so that no table or log holds the address itself."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    address = forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")
    return _hidden(address)


def mailbox_of(email: str) -> str:
    """A keyed hash of a mail box, so that nobody can have it filled from many phones."""
    return _hidden(email.lower())


def hidden_key(key: str, prefix: str, version: int) -> str:
    """The keys of the shared cache: what is limited per address or mail box does not stand there in words."""
    return _hidden(f"{prefix}:{version}:{key}")


def _hidden(words: str) -> str:
    return salted_hmac("minka.people.pace", words, algorithm="sha256").hexdigest()[:32]
