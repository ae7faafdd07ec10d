"""One of everything, so that each address of the product can be asked for."""

from dataclasses import dataclass

from minka.contributions.models import Contribution
from minka.processes.models import Activity, Process
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast


@dataclass(frozen=True)
class World:
    """Cajamarca has an open process with one voice of Rosa's, and a draft nobody outside may see."""

    cast: Cast
    process: Process
    draft: Process
    activity: Activity
    contribution: Contribution


def make_world(cast: Cast) -> World:
    process = make_process(cast.cajamarca)
    activity = make_activity(process)
    return World(
        cast=cast,
        process=process,
        draft=make_process(cast.cajamarca, slug="borrador", status=Process.Status.DRAFT),
        activity=activity,
        contribution=make_contribution(activity, participant=cast.rosa),
    )
