"""Every address, asked for by everybody: the answer is in a table, and no address is without one.

The tables are in ``tests/house/rights/``; its docstring says how to add a row.
"""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import rights
from tests.house.browsers import Browsers, same_as
from tests.house.rights import CAST, Row
from tests.house.world import World


def url_names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield f"{space}{entry.name}"
        else:
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


def table() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for module in pkgutil.iter_modules(rights.__path__):
        rows |= importlib.import_module(f"{rights.__name__}.{module.name}").RIGHTS
    return rows


TABLE = table()


def answer_in(browser: Client, row: Row, url: str) -> int:
    """Ask and leave no trace for the next."""
    client = same_as(browser)
    client.raise_request_exception = False
    with transaction.atomic():
        status: int = getattr(client, row.method)(url + row.query, row.data).status_code
        transaction.set_rollback(True)
    return status


def test_every_address_is_in_the_table() -> None:
    missing = set(url_names(get_resolver())) - set(TABLE)

    assert not missing, f"Add them to tests/house/rights/<app>.py: {sorted(missing)}"


def test_the_table_names_no_address_that_is_gone() -> None:
    assert not set(TABLE) - set(url_names(get_resolver()))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(TABLE))
def test_everybody_gets_the_answer_of_the_table(name: str, world: World, browsers: Browsers) -> None:
    row = TABLE[name]
    url = reverse(name, kwargs=row.at(world))

    answers = {who: answer_in(browsers[who], row, url) for who in CAST}

    assert answers == row.statuses
