"""Simulated institutions: their pages are there only where anybody can see that they are simulators."""

from tests.house.rights import Row, everyone
from tests.house.world import World


def order(_world: World) -> dict[str, object]:
    return {"reference": "orden-que-nadie-hizo"}


RIGHTS = {
    "services:simulated-payment": Row(everyone(404), at=order, why="the world has no order, and is no demonstration"),
}
