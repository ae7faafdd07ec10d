"""Who counts days registers itself here: it is told when rules change, and says how much a change would touch."""

import datetime as dt
from typing import Protocol

from minka.sites.models import Site


class Watcher(Protocol):
    """Whoever keeps dates that follow from the rules."""

    def touched(self, site: Site, day: dt.date) -> int:
        """How many open things of a site, and of those below it, have this day in their count."""
        ...

    def changed(self) -> None:
        """Count again, soon: some rule is not what it was."""
        ...


_WATCHERS: list[Watcher] = []


def register(watcher: Watcher) -> Watcher:
    _WATCHERS.append(watcher)
    return watcher


def touched(site: Site, day: dt.date) -> int:
    return sum(each.touched(site, day) for each in _WATCHERS)


def tell_changed() -> None:
    for each in _WATCHERS:
        each.changed()
