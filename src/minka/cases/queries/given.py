"""What comes with an act: the reason, the norm, the letter, the list of what to correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """One thing to correct. ``questions`` are those that may be answered again."""

    requirement: str
    code: str
    text: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A letter before it is sent: as it was written, or changed by whoever sends it."""

    subject: str
    text: str
    citations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What is asked of another unit or entity."""

    unit: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """Everything that may come with an act; what an act needs stands in its row of the workflow."""

    reason: str = ""
    legal_ground: str = ""
    items: Sequence[Item] = ()
    letter: Draft | None = None
    days: int | None = None
    how: str = ""
    request: Asked | None = None
    answer: str = ""
    document: str = ""
    appeal: str = ""
    corrections: Mapping[str, object] = field(default_factory=dict)
    correction_note: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """The names of the workflow's needs that are met."""
        found = {
            "reason": self.reason,
            "legal_ground": self.legal_ground,
            "observation_items": self.items,
            "letter": self.letter,
            "correction": self.corrections or self.correction_note,
            "request": self.request,
            "answer": self.answer,
            "document": self.document,
            "appeal": self.appeal,
        }
        return frozenset(name for name, what in found.items() if what)
