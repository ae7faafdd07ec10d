"""Report, room and paper of opinions. In the world there is no map yet: the report says so, its files are absent."""

from tests.house.rights import COORDINATOR, FACILITATOR, Row, Statuses, everyone, staff
from tests.house.rights.opinions import opinions
from tests.house.world import World


def batch(world: World) -> dict[str, object]:
    return {**opinions(world), "batch": "6f0f6dfb-2a8c-4a86-9a5e-6d2f0d0a71c4"}


def absent() -> Statuses:
    """No map was made yet, so that even those who may see it find nothing."""
    return everyone(404)


RIGHTS = {
    "opinions:report": Row(everyone(200), at=opinions),
    "opinions:report-count": Row(absent(), at=opinions, method="post"),
    "opinions:report-recount": Row(absent(), at=opinions),
    "opinions:report-votes-csv": Row(absent(), at=opinions),
    "opinions:report-statements-csv": Row(absent(), at=opinions),
    "opinions:report-map-json": Row(absent(), at=opinions),
    "opinions:report-pdf": Row(absent(), at=opinions),
    "opinions:room": Row(everyone(200), at=opinions),
    "opinions:sheets": Row(staff(COORDINATOR, FACILITATOR), at=opinions),
    "opinions:sheets-pdf": Row(
        staff(COORDINATOR, FACILITATOR, status=404), at=batch, why="the batch is of nobody: allowed, but not there"
    ),
    "opinions:entry": Row(staff(COORDINATOR, FACILITATOR), at=opinions),
}
