"""What tests of services share: a service that anybody may use, and somebody who takes what is filed in hand."""

import datetime as dt

import pytest

from minka.services import handling
from minka.services.models import Application, Service
from tests.make.services import make_service
from tests.people import Cast


class Pile:
    """Takes applications where the product is assembled without cases."""

    def take(self, application: Application, *, at: dt.datetime) -> None:
        """Nothing more happens to it."""

    def page(self, application: Application) -> str:  # noqa: ARG002 - the face of a handling
        return ""


if not handling._HANDLING:
    handling.register(Pile())


@pytest.fixture
def service(cast: Cast) -> Service:
    return make_service(cast.cajamarca)
