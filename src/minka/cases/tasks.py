"""What the worker does for cases. Each task may run twice or days late, and calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minka.cases.actions.erasing import erase_old
from minka.cases.actions.foretelling import foretell_all
from minka.cases.actions.recounting import recount_changed
from minka.cases.actions.sweeping import sweep


@app.periodic(cron="7 * * * *")
@app.task(name="cases.sweep", queueing_lock="cases-sweep")
def sweep_cases(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Silence, observations left unanswered, pauses that are over, and reminders."""
    sweep(today=timezone.localdate())


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.recount", queueing_lock="cases-recount")
def recount_cases(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """A moment's work unless days off changed."""
    recount_changed(today=timezone.localdate())


def recount_soon() -> None:
    """Have the days counted again now and not in some minutes, once however often it is asked for."""
    try:
        recount_cases.configure().defer(timestamp=0)
    except AlreadyEnqueued:
        return


@app.periodic(cron="23 2 * * *")
@app.task(name="cases.foretell", queueing_lock="cases-foretell")
def foretell_cases(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Expected days and chances to be late, from what ended by yesterday."""
    foretell_all(today=timezone.localdate())


@app.periodic(cron="53 3 * * *")
@app.task(name="cases.erase", queueing_lock="cases-erase")
def erase_cases(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Answers and files whose time is over."""
    erase_old(now=timezone.now())
