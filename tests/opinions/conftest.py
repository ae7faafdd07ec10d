"""What the tests of opinions share: an open activity in which nothing waits for a moderator."""

import pytest

from minka.processes.models import Activity
from minka.web.memory import memory
from tests.make.opinions import make_opinions
from tests.make.processes import make_process
from tests.people import Cast


@pytest.fixture
def water(cast: Cast) -> Activity:
    return make_opinions(make_process(cast.cajamarca), moderation="after")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Counts are remembered for seconds; each test begins without."""
    memory.clear()
