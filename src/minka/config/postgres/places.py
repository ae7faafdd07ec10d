"""Folders that the server's account can reach: for the data, the programs and the socket."""

import contextlib
import hashlib
import os
import secrets
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from minka.config.postgres.account import Account
from minka.config.postgres.programs import Programs

REACHABLE = Path("/var/lib/minka")
LONGEST_SOCKET_PATH = 100  # the system's limit is 107 bytes


def data_folder(data: Path, account: Account) -> Path:
    """Return the cluster's folder under ``data``.

    Where root keeps ``data`` in a private folder (a clone under /root), it is a link to one that the account can enter.
    """
    data.mkdir(parents=True, exist_ok=True)
    folder = data / "postgres"
    if folder.is_symlink() or folder.exists() or account.reaches(data):
        return folder
    # A new name each time: who deletes the data folder and begins anew must not find the old database.
    elsewhere = REACHABLE / f"{_short_name(data)}-{secrets.token_hex(4)}" / "postgres"
    elsewhere.parent.mkdir(parents=True, exist_ok=True)
    account.own(elsewhere.parent)
    folder.symlink_to(elsewhere)
    return folder


def reachable_programs(programs: Programs, account: Account) -> Programs:
    """Return the programs, copied out of root's private folder if they lie in one."""
    if account.reaches(Path(programs.path("postgres"))):
        return programs
    home = programs.home
    copy = REACHABLE / f"programs-{_short_name(home)}-{programs.major}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in home.glob(programs.parts):
            shutil.copytree(part, unfinished / part.name, symlinks=True)
        unfinished.rename(copy)
    return replace(programs, folder=copy / programs.folder.relative_to(home), home=copy)


def socket_folder(cluster: Path, account: Account, port: int) -> Path:
    """Make a short folder that only the account may enter: whoever reaches the socket in it is let in."""
    name = "minka-" + _short_name(cluster)
    parent = Path(tempfile.gettempdir())
    if len(str(parent / name / f".s.PGSQL.{port}.lock")) > LONGEST_SOCKET_PATH:
        parent = Path("/tmp")  # noqa: S108 - the folder made in it is private
    folder = parent / name
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid not in {os.geteuid(), account.uid}:
        folder = Path(tempfile.mkdtemp(prefix="minka-", dir=parent))  # someone else took the name
    account.own(folder)
    folder.chmod(0o700)
    return folder


def forget_socket_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not empty, or already gone: someone else's business
        folder.rmdir()


def _short_name(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
