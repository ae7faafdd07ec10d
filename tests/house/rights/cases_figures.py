"""How a service does: anyone reads the figures, the team reads page by page."""

from tests.house.rights import ANALYST, COORDINATOR, FACILITATOR, OFFICIAL, Row, everyone, staff
from tests.house.world import World


def service(world: World) -> dict[str, object]:
    return {"site": world.cast.cajamarca.slug, "service": world.version.service.slug}


RIGHTS = {
    "cases:figures": Row(everyone(200), at=service),
    "cases:figures-file": Row(everyone(200), at=service),
    "cases:pages": Row(staff(COORDINATOR, FACILITATOR, OFFICIAL, ANALYST), at=service),
}
