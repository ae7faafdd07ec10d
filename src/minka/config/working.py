"""The worker: tasks that must not keep a person waiting, the one writer of the public log, the keeper of maps."""

import asyncio
import importlib.util
import logging
import os
import threading

import django
import procrastinate

from minka.config import lifeline

log = logging.getLogger(__name__)
TASKS_AT_ONCE = 4
STALLED_AFTER = 60.0


def main() -> None:
    lifeline.end_with(int(os.environ.get("MINKA_SUPERVISOR", os.getppid())))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minka.config.settings")
    django.setup()
    if importlib.util.find_spec("minka.records.tasks"):
        threading.Thread(target=_sequence, name="sequencer", daemon=True).start()
    if importlib.util.find_spec("minka.opinions.actions.keeping"):
        threading.Thread(target=_keep_maps, name="maps", daemon=True).start()
    asyncio.run(_work())


def _sequence() -> None:
    """Keep the public log in order for ever. Should that break, the whole process ends and is started anew."""
    try:
        from minka.records.tasks import sequence_forever  # noqa: PLC0415 - models are ready only now

        sequence_forever()
    except Exception:
        log.exception("The public log's writer stopped")
        os._exit(70)


def _keep_maps() -> None:
    """Keep the maps of opinions fresh for ever. Should that break, the whole process ends and is started anew."""
    try:
        from minka.opinions.actions.keeping import keep_maps_forever  # noqa: PLC0415 - models are ready only now

        keep_maps_forever()
    except Exception:
        log.exception("The keeper of maps stopped")
        os._exit(70)


async def _work() -> None:
    from procrastinate.contrib.django import app  # noqa: PLC0415 - the app exists only after django.setup()
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    if not isinstance(app.connector, DjangoConnector):
        message = "the worker needs the tables of the Django project"
        raise TypeError(message)
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            rescue = asyncio.create_task(_rescue(worker_app))
            await worker_app.run_worker_async(
                concurrency=TASKS_AT_ONCE, delete_jobs="successful", shutdown_graceful_timeout=5
            )
            rescue.cancel()


async def _rescue(app: procrastinate.App) -> None:
    """Give tasks of a worker that was killed to the living; every task is safe to run twice."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(STALLED_AFTER)


if __name__ == "__main__":
    main()
