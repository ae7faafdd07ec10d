"""Who carries which channel. The last one to register wins, so an installation puts its gateway over the simulator."""

from minka.notices.base import Carrier

CARRIERS: dict[str, Carrier] = {}


class CarrierMissingError(RuntimeError):
    """A channel without a carrier: a programming mistake."""


def register(carrier: Carrier) -> Carrier:
    CARRIERS[carrier.channel] = carrier
    return carrier


def carrier_of(channel: str) -> Carrier:
    try:
        return CARRIERS[channel]
    except KeyError as missing:
        raise CarrierMissingError(channel) from missing
