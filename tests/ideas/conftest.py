"""What the tests of ideas share: an open activity, and a phone with which to write in it."""

import pytest

from minka.processes.models import Activity
from tests.make.processes import make_activity, make_process
from tests.people import Cast


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))
