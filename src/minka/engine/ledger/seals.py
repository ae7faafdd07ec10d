"""Seals: a few facts with a signature, in one line of text that fits a QR and is checked without any network.

A receipt of the log proves a place among all records and is a file. A seal proves only that whoever holds the key said
these facts; in return it can be printed three centimetres wide and read by a police post or a bank without a signal.
The text is ``MINKA1.`` with the canonical facts and the Ed25519 signature over them (RFC 8032), both in base64 for
addresses without padding (RFC 4648).
"""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from minka.engine.ledger.canonical import NotCanonical, canonical
from minka.engine.ledger.heads import public_key
from minka.engine.saying import phrase

type Facts = Mapping[str, str | int]

MARK: Final = "MINKA1"
SEAL_PREFIX: Final = b"minka seal 1\n"
KEY_FACT: Final = "key"  # the first signs of the public key, so that a seal of another installation is told as such
KEY_SIGNS: Final = 16
MOST_BYTES: Final = 400  # of the facts: what a QR of three centimetres holds
SIGNATURE_BYTES: Final = 64
NAME = re.compile(r"[a-z][a-z_]{0,19}")
TEXT = re.compile(rf"{MARK}\.([\w-]{{2,600}})\.([\w-]{{86}})", re.ASCII)

SEAL_TEXTS: Final = {
    "unreadable": phrase("No es un sello de Minka: está incompleto o mal copiado."),
    "signature": phrase("La firma no es válida: alguien cambió lo que dice."),
    "key": phrase("Lo firmó otra instalación, no la que conoces."),
}


class FactsInvalid(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The facts cannot be sealed: a strange name, a value that is no text or whole number, or too much of it."""


@dataclass(frozen=True, slots=True)
class SealVerdict:
    """What a check of a seal found: ``problem`` is empty when all is well; ``facts`` are shown only then."""

    facts: Facts
    problem: str

    @property
    def ok(self) -> bool:
        """Tell whether the key that was asked about signed exactly these facts."""
        return not self.problem

    @property
    def text(self) -> str:
        """Say in plain Spanish what is wrong; nothing when nothing is."""
        return SEAL_TEXTS[self.problem] if self.problem else ""


def make_seal(facts: Facts, private_key: bytes) -> str:
    """Sign a few facts.

    Args:
        facts: names of small letters to texts or whole numbers; together at most 400 bytes as canonical JSON.
        private_key: 32 bytes of an Ed25519 key.

    Returns:
        One line of letters, digits, ``-``, ``_`` and ``.``; the same facts and key give the same line.

    Raises:
        FactsInvalid: the facts cannot be sealed.

    >>> seal = make_seal({"number": "2026-000001", "on": "2026-11-24"}, bytes(32))
    >>> verify_seal(seal, public_key(bytes(32))).facts["number"]
    '2026-000001'
    """
    body = _body(facts, public_key(private_key))
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(SEAL_PREFIX + body)
    return f"{MARK}.{_text(body)}.{_text(signature)}"


def is_json(content: bytes) -> bool:
    """Whether a file is a receipt or a log, or wants to be one, and not a seal that somebody copied.

    >>> is_json(b' {"record": 1}'), is_json(b"https://example.org/#MINKA1.")
    (True, False)
    """
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def find_seal(text: str) -> str | None:
    """The first seal in a text, such as an address that carries it after ``#``; None when there is none.

    >>> find_seal("nothing here") is None
    True
    """
    found = TEXT.search("".join(text.split()))
    return found.group() if found else None


def verify_seal(text: str, trusted_key: str) -> SealVerdict:
    """Check a seal, alone or inside an address. Whatever the text is, the answer is a verdict.

    Args:
        text: what was scanned or copied; blanks and line breaks are overlooked.
        trusted_key: the public key that must have signed, in hexadecimal.
    """
    found = TEXT.search("".join(text.split()))
    if found is None:
        return SealVerdict({}, "unreadable")
    try:
        body, signature = _bytes(found[1]), _bytes(found[2])
        facts = _read(body)
    except (binascii.Error, orjson.JSONDecodeError, FactsInvalid):
        return SealVerdict({}, "unreadable")
    return _judge(facts, body, signature, trusted_key.strip().lower())


def _judge(facts: Facts, body: bytes, signature: bytes, trusted_key: str) -> SealVerdict:
    if facts[KEY_FACT] != trusted_key[:KEY_SIGNS]:
        return SealVerdict({}, "key")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trusted_key))
        key.verify(signature, SEAL_PREFIX + body)
    except (InvalidSignature, ValueError):
        return SealVerdict({}, "signature")
    return SealVerdict({name: value for name, value in facts.items() if name != KEY_FACT}, "")


def _body(facts: Facts, key: str) -> bytes:
    if KEY_FACT in facts or not all(_may_stand(name, value) for name, value in facts.items()):
        message = "facts are short names with texts or whole numbers"
        raise FactsInvalid(message)
    try:
        body = canonical({**facts, KEY_FACT: key[:KEY_SIGNS]})
    except NotCanonical as wrong:
        raise FactsInvalid(str(wrong)) from wrong
    if len(body) > MOST_BYTES:
        message = f"facts have at most {MOST_BYTES} bytes, not {len(body)}"
        raise FactsInvalid(message)
    return body


def _read(body: bytes) -> Facts:
    """The facts as they were sealed; any other spelling of the same value is not a seal of ours."""
    value = orjson.loads(body)
    whole = isinstance(value, dict) and isinstance(value.get(KEY_FACT), str)
    if not whole or not all(_may_stand(name, each) for name, each in value.items()) or len(body) > MOST_BYTES:
        raise FactsInvalid
    return dict(value)


def _may_stand(name: str, value: object) -> bool:
    return bool(NAME.fullmatch(name)) and (isinstance(value, str) or type(value) is int)


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
