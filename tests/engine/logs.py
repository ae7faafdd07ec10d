"""Small honest logs for tests, made in one line."""

from collections.abc import Mapping, Sequence

import orjson

from minka.engine.ledger import (
    Coordinate,
    Entry,
    Frontier,
    Leaf,
    Opening,
    commit,
    consistency_proof,
    entry_line,
    hash_of_leaf,
    head_line,
    inclusion_proof,
    make_leaf,
    make_receipt,
    new_nodes,
    root_from_leaves,
    sign_head,
)

KEY = b"k" * 32
MOMENT = "2026-11-23T12:00:00Z"
TEXTS = ("Agua para Chota", "Más árboles en Jaén", "Un puente", "Luz", "Wifi en la plaza", "Posta médica", "Escuela")


def nonce_for(text: str) -> bytes:
    return text.encode()[:32].ljust(32, b"-")


def leaf_for(text: str) -> Leaf:
    commitment = commit(nonce_for(text), {"text": text, "tags": [1, None]})
    return make_leaf(kind="contribution.received", site="cajamarca", subject="c1", at=MOMENT, commitment=commitment)


def entry_for(position: int, text: str, *, blank: str | None = None) -> Entry:
    opening = Opening(nonce=nonce_for(text).hex(), body={"text": text, "tags": [1, None]})
    return Entry(position=position, leaf=leaf_for(text), opening=None if blank else opening, blank=blank)


def head_for(texts: Sequence[str], key: bytes = KEY) -> dict[str, int | str]:
    root = root_from_leaves(hash_of_leaf(leaf_for(text)) for text in texts)
    return sign_head(size=len(texts), root=root, at=MOMENT, private_key=key).as_dict()


def log_for(texts: Sequence[str], *, key: bytes = KEY, blanks: Mapping[int, str] | None = None) -> list[bytes]:
    """Write the log of these texts: one line each and the head."""
    blanks = blanks or {}
    entries = [entry_for(position, text, blank=blanks.get(position)) for position, text in enumerate(texts)]
    lines = [entry_line(entry["position"], entry["leaf"], entry["opening"], entry["blank"]) for entry in entries]
    root = root_from_leaves(hash_of_leaf(entry["leaf"]) for entry in entries)
    return [*lines, head_line(sign_head(size=len(texts), root=root, at=MOMENT, private_key=key))]


def receipt_for(position: int, texts: Sequence[str], *, earlier: int | None = None) -> dict[str, object]:
    """Give the receipt of one text in the log of all of them."""
    leaves = [hash_of_leaf(leaf_for(text)) for text in texts]
    nodes = {Coordinate(0, index): leaf for index, leaf in enumerate(leaves)}
    nodes |= {Coordinate(node.level, node.index): node.hash for node in new_nodes(0, leaves, Frontier())}
    head = sign_head(size=len(texts), root=root_from_leaves(leaves), at=MOMENT, private_key=KEY)
    growth = None if earlier is None else consistency_proof(earlier, len(texts), nodes)
    proof = inclusion_proof(position, len(texts), nodes)
    data = make_receipt(
        entry_for(position, texts[position]), proof, head, code="kudu-yeme-sifi-311", consistency=growth
    )
    value = orjson.loads(data)
    assert isinstance(value, dict)
    return value
