"""Signed heads: the one line that stands for a whole log at one moment.

A head says how many entries there are and the root over them, signed with Ed25519 (RFC 8032). Whoever
keeps a head can prove later that the log was rewritten, if it was.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from minka.engine.ledger.canonical import LARGEST_INTEGER, canonical

HEAD_PREFIX = b"minka head 1\n"
PRIVATE_KEY_BYTES = 32

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
HASH = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")


class HeadInvalid(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The value does not have the shape of a head, whatever its signature."""


@dataclass(frozen=True, slots=True)
class Head:
    """A signed statement: at this moment the log had this many entries with this root.

    ``root``, ``signature`` and ``key`` (the public key) are lower-case hexadecimal; ``at`` is a UTC
    moment to the second such as ``2026-11-23T15:04:05Z``.
    """

    size: int
    root: str
    at: str
    signature: str
    key: str

    def as_dict(self) -> dict[str, int | str]:
        """Give the head as it is published."""
        return asdict(self)


def public_key(private_key: bytes) -> str:
    """Give the public key, in hexadecimal, of a 32-byte Ed25519 private key.

    >>> public_key(bytes(32))[:16]
    '3b6a27bcceb6a42d'
    """
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw().hex()


def sign_head(*, size: int, root: bytes, at: str, private_key: bytes) -> Head:
    """Sign the state of a log.

    Args:
        size: number of entries.
        root: 32-byte root over them.
        at: UTC moment to the second, ``YYYY-MM-DDTHH:MM:SSZ``.
        private_key: 32 bytes.

    Raises:
        HeadInvalid: size, root or moment cannot stand in a head.
    """
    unsigned = Head(size=size, root=root.hex(), at=at, signature="0" * 128, key=public_key(private_key))
    parse_head(unsigned.as_dict())
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(_signed_bytes(unsigned))
    return Head(size=size, root=root.hex(), at=at, signature=signature.hex(), key=unsigned.key)


def parse_head(value: object) -> Head:
    """Read a published head; its signature is not looked at.

    Raises:
        HeadInvalid: a key is missing or strange, or a value has the wrong form.
    """
    if not isinstance(value, Mapping) or set(value) != {"size", "root", "at", "signature", "key"}:
        message = "a head has size, root, at, signature and key"
        raise HeadInvalid(message)
    shapes = {"root": HASH, "at": MOMENT, "signature": SIGNATURE, "key": HASH}
    for name, shape in shapes.items():
        if not isinstance(value[name], str) or not shape.fullmatch(value[name]):
            message = f"the {name} of a head has another form"
            raise HeadInvalid(message)
    if not is_count(value["size"]):
        message = "the size of a head is a count"
        raise HeadInvalid(message)
    return Head(**{str(name): part for name, part in value.items()})


def is_signed(head: Head) -> bool:
    """Tell whether the head's signature was made with the head's own key.

    This proves nothing about whose key it is: compare ``head.key`` with one you trust.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key))
        key.verify(bytes.fromhex(head.signature), _signed_bytes(head))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_count(value: Any) -> bool:  # noqa: ANN401 - asked about values of hostile files
    """Tell whether a value read from a file is a whole number from 0 to 2**53 - 1."""
    return type(value) is int and 0 <= value <= LARGEST_INTEGER


def _signed_bytes(head: Head) -> bytes:
    return HEAD_PREFIX + canonical({"size": head.size, "root": head.root, "at": head.at})
