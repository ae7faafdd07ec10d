"""Which database this run uses: the one named in ``DATABASE_URL``, else our own under the data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from minka.config.postgres import Cluster, embedded_cluster
from minka.config.postgres.programs import OLDEST
from minka.config.trouble import CannotGoOn


@dataclass(frozen=True, slots=True)
class Database:
    """Where the data is; ``cluster`` is ours to look after, or nothing when the address was given."""

    address: str
    cluster: Cluster | None


@contextmanager
def running_database(data: Path, *, owner: bool = False) -> Iterator[Database]:
    """Have a database that answers. The owner, or else the last one to leave, stops it again."""
    given = os.environ.get("DATABASE_URL")
    if given:
        _check(given)
        yield Database(address=given, cluster=None)
        return
    cluster = embedded_cluster(data)
    try:
        with _lock(data / "database.lock", fcntl.LOCK_SH):
            os.environ["DATABASE_URL"] = cluster.start()
            yield Database(address=os.environ["DATABASE_URL"], cluster=cluster)
    finally:
        os.environ.pop("DATABASE_URL", None)
        with _lock(data / "database.lock", fcntl.LOCK_EX) as nobody_else:
            if owner or nobody_else:
                cluster.stop()


@contextmanager
def only_up(data: Path) -> Iterator[None]:
    """Hold the data folder for one ``minka up``. The lock ends with the process, however it ends."""
    with _lock(data / "up.lock", fcntl.LOCK_EX) as free:
        if not free:
            raise CannotGoOn(
                f"Minka ya está en marcha con la carpeta {data}: detenla primero o usa otra carpeta con --data.",
                f"Minka already runs with {data}: stop it first or choose another folder with --data.",
            )
        yield


@contextmanager
def _lock(path: Path, kind: int) -> Iterator[bool]:
    """Try to lock without waiting; tell whether that worked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _check(address: str) -> None:
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise CannotGoOn(
            f"No pude entrar a la base de datos de DATABASE_URL: {reason}", f"Cannot reach DATABASE_URL: {reason}"
        ) from error
    if version < OLDEST:
        raise CannotGoOn(
            f"La base de datos de DATABASE_URL es PostgreSQL {version}: Minka necesita {OLDEST} o posterior.",
            f"DATABASE_URL is PostgreSQL {version}: Minka needs {OLDEST} or newer.",
        )
