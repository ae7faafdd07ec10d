"""A worker for tests: does at once what waits, the way the real one does, and keeps count of what has to come again."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from minka.notices.actions.delivery import TryLater
from minka.notices.models import Delivery
from minka.notices.tasks import deliver, prove


def waiting_tasks() -> list[dict[str, object]]:
    """Tasks for deliveries of this test; a test over several connections may have left others behind."""
    jobs = ProcrastinateJob.objects.filter(task_name="notices.deliver", status="todo").order_by("pk")
    ours = set(Delivery.objects.values_list("pk", flat=True))
    return [job.args for job in jobs if job.args["delivery_id"] in ours]


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


def send_proofs() -> int:
    """Run every task that waits to send the link of an address; the number that asked to come again."""
    again = 0
    for job in ProcrastinateJob.objects.filter(task_name=prove.name, status="todo").order_by("pk"):
        try:
            app.tasks[prove.name].func(**job.args)
        except TryLater:
            again += 1
    return again
