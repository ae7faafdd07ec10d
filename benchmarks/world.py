"""Make the small world of the benchmarks in a product's database, from a process of its own.

Run by ``make_world``: a test's process already has another database in its settings.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.product import ROOT, Product, use_django


def make_world(product: Product) -> None:
    """A site, an open process and its activity of ideas."""
    command = [sys.executable, "-m", "benchmarks.world", str(product.data)]
    path = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    subprocess.run(command, env=product.environment() | path, cwd=ROOT, check=True)


if __name__ == "__main__":
    use_django(Product(data=Path(sys.argv[1]), port=0))
    from benchmarks import seeding

    seeding.make_world()
