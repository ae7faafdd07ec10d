"""What the worker does for opinions. Each task takes ids, may run twice, and calls one action."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minka.contributions.models import Import, Link
from minka.opinions.actions.publishing import publish_map
from minka.opinions.actions.recounting import recount_map
from minka.opinions.actions.telling import tell_voters
from minka.opinions.models import Recount, Statement
from minka.processes.models import Activity
from minka.records.actions import SYSTEM


@app.task(name="opinions.tell_voters")
def tell_everyone(statement_id: int, link_id: int) -> None:
    """Tell everyone who voted on a statement what was decided on its grounds."""
    statement = Statement.objects.select_related("site", "contribution").filter(pk=statement_id).first()
    link = Link.objects.filter(pk=link_id).first()
    if statement is not None and link is not None:
        tell_voters(statement=statement, link=link)


def ask_to_tell(statement: Statement, link: Link) -> None:
    """Have the worker tell them; asking again while it waits asks for nothing more."""
    waiting = tell_everyone.configure(queueing_lock=f"tell:{statement.pk}:{link.pk}")
    try:
        with transaction.atomic():
            waiting.defer(statement_id=statement.pk, link_id=link.pk)
    except AlreadyEnqueued:
        return


@app.task(name="opinions.check_conversation")
def check_brought(import_id: int) -> None:
    """Look through a conversation that was brought from elsewhere."""
    from minka.opinions.actions.conversation import check_conversation  # noqa: PLC0415 - numpy is for the worker alone

    file = _import(import_id)
    if file is not None and file.status == Import.Status.CHECKING:
        check_conversation(file=file)


@app.task(name="opinions.bring_conversation")
def bring_brought(import_id: int) -> None:
    """Bring it in; cut short, the next worker begins anew."""
    from minka.opinions.actions.conversation import bring_conversation  # noqa: PLC0415 - numpy is for the worker alone

    file = _import(import_id)
    if file is not None:
        bring_conversation(file=file, by=file.by or SYSTEM)


def ask_to_check(file: Import) -> None:
    check_brought.defer(import_id=file.pk)


def ask_to_bring(file: Import) -> None:
    bring_brought.defer(import_id=file.pk)


def _import(import_id: int) -> Import | None:
    places = ("activity__process__site", "activity__site", "activity__phase", "site", "by")
    return Import.objects.select_related(*places).filter(pk=import_id).first()


@app.task(name="opinions.publish_last")
def publish_last(activity_id: int) -> None:
    """Make and publish the last map of an activity whose process closed; without votes there is none."""
    from minka.opinions.actions.mapping import refresh_map  # noqa: PLC0415 - numpy is for the worker alone

    activity = Activity.objects.select_related("process__site", "site").filter(pk=activity_id).first()
    if activity is not None and refresh_map(activity=activity) is not None:
        publish_map(activity=activity, by=SYSTEM)


def ask_to_publish(activity: Activity) -> None:
    """In the transaction that closes the process: it is published if, and only if, the process is closed."""
    publish_last.defer(activity_id=activity.pk)


@app.task(name="opinions.recount")
def recount(recount_id: int) -> None:
    """Count a map again."""
    asked = Recount.objects.select_related("opinion_map").filter(pk=recount_id, finished_at=None).first()
    if asked is not None:
        recount_map(recount=asked)
