"""What a forecast knows of a case: of which service it is, when it began and when it ended. Nothing about persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

type Level = Literal["service", "entity", "family"]
LEVELS: tuple[Level, ...] = ("service", "entity", "family")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a case is one of: a service, of an entity, in a family of services alike across entities."""

    service: str
    entity: str = ""
    family: str = ""

    def shares(self, other: "Kind", level: Level) -> bool:
        """Whether both are of the same service, entity or family; a name that is not given is shared by nobody.

        >>> Kind("leche", "chota", "permits").shares(Kind("agua", "chota"), "entity")
        True
        """
        name: str = getattr(self, level)
        return bool(name) and name == getattr(other, level)


@dataclass(frozen=True, slots=True)
class Span:
    """One case from filing to its end: the decision notified, or approval by silence. No end: it is open.

    Cases that end in another way (withdrawn, not filed) end without an answer: give them ``was_answered=False``, and
    they count as seen until then.
    """

    kind: Kind
    started_on: date
    ended_on: date | None = None
    was_answered: bool = True

    def answered_by(self, day: date) -> bool:
        """Whether its answer was out at the end of the day."""
        return self.was_answered and self.ended_on is not None and self.ended_on <= day


def of_level(spans: Iterable[Span], kind: Kind, level: Level) -> list[Span]:
    """The cases that share the service, the entity or the family."""
    return [span for span in spans if kind.shares(span.kind, level)]
