"""Whether the database and the static files already fit this code, found out without loading Django."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import LiteralString

import psycopg

from minka.config.command import PACKAGE, ROOT

LOCK = ROOT / "requirements" / "base.lock"
KINDS = ("migrations", "management", "tables")


def database_mark(address: str) -> str:
    """Name the pair of this code's migrations and data files, and what the database says was applied to it."""
    folders = [folder for name in KINDS for folder in PACKAGE.glob(f"*/{name}")]
    return _digest([*_names([*folders, ROOT / "data", LOCK]), *_applied(address)])


def static_mark() -> str:
    return _digest([*_names(PACKAGE.glob("*/static")), *_names([LOCK])])


def read_mark(path: Path, name: str) -> str:
    try:
        return str(json.loads(path.read_text()).get(name, ""))
    except (OSError, ValueError, AttributeError):
        return ""


def write_mark(path: Path, name: str, mark: str) -> None:
    try:
        marks = json.loads(path.read_text())
    except (OSError, ValueError):
        marks = {}
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps({**marks, name: mark}))
    unfinished.rename(path)


def _names(places: Iterable[Path]) -> list[str]:
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*"))]
    kept = [file for file in files if file.is_file() and "__pycache__" not in file.parts]
    return sorted(f"{file.relative_to(ROOT)} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in kept)


def has_sites(address: str) -> bool:
    return bool(_column(address, "select 'site' from sites_site limit 1"))


def has_demonstration(address: str) -> bool:
    """Whether there are accounts that the demonstration's page signs in."""
    return bool(_column(address, "select email from people_person where email like '%@demo.minka.invalid' limit 1"))


def _applied(address: str) -> list[str]:
    return _column(address, "select app || '.' || name from django_migrations order by 1")


def _column(address: str, query: LiteralString) -> list[str]:
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            return [row[0] for row in connection.execute(query)]
    except psycopg.errors.UndefinedTable:
        return []


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
