"""Who takes a filed application in hand registers itself here; a service knows them only by this face."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from minka.services.models import Application, Service


class Handling(Protocol):
    """What becomes of an application once it is filed."""

    def take(self, application: Application, *, at: dt.datetime) -> None:
        """Open what is to be done, in the very transaction that files it: both happen, or neither."""
        ...

    def page(self, application: Application) -> str:
        """The address where whoever filed it follows it."""
        ...

    def paper(self, application: Application) -> str:
        """The address of its receipt as a paper to keep."""
        ...

    def counted_later(self, application: Application) -> str:
        """Why what was filed counts as of a later day, with the norm; empty when it counts as of its own."""
        ...

    def figures(self, service: Service) -> str:
        """The address where everybody sees how the service does."""
        ...

    def often_observed(self, service: Service) -> Sequence[tuple[str, int]]:
        """Requirements with the number of ten applications that were observed for them, the most frequent first."""
        ...


class HandlingTaken(RuntimeError):  # noqa: N818 - says what happened
    """Two apps want every application: a programming mistake."""


_HANDLING: list[Handling] = []


def register(handling: Handling) -> Handling:
    if _HANDLING:
        raise HandlingTaken
    _HANDLING.append(handling)
    return handling


def handling() -> Handling:
    """Whoever takes applications in hand."""
    return _HANDLING[0]
