"""What carries a message out of the machine. An installation's own gateway is one class with these four names."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """One message to one address. ``number`` stays the same when it is tried again, so a gateway can see a repetition.

    ``text`` is whole; ``short`` fits one SMS. ``stop`` is the address that ends these messages.
    """

    number: int
    address: str
    title: str
    text: str
    short: str
    stop: str


class NotCarried(Exception):  # noqa: N818 - a state, not a mistake
    """The message did not leave. ``reason`` names no person and no address; ``again`` says whether to try later."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


class Unsure(Exception):  # noqa: N818 - a state, not a mistake
    """The line broke after the message was handed over: it may have left, or not."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Carrier(Protocol):
    """Carries parcels by one channel.

    ``may_repeat`` says what to do when nobody knows whether a message left: a mail is sent again (its identifier is
    the same, and a reader deletes one of two), an SMS is not (it costs, and it rings).
    """

    channel: str
    may_repeat: bool

    @property
    def is_simulated(self) -> bool: ...

    def carry(self, parcel: Parcel) -> None:
        """Hand the parcel over, or raise NotCarried or Unsure."""
