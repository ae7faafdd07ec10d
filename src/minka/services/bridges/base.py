"""The faces of what others run. An installation's own bridge is one class with these names (docs/guide/bridge.md)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class BridgeClosed(Exception):  # noqa: N818 - a state, not a mistake
    """The other side does not answer, or refused. ``reason`` names no person and can be shown to an official."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Bridge(Protocol):
    """What every bridge tells of itself."""

    @property
    def is_simulated(self) -> bool:
        """Whether nothing really happens on the other side: every page that uses it then says so."""
        ...


class Registers(Bridge, Protocol):
    """Looks up what the State already holds (in Peru the platform PIDE), so that nobody is asked for it (art. 40)."""

    def look_up(self, register: str, number: str) -> Mapping[str, str] | None:
        """What a register says of a document's number, by names; None when it holds nothing.

        Raises:
            BridgeClosed: the register cannot be asked now.
        """
        ...


@dataclass(frozen=True)
class PaymentOrder:
    """A fee to be paid. ``reference`` is ours and the same when it is asked again."""

    reference: str
    amount: Decimal
    subject: str
    come_back: str  # the address to which the payer returns


class Payments(Bridge, Protocol):
    """Takes the fee of a procedure (in Peru Págalo.pe or a bank)."""

    def address(self, order: PaymentOrder) -> str:
        """Where the person pays. Raises BridgeClosed."""
        ...

    def receipt(self, reference: str) -> tuple[str, dt.date] | None:
        """Number and date of the payment, all that may be asked of a payer (art. 40); None while it is not paid."""
        ...


class FilingDesk(Bridge, Protocol):
    """Hands a filed case to the entity's own filing desk (mesa de partes), where it has one that must know."""

    def hand_over(self, number: str, subject: str, paper: bytes) -> str:
        """The number that the other desk gives. The same case handed over again gives the same number.

        Raises BridgeClosed.
        """
        ...

    def receipt(self, number: str) -> bytes | None:
        """The desk's own receipt for a number it gave, as PDF; None where it has none. Raises BridgeClosed."""
        ...


@dataclass(frozen=True)
class Deposit:
    """A letter in somebody's mailbox: when it was put there and when they opened it, if they did."""

    key: str
    put_at: dt.datetime
    opened_at: dt.datetime | None


class Mailbox(Bridge, Protocol):
    """The electronic mailbox for notifications (casilla única): what is put there counts as notified."""

    def put(self, key: str, owner: str, subject: str, paper: bytes) -> Deposit:
        """Put a letter once; ``owner`` is the number of the person's document. Raises BridgeClosed."""
        ...


class Signer(Bridge, Protocol):
    """Signs a PDF for the entity."""

    def sign(self, paper: bytes, *, reason: str) -> bytes:
        """The same paper with a signature in it (PAdES). Raises BridgeClosed."""
        ...
