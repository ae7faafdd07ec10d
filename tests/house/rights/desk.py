"""The desk: all members read it, and what each may do there; the archive of a process while it is open."""

from tests.house.rights import ANALYST, COORDINATOR, FACILITATOR, MEMBERS, OFFICIAL, Row, everyone, process, staff
from tests.house.world import World

THOSE_WHO_ORDER = (COORDINATOR, FACILITATOR)
THOSE_WHO_ANSWER = (COORDINATOR, FACILITATOR, OFFICIAL)
THOSE_WHO_EXPORT = (COORDINATOR, FACILITATOR, ANALYST)
NOTHING_CHOSEN = "nothing is chosen, so it leads back to the desk"


def row(world: World) -> dict[str, object]:
    return {**process(world), "number": world.contribution.pk}


RIGHTS = {
    "contributions:desk": Row(staff(*MEMBERS), at=process),
    "contributions:desk-contribution": Row(staff(*MEMBERS), at=row),
    "contributions:desk-choose": Row(staff(*MEMBERS, status=302), at=process, method="post", why=NOTHING_CHOSEN),
    "contributions:desk-csv": Row(staff(*THOSE_WHO_EXPORT), at=process),
    "contributions:view-keep": Row(staff(*MEMBERS, status=302), at=process, method="post"),
    "contributions:view-drop": Row(staff(*MEMBERS, status=302), at=row, method="post"),
    "contributions:answer": Row(staff(*THOSE_WHO_ANSWER, status=302), at=process, why=NOTHING_CHOSEN),
    "contributions:assign": Row(staff(*THOSE_WHO_ORDER, status=422), at=process, method="post"),
    "contributions:merge": Row(staff(*THOSE_WHO_ORDER, status=302), at=process, why=NOTHING_CHOSEN),
    "contributions:separate": Row(staff(*THOSE_WHO_ORDER, status=302), at=row, method="post"),
    "contributions:backlog": Row(staff(*MEMBERS), at=process),
    "contributions:repeats": Row(staff(*THOSE_WHO_ORDER), at=process),
    "contributions:closing": Row(staff(*THOSE_WHO_ORDER), at=process),
    "insights:memory": Row(everyone(404), at=process, why="the process is open, so there is no memory yet"),
    "insights:memory-archive": Row(staff(*THOSE_WHO_EXPORT), at=process, why="for everyone once the process is closed"),
}
