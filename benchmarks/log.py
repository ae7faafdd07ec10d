"""The public log in a database: how fast it takes entries, proves one of them, is written out and checked whole.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.log [entries]``. The arithmetic alone is measured by
``benchmarks/ledger.py``.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table
from minka.engine.ledger.codes import make_code

ENTRIES, PROOFS, CHUNK = 1_000_000, 300, 5_000
MOST_CHECK, MOST_PROOF = 10.0, 5.0


@dataclass(frozen=True)
class Voice:
    """As much of a contribution as a receipt needs."""

    ref: str
    code: str = make_code(bytes(16))


def main(entries: int) -> None:
    print_machine()
    with running_product() as product, tempfile.TemporaryDirectory() as folder:
        use_django(product)
        from minka.engine.ledger import verify_log
        from minka.records.queries import log_lines

        path = Path(folder) / "log.jsonl"
        rows = [timed(product, "commit to entries", lambda: write(entries))]
        rows.append(timed(product, "give them their places", lambda: place(entries)))
        rows.append(timed(product, "write log.jsonl", lambda: path.write_bytes(b"".join(log_lines()))))

        def check() -> None:
            with path.open("rb") as file:
                assert verify_log(file).ok

        rows.append(timed(product, f"check its {path.stat().st_size / 1e6:.0f} MB", check))
        met = float(str(rows[-1][2])) < MOST_CHECK * entries / ENTRIES
        own, database, times = prove(product, entries)
    print_table(f"{entries} entries; checked in time: {mark(met=met)}", ["step", "s", "own CPU s", "db CPU s"], rows)
    p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
    row = ["receipt with proof", *(f"{number:.2f}" for number in (own, database, p50, p99)), mark(met=p50 < MOST_PROOF)]
    print_table(f"{PROOFS} receipts", ["", "own CPU ms", "db CPU ms", "p50 ms", "p99 ms", "met"], [row])


def write(entries: int) -> None:
    from django.utils import timezone

    from minka.records.actions import write_records

    text = "Propuesta de mejora del camino vecinal, " * 6
    for numbers in batched(range(entries), CHUNK, strict=False):
        bodies = {f"contribution:{n}": {"title": f"Creación de área {n}", "text": text} for n in numbers}
        write_records(site="cajamarca", kind="contribution.received", bodies=bodies, at=timezone.now())  # type: ignore[arg-type]


def place(entries: int) -> None:
    from minka.records.actions import sequence_records

    while sequence_records().size < entries:
        pass


def prove(product: Product, entries: int) -> tuple[float, float, list[float]]:
    """Make and check receipts drawn at random; give milliseconds of both processors and of the clock."""
    from minka.engine.ledger import verify_receipt
    from minka.records.queries import receipt_of

    chance = random.Random(1)
    before, own, times, receipts = product.cpu(), time.process_time(), [], []
    for number in chance.choices(range(entries), k=PROOFS):
        start = time.perf_counter()
        receipts.append(receipt_of(Voice(f"contribution:{number}")))
        times.append((time.perf_counter() - start) * 1000)
    own, database = time.process_time() - own, (product.cpu() - before).database
    verdicts = [verify_receipt(receipt) for receipt in receipts if receipt]
    assert len(verdicts) == PROOFS
    assert all(verdict.ok for verdict in verdicts), verdicts[0].problems
    return own * 1000 / PROOFS, database * 1000 / PROOFS, times


def timed(product: Product, what: str, act: Callable[[], object]) -> list[object]:
    before, own, start = product.cpu(), time.process_time(), time.monotonic()
    act()
    took, own, database = time.monotonic() - start, time.process_time() - own, (product.cpu() - before).database
    return [what, f"{took:.1f}", f"{own:.1f}", f"{database:.1f}"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
