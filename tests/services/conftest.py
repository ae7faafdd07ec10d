"""What tests of services share: a service that anybody may use."""

import pytest

from minka.services.models import Service
from tests.make.services import make_service
from tests.people import Cast


@pytest.fixture
def service(cast: Cast) -> Service:
    return make_service(cast.cajamarca)
