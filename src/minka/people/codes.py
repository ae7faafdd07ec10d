"""Codes that bring somebody back on any phone, and what each app has of theirs.

An app that hands out codes registers a ``HoldsDeeds``; the page for codes and "mi voz" find them without knowing it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from minka.people.models import Participant


@dataclass(frozen=True)
class Deed:
    """What a participant did or is doing besides handing in contributions, as "mi voz" tells it."""

    over: str  # where it belongs, in small print above the title
    title: str
    url: str
    words: str  # a sentence: you voted on so many of so many
    code: str  # that brings them back to it
    code_url: str
    links: tuple[tuple[str, str], ...] = ()  # words and address of what they can do about it
    warning: str = ""


@runtime_checkable
class HoldsDeeds(Protocol):
    """An app in which people do more than hand in contributions, with codes of its own."""

    def holder_of(self, code: str) -> Participant | None:
        """Who got this code here, unless they asked to be forgotten."""
        ...

    def deeds_of(self, own: Sequence[Participant]) -> list[Deed]:
        """What one reader did as these participants, newest first; as many queries however much it is."""
        ...


_HOLDERS: list[HoldsDeeds] = []


def register(holder: HoldsDeeds) -> HoldsDeeds:
    _HOLDERS.append(holder)
    return holder


def holder_of(code: str) -> Participant | None:
    """Who got this code from any app."""
    held = (holder.holder_of(code) for holder in _HOLDERS)
    return next((participant for participant in held if participant is not None), None)


def deeds_of(own: Sequence[Participant]) -> list[Deed]:
    """What one reader did besides handing in contributions, app by app."""
    return [deed for holder in _HOLDERS for deed in holder.deeds_of(own)]
