"""Voices: receipts and "mi voz" are for the phone that holds them; supporting and commenting are for anyone."""

from tests.house.rights import Row, account, everyone, holder, site
from tests.house.world import World

NOBODY_HERE = "a browser that holds nobody is shown where to write a code"


def own(world: World) -> dict[str, object]:
    return {"number": world.contribution.pk}


def public(world: World) -> dict[str, object]:
    return {**site(world), **own(world)}


def photo(world: World) -> dict[str, object]:
    return {**site(world), "name": "0" * 32, "size": "chica"}


RIGHTS = {
    "contributions:voice": Row(everyone(200), why=NOBODY_HERE),
    "contributions:voice-contact": Row(holder(200, otherwise=302), why=NOBODY_HERE),
    "contributions:voice-contact-again": Row(everyone(302), method="post", why="nothing is sent where nothing waits"),
    "contributions:voice-kept": Row(account(200)),
    "contributions:voice-keep": Row(account(302), method="post"),
    "contributions:voice-take-out": Row(everyone(404), method="post", why="it names whose voice; test_keeping.py does"),
    "contributions:voice-withdraw": Row(holder(200), at=own),
    "contributions:voice-finish": Row(everyone(302), method="post"),
    "contributions:receipt": Row(holder(200), at=own),
    "contributions:receipt-file": Row(holder(200), at=own),
    "contributions:code": Row(everyone(200)),
    "contributions:support": Row(everyone(302), at=public, method="post", why="an empty press leads back to the idea"),
    "contributions:comment": Row(everyone(200), at=public),
    "contributions:photo": Row(everyone(404), at=photo, why="the world holds no photo; tests/ideas/test_photos.py has"),
}
