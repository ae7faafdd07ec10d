"""A site's rules: its members read them, coordination and the offices note them; everybody sees what came of it."""

import datetime as dt

from tests.house.rights import COORDINATOR, MEMBERS, OFFICIAL, Row, site, staff
from tests.house.world import World
from tests.make.law import make_day, make_table

THOSE_WHO_NOTE = (COORDINATOR, OFFICIAL)


def table(world: World) -> dict[str, object]:
    return {**site(world), "number": make_table(world.cast.cajamarca, [["0608", "0601", 3]]).pk}


def day(world: World) -> dict[str, object]:
    return {**site(world), "kind": "dia", "number": make_day(world.cast.cajamarca, dt.date(2099, 3, 2)).pk}


RIGHTS = {
    "law:law": Row(staff(*MEMBERS), at=site),
    "law:desk-new": Row(staff(*THOSE_WHO_NOTE), at=site),
    "law:day-new": Row(staff(*THOSE_WHO_NOTE), at=site),
    "law:days-import": Row(staff(*THOSE_WHO_NOTE), at=site),
    "law:table-new": Row(staff(*THOSE_WHO_NOTE), at=site),
    "law:table-import": Row(staff(*THOSE_WHO_NOTE), at=site),
    "law:table": Row(staff(*MEMBERS), at=table),
    "law:table-file": Row(staff(*MEMBERS), at=table),
    "law:withdraw": Row(staff(*THOSE_WHO_NOTE), at=day),
}
