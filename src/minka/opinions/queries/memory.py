"""What one process remembers of an activity for a few seconds, so that a vote asks the database for nothing else."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from django.conf import settings

MOST = 40  # activities


class Memory[Thing]:
    """Things by key, each at most ``times`` as old as a shared page may be. Nobody waits while one is made again."""

    def __init__(self, *, times: int = 1) -> None:
        self._times = times
        self._things: OrderedDict[Hashable, tuple[float, Thing]] = OrderedDict()
        self._making = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        known = self._things.get(key)
        if known is not None and time.monotonic() - known[0] < self._times * settings.SHARED_SECONDS:
            return known[1]
        if not self._making.acquire(blocking=False):
            return known[1] if known is not None and settings.SHARED_SECONDS else make()
        try:
            made = make()
            self._things[key] = (time.monotonic(), made)
            self._things.move_to_end(key)
            while len(self._things) > MOST:
                self._things.popitem(last=False)
        finally:
            self._making.release()
        return made
