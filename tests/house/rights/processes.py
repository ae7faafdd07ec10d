"""Setting up processes. The public page of a process is in this table too."""

from tests.house.rights import COORDINATOR, FACILITATOR, MEMBERS, Row, Statuses, draft, everyone, process, site, staff
from tests.house.world import World

THOSE_WHO_SET_UP = (COORDINATOR, FACILITATOR)


def setters(status: int = 200) -> Statuses:
    return staff(*THOSE_WHO_SET_UP, status=status)


def template(world: World) -> dict[str, object]:
    return {**site(world), "template": "no-such-template"}


def phase(world: World) -> dict[str, object]:
    return {**process(world), "phase": world.activity.phase_id}


def activity(world: World) -> dict[str, object]:
    return {**process(world), "activity": world.activity.slug}


RIGHTS = {
    "processes:process": Row(everyone(200), at=process),
    "processes:poster": Row(everyone(200), at=process),
    "processes:manage": Row(staff(*MEMBERS), at=site),
    "processes:process-choose": Row(setters(), at=site),
    "processes:process-new": Row(setters(404), at=template, why="no template is loaded here"),
    "processes:process-setup": Row(staff(*MEMBERS), at=draft),
    "processes:process-edit": Row(setters(), at=process),
    "processes:process-publish": Row(setters(422), at=draft, method="post", why="the draft lacks phases"),
    "processes:phase-new": Row(setters(), at=process),
    "processes:phase-edit": Row(setters(), at=phase),
    "processes:phase-remove": Row(setters(302), at=phase, method="post"),
    "processes:phase-exit": Row(setters(), at=phase),
    "processes:activity-new": Row(setters(), at=process),
    "processes:activity-edit": Row(setters(), at=activity),
    "processes:activity-pause": Row(setters(302), at=activity, method="post"),
}
