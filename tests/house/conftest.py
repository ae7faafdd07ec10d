"""One world for all tests of a file that ask for its pages."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.house.browsers import Browsers, browsers_of
from tests.house.world import World, make_world
from tests.people import make_cast
from tests.shared import kept_for_all


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001
    yield from kept_for_all(django_db_blocker, lambda: make_world(make_cast()))


@pytest.fixture(scope="module")
def browsers(world: World, django_db_blocker: DjangoDbBlocker) -> Iterator[Browsers]:
    yield from kept_for_all(django_db_blocker, lambda: browsers_of(world))
