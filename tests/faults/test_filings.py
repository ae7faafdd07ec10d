"""The short form of ``benchmarks.filings``: what was filed is there once, whatever is killed before the receipt."""

from collections.abc import Iterator

import pytest
from benchmarks.filings import run
from benchmarks.product import Product, free_port

from tests.config.conftest import reachable_folder

pytestmark = pytest.mark.slow
FILINGS, KILLS, SEED = 300, 7, 1


@pytest.fixture
def product() -> Iterator[Product]:
    for folder in reachable_folder():
        started = Product(data=folder / "var", port=free_port(), workers=1)
        try:
            started.start()
            yield started
        finally:
            started.stop()


def test_an_application_is_filed_once_with_its_record_and_its_case(product: Product) -> None:
    story, wrong = run(product, filings=FILINGS, kills=KILLS, seed=SEED)

    assert len(story.receipts) == FILINGS
    assert len(set(story.receipts.values())) == FILINGS
    assert story.contradictions == []
    assert wrong == dict.fromkeys(wrong, 0)
