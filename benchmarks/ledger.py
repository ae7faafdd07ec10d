"""How fast ``minka.engine.ledger`` roots, proves and checks a log of a million entries.

Run from the repository: ``PYTHONPATH=src python benchmarks/ledger.py [entries]``. Times are processor time.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pymerkle import InmemoryTree

from minka.engine.ledger import (
    Coordinate,
    Frontier,
    commit,
    entry_line,
    hash_of_leaf,
    head_line,
    inclusion_proof,
    leaf_hash,
    make_leaf,
    new_nodes,
    root_from_leaves,
    sign_head,
    verify_inclusion,
    verify_log,
)

MOMENT = "2026-11-23T12:00:00Z"
KEY = bytes(32)


@contextmanager
def timed(what: str, per: int = 1, unit: str = "s") -> Iterator[None]:
    start = time.process_time()
    yield
    spent = (time.process_time() - start) / per
    print(f"{what:<52} {spent * (1000 if unit == 'ms' else 1):>8.3f} {unit}")


def entries(count: int) -> Iterator[tuple[bytes, bytes]]:
    """Write lines of some 650 bytes, each with its leaf hash."""
    text = "Propuesta de mejora del camino vecinal, " * 6
    for number in range(count):
        nonce, body = number.to_bytes(32), {"title": f"Creación de área {number}", "text": text, "language": "es"}
        leaf = make_leaf(
            kind="contribution.received",
            site="cajamarca",
            subject=f"c{number}",
            at=MOMENT,
            commitment=commit(nonce, body),
        )
        yield entry_line(number, leaf, {"nonce": nonce.hex(), "body": body}, None), hash_of_leaf(leaf)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        hashes = []
        with timed(f"write {count:,} entries"), path.open("wb") as file:
            for line, leaf in entries(count):
                file.write(line)
                hashes.append(leaf)
            file.write(head_line(sign_head(size=count, root=root_from_leaves(hashes), at=MOMENT, private_key=KEY)))
        with timed(f"root of {count:,} leaf hashes"):
            root = root_from_leaves(hashes)
        nodes = {Coordinate(0, index): value for index, value in enumerate(hashes)}
        nodes |= {Coordinate(level, index): value for level, index, value in new_nodes(0, hashes, Frontier())}
        places = range(0, count, max(1, count // 1000))
        with timed("inclusion proof and its check", len(places), "ms"):
            assert all(verify_inclusion(hashes[n], n, count, inclusion_proof(n, count, nodes), root) for n in places)
        with timed(f"check {count:,} entries, {path.stat().st_size / 1e6:.0f} MB"), path.open("rb") as file:
            assert verify_log(file).ok
    peer = InmemoryTree(algorithm="sha256")
    with timed("pymerkle: append and root 20,000 entries"):
        peer.append_entries([str(number).encode() for number in range(20_000)])
        peer.get_root()
    with timed("minka: the same"):
        root_from_leaves(leaf_hash(str(number).encode()) for number in range(20_000))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
