"""Opinions: anyone reads and votes."""

from tests.house.rights import Row, everyone
from tests.house.world import World


def opinions(world: World) -> dict[str, object]:
    here = {"site": world.cast.cajamarca.slug, "process": world.process.slug}
    return {**here, "activity": world.opinions.slug}


def statement(world: World) -> dict[str, object]:
    return {**opinions(world), "number": 1}


RIGHTS = {
    "opinions:activity": Row(everyone(200), at=opinions),
    "opinions:vote": Row(everyone(200), at=opinions),
    "opinions:statement": Row(everyone(200), at=statement),
}
