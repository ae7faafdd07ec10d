"""A process of ours must not outlive the one that started it: an orphan would hold the port or work unseen."""

import os
import signal
import threading
import time

SECONDS = 1.0
GRACE = 10.0


def end_with(parent: int) -> None:
    """Stop this process soon after ``parent`` is gone: politely first, then at once. Works on every Unix."""
    threading.Thread(target=_watch, args=[parent], name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
