"""PostgreSQL refuses to run as root, so root lends it an account without rights of its own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAME = "minka-postgres"


@dataclass(frozen=True, slots=True)
class Account:
    """Who the server runs as; ``uid is None`` means: as whoever started the command."""

    uid: int | None = None
    gid: int | None = None

    def run(self, command: Sequence[str], *, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run to the end as this account, in English, so that complaints can be recognised."""
        environment = {**os.environ, "LC_ALL": "C"}
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            cwd="/",
            env=environment,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Tell whether this account may pass through every folder above, as in a clone under /root it may not."""
        return self.uid is None or self.run(["/bin/sh", "-c", 'test -x "$0"', str(path)]).returncode == 0


def server_account() -> Account:
    if os.geteuid() != 0:
        return Account()
    entry = _entry(NAME) or _created() or pwd.getpwnam("nobody")
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _created() -> pwd.struct_passwd | None:
    if shutil.which("useradd"):
        arguments = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run([*arguments, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, check=False)
    elif shutil.which("adduser"):
        subprocess.run(["adduser", "-S", "-D", "-H", NAME], capture_output=True, check=False)
    return _entry(NAME)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
