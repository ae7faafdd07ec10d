"""The web server: one process per core, a handful of threads in each, because views are plain synchronous functions."""

import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from minka.config import lifeline

THREADS = 16


def main() -> None:
    lifeline.end_with(int(os.environ.get("MINKA_SUPERVISOR", os.getppid())))
    server = Granian(
        target="minka.config.wsgi:application",
        address=os.environ.get("MINKA_HOST", "127.0.0.1"),
        port=int(os.environ.get("MINKA_PORT", "8000")),
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("MINKA_WORKERS") or os.cpu_count() or 1),
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.error,
    )
    server.serve()


if __name__ == "__main__":
    main()
