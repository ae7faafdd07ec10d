"""A row of a TUPA: one procedure, with what its cells say and what could be read of them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minka.engine.terms import Regime, Term


class FeeDoubt(StrEnum):
    """Why a fee has no amount."""

    MISSING = "missing"
    PERCENTAGE = "percentage"  # of the UIT or of a value, without an amount in soles
    SEVERAL = "several"  # more than one amount: which of them holds for whom, the cell alone does not say
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fee:
    """What a person pays in soles; 0 is free. Either ``amount`` or ``doubt`` is given."""

    amount: Decimal | None = None
    doubt: FeeDoubt | None = None


class Way(StrEnum):
    """A channel by which a procedure can be begun."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to begin and what the row says of it: an address, a link, a number."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One row. Texts are cleaned and are "" where the row has none; ``line`` is where it begins in its file, from 1 on.

    ``regimes`` are all that the row names, in the order of ``Regime``: none or several are faults of the row, not of
    its reading. ``is_evaluated`` says whether it names prior evaluation, with or without its silence.
    """

    line: int
    title: str
    code: str = ""
    description: str = ""
    legal_basis: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fee: Fee = Fee(doubt=FeeDoubt.MISSING)
    fee_text: str = ""
    regimes: tuple[Regime, ...] = ()
    is_evaluated: bool = False
    term: Term | None = None
    term_text: str = ""
    start: str = ""
    channels: tuple[Channel, ...] = ()
    office: str = ""
    decides: str = ""
    reconsideration: str = ""
    appeal: str = ""

    @property
    def regime(self) -> Regime | None:
        """The one regime that the row names; None when it names none or several."""
        return self.regimes[0] if len(self.regimes) == 1 else None
