"""What the public log is made of: leaves, entries, lines and receipts.

A *leaf* is what the tree hashes; it never holds personal data, only a commitment. An *entry* is the
leaf at its position with its *opening* (nonce and body, which anyone can check against the
commitment) or, where the body may no longer be shown, a *blank* with its reason. ``log.jsonl`` has
one entry a line and the head as its last line. See ``docs/engine/ledger.md``.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from minka.engine.ledger.canonical import Json, canonical
from minka.engine.ledger.heads import HASH, MOMENT, Head, is_count
from minka.engine.ledger.tree import leaf_hash

LEAF_VERSION = 1
RECEIPT_VERSION = 1

# Names are printable ASCII without blank, quotation mark or backslash, so that JSON never escapes them.
NAME = re.compile(r"[!#-\[\]-~]{1,200}")
REASON = re.compile(r'[^"\\\x00-\x1f]{1,200}')


class Leaf(TypedDict):
    """What happened, to which public thing, when; and a commitment to the rest."""

    v: int
    kind: str
    site: str
    subject: str
    at: str
    commitment: str


class Opening(TypedDict):
    """What the commitment hides: 32 bytes in hexadecimal and any canonical value."""

    nonce: str
    body: Json


class Entry(TypedDict):
    """One line of the log. Exactly one of ``opening`` and ``blank`` is not None."""

    position: int
    leaf: Leaf
    opening: Opening | None
    blank: str | None


class Receipt(TypedDict):
    """What a person takes home: the entry and the proof that the signed log holds it."""

    v: int
    code: NotRequired[str]
    entry: Entry
    position: int
    proof: list[str]
    head: dict[str, int | str]
    consistency: NotRequired[list[str]]


class LeafInvalid(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The value cannot be a leaf of the log."""


def make_leaf(*, kind: str, site: str, subject: str, at: str, commitment: str) -> Leaf:
    """Write a leaf.

    Args:
        kind: what happened, dotted, past participle: ``contribution.received``.
        site: short name of the site.
        subject: public reference of the thing; never a name, address or number of a person.
        at: UTC moment to the second, ``YYYY-MM-DDTHH:MM:SSZ``.
        commitment: from :func:`minka.engine.ledger.canonical.commit`.

    Raises:
        LeafInvalid: a name is empty, over 200 characters or not plain printable ASCII without blanks,
            or a value has the wrong form.
    """
    leaf = Leaf(v=LEAF_VERSION, kind=kind, site=site, subject=subject, at=at, commitment=commitment)
    if not is_leaf(leaf):
        message = f"not a leaf of the log: {leaf}"
        raise LeafInvalid(message)
    return leaf


def is_leaf(value: object) -> bool:
    """Tell whether a value, perhaps from a hostile file, has the exact shape of a leaf."""
    if type(value) is not dict or value.keys() != Leaf.__annotations__.keys():
        return False
    if type(value["v"]) is not int or value["v"] != LEAF_VERSION:
        return False
    shapes = {"kind": NAME, "site": NAME, "subject": NAME, "at": MOMENT, "commitment": HASH}
    return all(type(value[name]) is str and shape.fullmatch(value[name]) for name, shape in shapes.items())


def is_entry(value: object) -> bool:
    """Tell whether a value has the exact shape of an entry; its commitment is not checked."""
    if type(value) is not dict or value.keys() != Entry.__annotations__.keys():
        return False
    if not is_count(value["position"]) or not is_leaf(value["leaf"]):
        return False
    opening, blank = value["opening"], value["blank"]
    if opening is None:
        return type(blank) is str and REASON.fullmatch(blank) is not None
    if blank is not None or type(opening) is not dict or opening.keys() != Opening.__annotations__.keys():
        return False
    return type(opening["nonce"]) is str and HASH.fullmatch(opening["nonce"]) is not None


def hash_of_leaf(leaf: Leaf) -> bytes:
    """Hash a leaf as the tree does: the RFC 6962 leaf hash of its canonical bytes."""
    return leaf_hash(canonical(leaf))


def entry_line(position: int, leaf: Leaf, opening: Opening | None, blank: str | None) -> bytes:
    """Write one line of log.jsonl, with its line end.

    Raises:
        LeafInvalid: not exactly one of ``opening`` and ``blank`` is given, or a part is malformed.
    """
    entry = Entry(position=position, leaf=leaf, opening=opening, blank=blank)
    if not is_entry(entry):
        message = f"not an entry of the log: {position}"
        raise LeafInvalid(message)
    return canonical(entry) + b"\n"


def head_line(head: Head) -> bytes:
    """Write the last line of log.jsonl."""
    return canonical(head.as_dict()) + b"\n"


def make_receipt(
    entry: Mapping[str, object] | Entry,
    proof: Sequence[bytes],
    head: Head,
    *,
    code: str | None = None,
    consistency: Sequence[bytes] | None = None,
) -> bytes:
    """Write receipt.json: canonical JSON with the entry, its inclusion proof and the signed head.

    Args:
        entry: the entry as in its line of the log.
        proof: from :func:`minka.engine.ledger.tree.inclusion_proof`, for the head's size.
        head: a signed head whose tree holds the entry.
        code: the speakable code, where the reader may know it.
        consistency: proof from an earlier head, for a person who kept one.
    """
    receipt: dict[str, object] = {
        "v": RECEIPT_VERSION,
        "entry": entry,
        "position": entry["position"],
        "proof": [step.hex() for step in proof],
        "head": head.as_dict(),
    }
    if code is not None:
        receipt["code"] = code
    if consistency is not None:
        receipt["consistency"] = [step.hex() for step in consistency]
    return canonical(receipt)
