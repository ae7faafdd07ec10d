"""Somebody who takes what is filed in hand, where the product is assembled without cases."""

import datetime as dt

from minka.services import handling
from minka.services.models import Application


class Pile:
    """Keeps nothing and leads nowhere."""

    def take(self, application: Application, *, at: dt.datetime) -> None:
        """Nothing more happens to it."""

    def page(self, application: Application) -> str:  # noqa: ARG002 - the face of a handling
        return ""


def handled() -> None:
    """Have somebody take applications, unless an app of the product does."""
    if not handling.is_handled():
        handling.register(Pile())
