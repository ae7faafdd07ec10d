"""The browsers from which the addresses of the product are asked for."""

from django.test import Client

from tests.house.rights import CAST, VISITOR, VOICE
from tests.house.world import World
from tests.people import as_participant, as_person

type Browsers = dict[str, Client]


def browsers_of(world: World) -> Browsers:
    """One for each of the cast. Who has an account has signed in."""
    return {who: _browser_of(who, world) for who in CAST}


def same_as(browser: Client) -> Client:
    """A browser that holds the same and may change: the one it was made from does not."""
    other = Client()
    other.cookies.load(browser.cookies)
    return other


def _browser_of(name: str, world: World) -> Client:
    if name == VOICE:
        return as_participant(world.cast.rosa)
    return as_person(None if name == VISITOR else getattr(world.cast, name))
