"""The sequencer: as long as Minka runs, waiting records get their place in the log within about a second."""

import logging
import threading

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from minka.records.actions.sequencing import KeyChanged, LogDoubted, LogHalted, sequence_records
from minka.records.models import Head, Record

log = logging.getLogger(__name__)
PAUSE = 0.7
LONG_PAUSE = 15.0


def sequence_forever(stop: threading.Event | None = None) -> None:
    """Sequence until told to stop. A doubt halts the log, not the program: it waits until a person clears it."""
    ending = stop or threading.Event()
    pause = 0.0
    while not ending.wait(pause):
        pause = _sequence_waiting()
    connection.close()


def _sequence_waiting() -> float:
    """Do one round and tell how long to rest."""
    try:
        close_old_connections()
        while _is_needed():
            sequence_records()
    except LogHalted:
        return LONG_PAUSE
    except LogDoubted as doubt:
        log.critical("The public log stopped on doubt: %s", doubt)
        return LONG_PAUSE
    except KeyChanged:
        log.critical("This machine has another signing key than the log: copy keys/log-ed25519 here")
        return LONG_PAUSE
    except (OperationalError, InterfaceError) as trouble:
        log.warning("The public log waits for the database: %s", trouble)
        connection.close()
        return PAUSE
    return PAUSE


def _is_needed() -> bool:
    return Record.objects.filter(position__isnull=True).exists() or not Head.objects.exists()
