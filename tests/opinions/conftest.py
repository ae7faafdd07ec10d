"""What the tests of opinions share: an open activity in which nothing waits for a moderator."""

import pytest

from minka.processes.models import Activity
from tests.make.opinions import make_opinions
from tests.make.processes import make_process
from tests.people import Cast


@pytest.fixture
def water(cast: Cast) -> Activity:
    return make_opinions(make_process(cast.cajamarca), moderation="after")
