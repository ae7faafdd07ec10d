"""Bringing voices in: paper sheets, the entry desk and imports."""

import uuid

from minka.contributions.models import Import, PaperSheet
from tests.house.rights import COORDINATOR, FACILITATOR, Row, process, staff
from tests.house.world import World

TYPISTS = (COORDINATOR, FACILITATOR)


def batch(world: World) -> dict[str, object]:
    """One sheet that nobody typed in yet."""
    sheet, _made = PaperSheet.objects.get_or_create(
        code="kudu-yeme-sifi-311",
        defaults={"site": world.cast.cajamarca, "activity": world.activity, "batch": uuid.UUID(int=1), "number": 1},
    )
    return {**process(world), "batch": sheet.batch}


def file(world: World) -> dict[str, object]:
    """A file that is being received; of another state its page would lead elsewhere."""
    kept, _made = Import.objects.get_or_create(
        stored_as="0" * 64,
        defaults={
            "site": world.cast.cajamarca,
            "activity": world.activity,
            "file_name": "ideas.csv",
            "digest": "0" * 64,
            "source": "Taller",
            "status": Import.Status.RUNNING,
            "report": {"lines": 1, "ok": 1, "repeated": 0, "broken": 0, "shown": []},
        },
    )
    return {**process(world), "number": kept.pk}


RIGHTS = {
    "contributions:paper": Row(staff(*TYPISTS), at=process),
    "contributions:sheets": Row(staff(*TYPISTS), at=batch),
    "contributions:entry": Row(staff(*TYPISTS), at=process),
    "contributions:entry-undo": Row(staff(*TYPISTS, status=302), at=process, method="post"),
    "contributions:imports": Row(staff(*TYPISTS), at=process),
    "contributions:import": Row(staff(*TYPISTS), at=file),
    "contributions:import-columns": Row(staff(*TYPISTS, status=302), at=file, why="it runs: back to its page"),
    "contributions:import-start": Row(staff(*TYPISTS, status=302), at=file, method="post"),
    "contributions:import-report": Row(staff(*TYPISTS, status=404), at=file, why="no report was written for it"),
}
