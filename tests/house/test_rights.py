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
from tests.house.rights import CAST, VISITOR, VOICE, Row
from tests.house.world import World, make_world
from tests.people import Cast, as_participant, as_person


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


def browser_of(name: str, world: World) -> Client:
    if name == VOICE:
        return as_participant(world.cast.rosa)
    return as_person(None if name == VISITOR else getattr(world.cast, name))


def answer_to(name: str, row: Row, url: str, world: World) -> int:
    """Ask as one of the cast and leave no trace for the next."""
    client = browser_of(name, world)
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


@pytest.mark.parametrize("name", sorted(TABLE))
def test_everybody_gets_the_answer_of_the_table(name: str, cast: Cast) -> None:
    row = TABLE[name]
    world = make_world(cast)
    url = reverse(name, kwargs=row.at(world))

    answers = {who: answer_to(who, row, url, world) for who in CAST}

    assert answers == row.statuses
