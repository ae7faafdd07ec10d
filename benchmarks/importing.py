"""How long it takes to look through and receive a file of proposals, and to find nothing new in it the second time.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.importing [proposals]``.
"""

import csv
import io
import sys
import time
from collections.abc import Callable

from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, print_machine, print_table

PROPOSALS = 30_000
MOST_SECONDS = 60.0


def main(proposals: int) -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        from benchmarks import seeding

        world = seeding.make_world()
        file = csv_of(seeding.Writer(5), proposals)
        rows = import_rows(product, world, file, "first")
        rows += import_rows(product, world, file, "again")
        made = world.activity.contributions.count()
        assert made == proposals, f"{made} of {proposals}"
    total = sum(float(row[1]) for row in rows[:2])
    title = (
        f"{proposals} proposals, {len(file) / 1e6:.0f} MB; first import {total:.1f} s: {mark(met=total < MOST_SECONDS)}"
    )
    print_table(title, ["step", "s", "own CPU s", "db CPU s"], rows)


def csv_of(writer: object, proposals: int) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["id", "title", "body", "votes", "created_at"])
    for number in range(proposals):
        text = writer.write()  # type: ignore[attr-defined]
        table.writerow([number, text.title, text.body, number % 40, "01/02/2024"])
    return out.getvalue().encode()


def import_rows(product: Product, world: object, content: bytes, which: str) -> list[list[object]]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from minka.contributions.actions import imports
    from minka.records.actions import SYSTEM

    columns = {"key": 0, "title": 1, "text": 2, "supports": 3, "day": 4}
    file = imports.keep_file(
        activity=world.activity,  # type: ignore[attr-defined]
        file=SimpleUploadedFile("propuestas.csv", content),
        origin=imports.Origin("Banco de pruebas"),
        idempotency_key=which,
        by=SYSTEM,
    )
    imports.choose_columns(file=file, mapping=columns, by=SYSTEM)
    looked = timed(product, f"{which}: look through", lambda: imports.check_file(file=file))
    file.refresh_from_db()
    imports.start_import(file=file, by=SYSTEM)
    received = timed(product, f"{which}: receive", lambda: imports.run_import(file=file, by=SYSTEM))
    file.refresh_from_db()
    print(which, {name: value for name, value in file.report.items() if name != "shown"})
    return [looked, received]


def timed(product: Product, what: str, act: Callable[[], None]) -> list[object]:
    before, own, start = product.cpu(), time.process_time(), time.monotonic()
    act()
    took, own, database = time.monotonic() - start, time.process_time() - own, (product.cpu() - before).database
    return [what, f"{took:.1f}", f"{own:.1f}", f"{database:.1f}"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PROPOSALS)
