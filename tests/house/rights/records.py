"""The public log is everybody's."""

from minka.records.actions import sequence_records
from tests.house.rights import Row, everyone
from tests.house.world import World


def entry(_world: World) -> dict[str, object]:
    sequence_records()
    return {"position": 0}


def placed(_world: World) -> dict[str, object]:
    sequence_records()
    return {}


RIGHTS = {
    "records:log": Row(everyone(200)),
    "records:entry": Row(everyone(200), at=entry),
    "records:head": Row(everyone(200), at=placed),
    "records:check": Row(everyone(200)),
}
