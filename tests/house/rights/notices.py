"""Notices: own inboxes, ending messages, what left, the outbox of a demonstration."""

from tests.house.rights import ANALYST, COORDINATOR, FACILITATOR, Row, account, everyone, holder, site, staff
from tests.house.world import World
from tests.make.notices import make_notice


def own(world: World) -> dict[str, object]:
    return {"number": make_notice(world.cast.cajamarca, participant=world.cast.rosa).pk}


def of_staff(world: World) -> dict[str, object]:
    return {"number": make_notice(world.cast.cajamarca, person=world.cast.facilitator).pk}


RIGHTS = {
    "notices:inbox": Row(holder(200, otherwise=302), why="without a participant it leads to where a code is entered"),
    "notices:inbox-read": Row(everyone(302), method="post"),
    "notices:notice-open": Row(holder(302), at=own, method="post"),
    "notices:work-inbox": Row(account(200)),
    "notices:work-inbox-read": Row(everyone(302), method="post"),
    "notices:work-mail": Row(everyone(302), method="post"),
    "notices:work-notice-open": Row(account(404) | {FACILITATOR: 302}, at=of_staff, method="post"),
    "notices:prove": Row(everyone(404), at=lambda _world: {"token": "nothing"}),
    "notices:unsubscribe": Row(everyone(200), at=lambda _world: {"token": "nothing"}),
    "notices:deliveries": Row(staff(COORDINATOR, ANALYST), at=site),
    "notices:outbox": Row(everyone(404), why="only where the installation is a demonstration"),
}
