"""What is held about people, told by each app for its own tables: what it is, how to hand it over, how to erase it.

An app that stores a key to a person or a participant registers a ``Holding`` in its ``personal_data.py``, which its
``AppConfig.ready`` imports. A test walks every foreign key and fails for a table that no holding covers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minka.people.models import Participant, Person
from minka.people.names import name_of
from minka.people.participation import kept_by

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Rows = list[dict[str, object]]


def nothing_of(_who: object) -> Rows:
    return []


def leave(_who: object, _with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    """Erase nothing: the rows name nobody once the person or participant behind the key is an empty shell."""


def permit_nothing(_who: Participant, _purpose: str) -> None:
    """No permission allowed any of these rows."""


def nothing_stays(_who: Participant) -> list[str]:
    return []


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of data. ``tables`` are model labels; an eraser is told whether the texts go as well as the name.

    ``end_permission`` takes back what only the permission for a purpose allowed. ``stays_of_participant`` says, before
    anybody erases, what stays all the same, why and until when.
    """

    name: str
    title: "StrOrPromise"
    tables: tuple[str, ...]
    of_participant: Callable[[Participant], Rows] = nothing_of
    of_person: Callable[[Person], Rows] = nothing_of
    erase_participant: Callable[[Participant, bool], None] = leave
    erase_person: Callable[[Person, bool], None] = leave
    end_permission: Callable[[Participant, str], None] = permit_nothing
    stays_of_participant: Callable[[Participant], list[str]] = nothing_stays


HOLDINGS: dict[str, Holding] = {}


class HoldingTaken(RuntimeError):  # noqa: N818 - says what happened
    """Two apps claim the same name: a programming mistake."""


def register(holding: Holding) -> Holding:
    if holding.name in HOLDINGS:
        raise HoldingTaken(holding.name)
    HOLDINGS[holding.name] = holding
    return holding


@dataclass(frozen=True)
class Held:
    """What one holding has about one person or participant."""

    name: str
    title: "StrOrPromise"
    rows: Rows

    @property
    def facts(self) -> list[list[tuple[str, object]]]:
        """The rows as a page shows them: names in words, empty facts left out."""
        return [
            [(name_of(name), value) for name, value in row.items() if value not in (None, "", [])] for row in self.rows
        ]


def held_about(who: Person | Participant) -> list[Held]:
    """All that is held, holding by holding, empty ones too; of a person also what their account keeps."""
    if isinstance(who, Participant):
        return [Held(each.name, each.title, each.of_participant(who)) for each in HOLDINGS.values()]
    kept = kept_by(who)
    return [
        Held(each.name, each.title, each.of_person(who) + [row for one in kept for row in each.of_participant(one)])
        for each in HOLDINGS.values()
    ]


def what_stays(who: Person | Participant) -> list[str]:
    """What erasing does not take, in sentences; of a person what holds for each participant of their account."""
    held = [who] if isinstance(who, Participant) else kept_by(who)
    return [words for one in held for each in HOLDINGS.values() for words in each.stays_of_participant(one)]
