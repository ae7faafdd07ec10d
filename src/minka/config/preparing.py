"""Bring the database to this code: tables, reference data and, the first time, the demonstration."""

import os
from pathlib import Path

import django
from django.core.management import call_command, get_commands
from django.db import connection

from minka.config import freshness, lifeline

ONE_AT_A_TIME = 7264811  # any number, the same on every machine that starts against one database


def main() -> None:
    lifeline.end_with(os.getppid())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minka.config.settings")
    # The demonstration's accounts act while it is loaded; this process serves nobody who could sign in as them.
    os.environ["MINKA_DEMONSTRATION"] = "1"
    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    _say("  preparando las tablas…")
    call_command("migrate", interactive=False, verbosity=0)
    _load("load_reference", "  cargando los datos de referencia…")
    _demonstrate(Path(os.environ["MINKA_DATA"]) / "demonstration")


def _demonstrate(mark: Path) -> None:
    """Load it into an empty database, and again when an earlier loading was cut short; never over anyone's data."""
    state = mark.read_text() if mark.exists() else ""
    if state == "loaded" or (state != "loading" and freshness.has_sites(os.environ["DATABASE_URL"])):
        return
    mark.write_text("loading")
    if _load("load_demonstration", "  cargando la demostración de Cajamarca…"):
        mark.write_text("loaded")
    else:
        mark.unlink()


def _load(name: str, announcement: str) -> bool:
    if name not in get_commands():
        return False
    _say(announcement)
    call_command(name, verbosity=0)
    return True


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
