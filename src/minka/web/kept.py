"""Counts that are kept for a few seconds. When they grow old one request counts again and nobody waits for it."""

import threading
import time
from collections.abc import Callable
from typing import Final

from minka.web.memory import memory

SECONDS: Final = 15
LONGEST: Final = 600  # an old value is better than a queue of requests that all count the same thing

_counting = threading.Lock()


def kept[T](key: str, count: Callable[[], T]) -> T:
    """The value under the key, counted at most every ``SECONDS`` by one thread of this process."""
    found: tuple[float, T] | None = memory.get(key)
    if found is not None and time.monotonic() - found[0] < SECONDS:
        return found[1]
    if found is not None and not _counting.acquire(blocking=False):
        return found[1]
    if found is None:
        return _keep(key, count)
    try:
        return _keep(key, count)
    finally:
        _counting.release()


def _keep[T](key: str, count: Callable[[], T]) -> T:
    value = count()
    memory.set(key, (time.monotonic(), value), LONGEST)
    return value
