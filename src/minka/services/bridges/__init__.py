"""Bridges to what other institutions run: each a face, a simulator that says so, and a place for the real one."""

from minka.services.bridges.base import (
    BridgeClosed,
    Deposit,
    FilingDesk,
    Mailbox,
    PaymentOrder,
    Payments,
    Registers,
    Signer,
)
from minka.services.bridges.registry import Bridges, bridges, install

__all__ = [
    "BridgeClosed",
    "Bridges",
    "Deposit",
    "FilingDesk",
    "Mailbox",
    "PaymentOrder",
    "Payments",
    "Registers",
    "Signer",
    "bridges",
    "install",
]
