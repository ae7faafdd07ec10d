"""What the worker does for insights. Each task takes ids, may run twice, and calls one action."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minka.insights.archive.building import build_archive, drop_old_archives
from minka.processes.models import Process


@app.task(name="insights.write_archive")
def write_archive(process_id: int) -> None:
    """Write the archive of a process that is too large to write while somebody waits."""
    process = Process.objects.select_related("site").filter(pk=process_id).first()
    if process is not None:
        build_archive(process)


def ask_for_archive(process: Process) -> None:
    """Have the worker write the archive soon; asking again while it waits asks for nothing more."""
    try:
        write_archive.configure(queueing_lock=f"archive:{process.pk}").defer(process_id=process.pk)
    except AlreadyEnqueued:
        return


@app.periodic(cron="23 * * * *")
@app.task(name="insights.drop_archives", queueing_lock="drop-archives")
def drop_archives(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is told when it was due
    """Within the hour no file holds what somebody took back."""
    drop_old_archives()
