"""Kinds of activity register themselves here; a process knows them only by this face."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from django import forms
from django.urls import URLPattern, URLResolver
from django.utils.text import slugify

from minka.people import codes
from minka.people.codes import HoldsDeeds
from minka.processes.models import Activity
from minka.processes.slugs import free_slug

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Card:
    """What a process page shows of one activity: its one action and what came in so far."""

    url: str
    action: str  # the words on the button, or nothing when the activity is not open
    state: str  # a sentence: open until when, opens when, closed
    voices: int
    answered: int
    waiting: int
    action_url: str = ""  # where the action begins, when that is not the first page
    icon: str = "pencil"  # of the action
    came_in: str = ""  # how much came in, in the kind's own words instead of its voices


class ActivityKind(Protocol):
    """One way of taking part. ``docs/guide/activity-kind.md`` shows how to add the next."""

    key: str
    word: str  # begins the address of each of its activities, so that no two kinds claim the same address
    settings_form: type[forms.Form]
    is_discussed: bool  # whether people support and comment on what is handed in
    has_own_paper: bool  # whether it prints and types in sheets of its own, so that those of contributions pass it by

    @property
    def name(self) -> "StrOrPromise": ...

    def card(self, activity: Activity, today: dt.date) -> Card: ...

    def page(self, activity: Activity, number: int | None = None) -> str:
        """The address of the activity, or of the contribution with this number in it."""
        ...

    def urls(self) -> list[URLPattern | URLResolver]: ...


@runtime_checkable
class HearsOfClosing(Protocol):
    """The further face of a kind that has something to finish when its process closes."""

    def closed(self, activity: Activity) -> None:
        """The process closes now, in this very transaction."""
        ...


@runtime_checkable
class BringsItsOwn(Protocol):
    """The further face of a kind whose activities take no table of contributions, but an import of their own."""

    def import_page(self, activity: Activity) -> str:
        """The address where something is brought into the activity."""
        ...


_KINDS: dict[str, ActivityKind] = {}


class KindTaken(RuntimeError):  # noqa: N818 - says what happened
    """Two kinds claim the same key: a programming mistake."""


def register(kind: ActivityKind) -> ActivityKind:
    if kind.key in _KINDS:
        raise KindTaken(kind.key)
    _KINDS[kind.key] = kind
    further: object = kind
    if isinstance(further, HoldsDeeds):
        codes.register(further)
    return kind


def kind_of(activity: Activity) -> ActivityKind:
    return _KINDS[activity.kind]


def find_kind(key: str) -> ActivityKind | None:
    """The kind with this key, for keys that came from outside."""
    return _KINDS.get(key)


def tell_of_closing(activities: Iterable[Activity]) -> None:
    """Let the kinds of these activities finish what they have to."""
    for activity in activities:
        kind: object = find_kind(activity.kind)
        if isinstance(kind, HearsOfClosing):
            kind.closed(activity)


def import_page_of(activity: Activity) -> str:
    """Where something is brought into the activity, if not by the import of contributions."""
    kind: object = find_kind(activity.kind)
    return kind.import_page(activity) if isinstance(kind, BringsItsOwn) else ""


def activity_slug(kind: str, title: str, *, taken: Iterable[str]) -> str:
    """An address nobody else in the process has, beginning with the kind's word: ``ideas``, ``ideas-para-la-plaza``."""
    word, named = _KINDS[kind].word, slugify(title)
    full = named if f"{named}-".startswith(f"{word}-") else f"{word}-{named}"
    return free_slug(full, taken=taken, longest=60)


def kinds() -> list[ActivityKind]:
    return [_KINDS[key] for key in sorted(_KINDS)]
