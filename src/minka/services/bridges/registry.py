"""Which bridges are in use: the simulators until an installation puts its own in their place."""

from dataclasses import dataclass

from minka.services.bridges.base import FilingDesk, Mailbox, Payments, Registers, Signer
from minka.services.bridges.signature import TestSigner
from minka.services.bridges.simulators import (
    SimulatedFilingDesk,
    SimulatedMailbox,
    SimulatedPayments,
    SimulatedRegisters,
)


@dataclass(frozen=True)
class Bridges:
    """One bridge of each kind."""

    registers: Registers
    payments: Payments
    filing_desk: FilingDesk
    mailbox: Mailbox
    signer: Signer


_IN_USE = [Bridges(SimulatedRegisters(), SimulatedPayments(), SimulatedFilingDesk(), SimulatedMailbox(), TestSigner())]


def bridges() -> Bridges:
    """The bridges in use."""
    return _IN_USE[0]


def install(own: Bridges) -> None:
    """Put bridges of one's own in use: ``install(replace(bridges(), payments=OurBank()))``."""
    _IN_USE[0] = own
