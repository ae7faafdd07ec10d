"""One of everything, so that each address of the product can be asked for."""

from dataclasses import dataclass

from minka.contributions.models import Contribution
from minka.processes.models import Activity, Process
from minka.services.handling import handling
from minka.services.models import Application, Service, Upload, Version
from tests.make.contributions import make_contribution
from tests.make.figures import make_counted_service
from tests.make.opinions import make_opinions, make_statement, make_vote
from tests.make.processes import make_activity, make_process
from tests.make.services import make_application, make_service, make_upload
from tests.people import Cast


@dataclass(frozen=True)
class World:
    """Cajamarca has an open process with one voice of Rosa's, a statement she voted on, a draft nobody may see, and a
    service."""

    cast: Cast
    process: Process
    draft: Process
    activity: Activity
    contribution: Contribution
    opinions: Activity
    statement: Contribution
    service: Service  # Rosa is filling it in, and filed it before, with a file
    filed: Application
    upload: Upload
    version: Version  # of a live service, for the simulated bridges


def make_world(cast: Cast) -> World:
    process = make_process(cast.cajamarca)
    activity = make_activity(process)
    opinions = make_opinions(process)
    statement = make_statement(opinions, participant=cast.rosa)
    make_vote(statement, cast.rosa, 1)
    service = make_service(cast.cajamarca)
    filed = make_application(service, cast.rosa, state=Application.State.FILED)
    handling().take(filed, at=filed.started_at)
    make_application(service, cast.rosa)
    return World(
        cast=cast,
        process=process,
        draft=make_process(cast.cajamarca, slug="borrador", status=Process.Status.DRAFT),
        activity=activity,
        contribution=make_contribution(activity, participant=cast.rosa),
        opinions=opinions,
        statement=statement.contribution,
        service=service,
        filed=filed,
        upload=make_upload(filed),
        version=make_counted_service(cast.cajamarca),
    )
