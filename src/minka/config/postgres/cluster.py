"""One PostgreSQL cluster in one folder: made, started, asked, stopped. Safe when several processes try at once."""

import fcntl
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from minka.config.postgres.account import Account, server_account
from minka.config.postgres.places import data_folder, forget_socket_folder, reachable_programs, socket_folder
from minka.config.postgres.postmaster import Postmaster, read_postmaster
from minka.config.postgres.programs import Programs, find_programs
from minka.config.trouble import CannotGoOn

ROLE = DATABASE = "minka"
PORT = 5432  # only a name: the server listens on a socket file in a folder of its own
SPACE_NEEDED = 300 * 1024 * 1024
PATIENCE = 90.0
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",  # one page would take the cores from the others
}
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A folder with PostgreSQL's data, and how its server is run. ``durable=False`` is for tests only."""

    folder: Path
    programs: Programs
    account: Account
    durable: bool = True

    def start(self) -> str:
        """Make sure that a server answers and return the address of its database."""
        with self._alone():
            if not (self.folder / "PG_VERSION").exists():
                self._make()
            deadline = time.monotonic() + PATIENCE
            while not self.answers():
                complaint = self._launch()
                if time.monotonic() > deadline:
                    raise _refused(complaint)
                if complaint:
                    time.sleep(0.3)
            self._ensure_database()
        return self.address()

    def stop(self) -> None:
        """End every session and stop, with a checkpoint first, so that the next start has nothing to recover."""
        with self._alone():
            postmaster = self.running()
            if postmaster is not None:
                self._control("stop", "-m", "fast", "-w", "-t", "60")
                forget_socket_folder(Path(postmaster.sockets))

    def running(self) -> Postmaster | None:
        postmaster = read_postmaster(self.folder)
        return postmaster if postmaster and postmaster.is_alive() else None

    def answers(self) -> bool:
        """Ask the server itself: that its process exists proves nothing."""
        if self.running() is None:
            return False
        try:
            with psycopg.connect(self.address("postgres"), connect_timeout=5) as connection:
                return connection.execute("select 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def address(self, database: str = DATABASE) -> str:
        postmaster = read_postmaster(self.folder)
        sockets = postmaster.sockets if postmaster else ""
        return f"postgresql://{ROLE}@/{database}?host={quote(sockets, safe='')}&port={PORT}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder.parent / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make(self) -> None:
        """Make the cluster beside its place and move it in whole: a start cut short leaves nothing half made."""
        folder = self.folder.resolve()
        if shutil.disk_usage(folder.parent).free < SPACE_NEEDED:
            raise _full(folder)
        unfinished = folder.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.account.own(unfinished)
        made = self.account.run(self._initdb(unfinished))
        if made.returncode:
            raise _full(folder) if "No space left" in made.stderr else _refused(made.stderr)
        unfinished.rename(folder)

    def _initdb(self, folder: Path) -> list[str]:
        locale = "C.UTF-8" if os.uname().sysname == "Linux" else "C"
        options = ["--encoding=UTF8", f"--locale={locale}", "--auth=trust", "--data-checksums"]
        hurry = [] if self.durable else ["--no-sync"]
        return [self.programs.path("initdb"), "-D", str(folder), "-U", ROLE, *options, *hurry]

    def _launch(self) -> str:
        """Try to start once; return what the server complained about, or nothing."""
        self._forget_the_dead()
        if self.running() is not None:
            time.sleep(0.3)
            return "it runs and does not answer"
        log = self.folder / "server.log"
        seen = log.stat().st_size if log.exists() else 0
        done = self._control("start", "-w", "-t", "60", "-l", str(log.resolve()), "-o", self._options())
        if done.returncode == 0:
            return ""
        complaint = _since(log, seen) or done.stderr
        if "No space left" in complaint:
            raise _full(self.folder)
        return complaint

    def _forget_the_dead(self) -> None:
        """PostgreSQL takes a zombie for a live server and would refuse to start for as long as the zombie stays."""
        postmaster = read_postmaster(self.folder)
        if postmaster and not postmaster.is_alive() and not postmaster.has_children():
            (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _ensure_database(self) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(f"create database {DATABASE}")

    def _control(self, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.account.run([self.programs.path("pg_ctl"), verb, "-D", str(self.folder.resolve()), *arguments])

    def _options(self) -> str:
        settings = SETTINGS | {"unix_socket_directories": str(socket_folder(self.folder, self.account, PORT))}
        if not self.durable:
            settings |= UNSAFE_BUT_FAST
        return " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())


def embedded_cluster(data: Path, *, durable: bool = True) -> Cluster:
    """Return the cluster kept under ``data``, with programs of the version that made it, not yet started."""
    account = server_account()
    folder = data_folder(data.resolve(), account)
    version = folder / "PG_VERSION"
    programs = find_programs(major=int(version.read_text()) if version.exists() else None)
    return Cluster(folder=folder, programs=reachable_programs(programs, account), account=account, durable=durable)


def _since(log: Path, position: int) -> str:
    if not log.exists():
        return ""
    return log.read_bytes()[position:].decode(errors="replace").strip()


def _full(folder: Path) -> CannotGoOn:
    return CannotGoOn(
        f"El disco está lleno: Minka necesita al menos {SPACE_NEEDED // 1024 // 1024} MB libres en {folder.parent}. "
        "Libera espacio o elige otra carpeta con --data.",
        f"The disk is full: free some space in {folder.parent} or choose another folder with --data.",
    )


def _refused(complaint: str) -> CannotGoOn:
    last = complaint.strip().splitlines()[-1:] or ["?"]
    return CannotGoOn(f"PostgreSQL no arrancó: {last[0]}", f"PostgreSQL did not start: {last[0]}")
