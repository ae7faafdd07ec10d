"""The engine can be imported anywhere: it brings no Django, no database, no network and no chance."""

import subprocess
import sys

import pytest

IMPORT_ALL = """
import importlib, pkgutil, sys
import minka.engine
for module in pkgutil.walk_packages(minka.engine.__path__, "minka.engine."):
    importlib.import_module(module.name)
print(*sorted(sys.modules))
"""
FORBIDDEN = [
    "django",
    "psycopg",
    "procrastinate",
    "sqlite3",
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "requests",
]


@pytest.fixture(scope="module")
def imported() -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True, env={"PYTHONPATH": "src"}
    )
    return set(answer.stdout.split())


@pytest.mark.parametrize("name", FORBIDDEN)
def test_importing_the_engine_does_not_import(name: str, imported: set[str]) -> None:
    assert not {module for module in imported if module == name or module.startswith(f"{name}.")}


def test_every_part_of_the_engine_was_imported(imported: set[str]) -> None:
    assert {"minka.engine.ledger.verification", "minka.engine.texts", "minka.engine.equity"} <= imported
