"""The legal regime of a procedure: which silence, which term, and the days the law gives to each act."""

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_WITHOUT_LAW = 30
LONGEST_TERM = 5_000


class Silence(StrEnum):
    """What happens when the entity says nothing in time: approved, free to appeal, or approved at filing already."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    AUTOMATIC = "automatic"


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


class AfterCorrection(StrEnum):
    """Whether the term goes on where it stopped (arts. 125.3.1 and 126.1) or begins anew (art. 131.1)."""

    GOES_ON = "goes_on"
    BEGINS_ANEW = "begins_anew"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that Ley 27444 gives to each act, all of them working days; a special law may give others."""

    notice: int = 5
    correction: int = 2
    observation: int = 2
    cooperation: int = 7
    errand: int = 30
    acknowledgement: int = 2
    document: int = 5
    appeal: int = 15


@dataclass(frozen=True, slots=True)
class Regime:
    """What the law says of one procedure.

    ``term`` is None only for automatic approval. ``basis`` is the norm that allows more than thirty working days or
    calendar days ("Ley …, art. …"), ``extension`` the norm that allows the term to be lengthened; empty when there is
    none. ``check_regime`` tells what is unlawful in one.
    """

    silence: Silence
    term: Term | None = None
    basis: str = ""
    extension: str = ""
    after_correction: AfterCorrection = AfterCorrection.GOES_ON
    days: Days = field(default_factory=Days)


POSITIVE = Regime(Silence.POSITIVE, Term(30))
NEGATIVE = Regime(Silence.NEGATIVE, Term(30))
AUTOMATIC = Regime(Silence.AUTOMATIC)
