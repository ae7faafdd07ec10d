"""What the worker does for services. Each task may run twice, and calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from minka.services.actions.filling import forget_stale
from minka.services.actions.uploads import scan_again


@app.periodic(cron="47 * * * *")
@app.task(name="services.forget_stale", queueing_lock="forget-stale")
def forget_unfinished(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """What nobody came back to for three months goes, with its files."""
    forget_stale(now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="services.scan_again", queueing_lock="scan-again")
def scan_unscanned(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Files that came while the scanner was away; nothing where there is none."""
    scan_again()
