"""What the tests of a file only look at, made once for all of them."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker


def kept_for_all[T](blocker: DjangoDbBlocker, make: Callable[[], T]) -> Iterator[T]:
    """Make it, and keep it until the file is done. Its tests need ``db``: each undoes its own, this the rest."""
    with blocker.unblock(), transaction.atomic():
        made = make()
        connection.check_constraints()  # now, or each test would check every row anew
        yield made
        transaction.set_rollback(True)
