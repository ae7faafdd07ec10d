"""What the worker does for contributions. Each task takes ids, may run twice, and calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minka.contributions.actions.imports import check_file, file_of, forget_abandoned, run_import
from minka.contributions.actions.photo import forget_unclaimed
from minka.contributions.actions.repeats import search_repeats
from minka.contributions.actions.words import count_words
from minka.contributions.models import Import
from minka.people.alarms import forget_old_counts
from minka.processes.models import Process
from minka.records.actions import SYSTEM

SMALL_FILE = 200_000  # bytes; looked through while the page waits


@app.task(name="contributions.find_repeats")
def find_repeats(process_id: int) -> None:
    """Search a process that is too large to search while somebody waits for the page."""
    process = Process.objects.filter(pk=process_id).first()
    if process is not None:
        search_repeats(process=process)


def ask_for_repeats(process: Process) -> None:
    """Have the worker search soon; asking again while it waits asks for nothing more."""
    try:
        find_repeats.configure(queueing_lock=f"repeats:{process.pk}").defer(process_id=process.pk)
    except AlreadyEnqueued:
        return


@app.periodic(cron="* * * * *")
@app.task(name="contributions.count_new_words", queueing_lock="words")
def count_new_words(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Learn the words of what came in the last minute: a moment's work when nothing did."""
    count_words()


@app.periodic(cron="41 * * * *")
@app.task(name="contributions.forget_files", queueing_lock="forget-files")
def forget_files(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Photos and files that nobody came back for, and old counts, do not stay."""
    forget_unclaimed()
    forget_abandoned(now=timezone.now())
    forget_old_counts()


@app.task(name="contributions.check_import")
def check_import(import_id: int) -> None:
    """Look through a file that is too large to look through while somebody waits."""
    file = _import(import_id)
    if file is not None and file.status == Import.Status.CHECKING:
        check_file(file=file)


@app.task(name="contributions.import_file")
def import_file(import_id: int) -> None:
    """Receive the lines of a file; cut short, the next worker goes on where this one stopped."""
    file = _import(import_id)
    if file is not None:
        run_import(file=file, by=file.by or SYSTEM)


def _import(import_id: int) -> Import | None:
    places = ("activity__process__site", "activity__site", "activity__phase", "site", "by")
    return Import.objects.select_related(*places).filter(pk=import_id).first()


def ask_for_check(file: Import) -> None:
    """Look through a small file at once, and have the worker look through a large one."""
    if file_of(file.stored_as).stat().st_size <= SMALL_FILE:
        check_file(file=file)
    else:
        check_import.defer(import_id=file.pk)


def ask_for_import(file: Import) -> None:
    import_file.defer(import_id=file.pk)
