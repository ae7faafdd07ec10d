"""Opinions: anyone reads, votes and writes; votes, code and district are for the phone that holds the voter."""

from tests.house.rights import Row, everyone, holder
from tests.house.world import World


def opinions(world: World) -> dict[str, object]:
    here = {"site": world.cast.cajamarca.slug, "process": world.process.slug}
    return {**here, "activity": world.opinions.slug}


def statement(world: World) -> dict[str, object]:
    return {**opinions(world), "number": world.statement.pk}


RIGHTS = {
    "opinions:activity": Row(everyone(200), at=opinions),
    "opinions:vote": Row(everyone(422), at=opinions, method="post"),
    "opinions:votes": Row(everyone(200), at=opinions, why="a browser that holds nobody is shown how to begin"),
    "opinions:code": Row(holder(200), at=opinions),
    "opinions:place": Row(holder(200), at=opinions),
    "opinions:withdraw": Row(holder(200), at=opinions),
    "opinions:standing": Row(everyone(200), at=opinions),
    "opinions:statement": Row(everyone(200), at=statement),
    "opinions:new": Row(everyone(200), at=opinions),
    "opinions:check": Row(everyone(422), at=opinions, method="post"),
    "opinions:send": Row(everyone(422), at=opinions, method="post"),
    "opinions:similar": Row(everyone(200), at=opinions, method="post"),
}
