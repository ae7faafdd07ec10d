"""How long an entity may take and what its silence means: what rows of a TUPA, services and the legal clock share."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TERM, MOST_MONTHS = 5_000, 240


class Regime(StrEnum):
    """What silence means. Ley 27444 arts. 31, 33 and 34 (TUO 33, 35 and 38)."""

    AUTOMATIC = "automatic"  # approved when it is filed
    POSITIVE = "positive"  # evaluated; silence grants
    NEGATIVE = "negative"  # evaluated; silence lets the person appeal


class Unit(StrEnum):
    """In what a term is counted. Days mean working days (art. 134.1) unless a law says calendar days (art. 139)."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """So many days or months."""

    count: int
    unit: Unit = Unit.WORKING_DAYS

    @property
    def is_possible(self) -> bool:
        """Whether the clock counts so long: 1 to 5,000 days or 240 months."""
        return 1 <= self.count <= (MOST_MONTHS if self.unit is Unit.MONTHS else LONGEST_TERM)
