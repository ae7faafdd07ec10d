"""What the worker does for contributions. Each task takes ids, may run twice, and calls one action."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minka.contributions.actions.repeats import search_repeats
from minka.contributions.actions.words import count_words
from minka.processes.models import Process


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
