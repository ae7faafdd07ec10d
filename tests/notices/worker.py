"""A worker for tests: does at once what waits, the way the real one does, and keeps count of what has to come again."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from minka.notices.actions.delivery import TryLater
from minka.notices.tasks import deliver


def waiting_tasks() -> list[dict[str, object]]:
    jobs = ProcrastinateJob.objects.filter(task_name="notices.deliver", status="todo").order_by("pk")
    return [job.args for job in jobs]


def work(*, times: int = 1) -> int:
    """Run every waiting task ``times`` times; the number of runs that asked to come again."""
    again = 0
    for _ in range(times):
        for arguments in waiting_tasks():
            try:
                app.tasks[deliver.name].func(**arguments)
            except TryLater:
                again += 1
    return again
