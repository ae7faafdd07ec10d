"""The short form of ``benchmarks.kills``: what was acknowledged survives whatever is killed."""

from collections.abc import Iterator

import pytest
from benchmarks.kills import run
from benchmarks.product import Product, free_port
from benchmarks.world import make_world

from tests.config.conftest import reachable_folder

pytestmark = pytest.mark.slow
WRITES, KILLS, SEED = 2_000, 10, 1


@pytest.fixture
def product() -> Iterator[Product]:
    for folder in reachable_folder():
        started = Product(data=folder / "var", port=free_port(), workers=1)
        try:
            started.start()
            yield started
        finally:
            started.stop()


@pytest.fixture
def written(product: Product) -> Product:
    make_world(product)
    return product


def test_nothing_acknowledged_is_lost_or_doubled(written: Product) -> None:
    story, comparison = run(written, writes=WRITES, kills=KILLS, seed=SEED)

    assert comparison.acknowledged == WRITES
    assert comparison.is_clean, comparison
    assert story.contradictions == []
    assert sum(map(len, story.recoveries.values())) == KILLS
