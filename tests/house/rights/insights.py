"""What is read across the network: everybody's, except the work of a member and the audit trail."""

from tests.house.rights import ANALYST, COORDINATOR, Row, account, everyone, nowhere, site, staff
from tests.house.world import World


def file(world: World) -> dict[str, object]:
    return {**site(world), "name": "procesos.csv"}


RIGHTS = {
    "insights:network": Row(everyone(200), at=nowhere),
    "insights:work": Row(account(200)),
    "insights:site": Row(everyone(200), at=site),
    "insights:numbers": Row(everyone(200), at=site),
    "insights:numbers-file": Row(everyone(200), at=file),
    "insights:log": Row(everyone(200), at=site),
    "insights:whole-log-file": Row(everyone(200)),
    "insights:log-file": Row(everyone(200), at=site),
    "insights:audit": Row(staff(COORDINATOR, ANALYST), at=site),
}
