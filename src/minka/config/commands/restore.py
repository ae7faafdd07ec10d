"""``./minka restore FILE``: put back what ``backup`` saved, whole or not at all."""

import argparse
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from minka.config import command, freshness
from minka.config.commands.backup import DUMP, PARTS
from minka.config.database import only_up, running_database
from minka.config.postgres.programs import find_programs
from minka.config.trouble import CannotGoOn

HELP = "repone una copia: ./minka restore copia.tar (con --replace si ya hay datos)"
EMPTY = "drop schema public cascade; create schema public;"


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./minka restore", description="Repone una copia completa.")
    parser.add_argument("file", type=Path, help="archivo hecho con ./minka backup")
    parser.add_argument("--data", help="carpeta de los datos (./var)")
    parser.add_argument("--replace", action="store_true", help="borra lo que hay y pone la copia en su lugar")
    options = parser.parse_args(arguments)
    data = command.data_folder(options.data)
    with tempfile.TemporaryDirectory(prefix="minka-restore-") as folder, only_up(data):
        copy = Path(folder)
        _unpack(options.file, copy)
        with running_database(data) as database:
            if freshness.has_sites(database.address) and not options.replace:
                raise CannotGoOn(
                    f"En {data} ya hay datos: usa otra carpeta con --data o repite con --replace para borrarlos.",
                    f"{data} already holds data: choose another folder with --data, or repeat with --replace.",
                )
            _load(database.address, copy)
        _put_back(copy, data)
    print("Copia repuesta. Ahora puedes iniciar Minka: ./minka up")
    return 0


def _unpack(archive: Path, copy: Path) -> None:
    try:
        with tarfile.open(archive) as content:
            content.extractall(copy, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise _not_a_copy(archive) from error
    if not (copy / DUMP).exists():
        raise _not_a_copy(archive)


def _not_a_copy(archive: Path) -> CannotGoOn:
    return CannotGoOn(
        f"No pude leer {archive}: no es una copia hecha con «./minka backup» o está incompleta. No cambié nada.",
        f"Could not read {archive}: not a backup, or incomplete. Nothing was changed.",
    )


def _load(address: str, copy: Path) -> None:
    """Replace everything in one transaction: until its end the old data is still there."""
    programs = find_programs()
    (copy / "empty.sql").write_text(EMPTY)
    script = ["--no-owner", "--no-privileges", f"--file={copy / 'load.sql'}"]
    load = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--dbname={address}"]
    for order in (
        [programs.path("pg_restore"), *script, str(copy / DUMP)],
        [programs.path("psql"), *load, f"--file={copy / 'empty.sql'}", f"--file={copy / 'load.sql'}"],
    ):
        done = subprocess.run(order, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1]
            raise CannotGoOn(
                f"No pude reponer la copia y dejé todo como estaba: {reason}", f"Restore failed, unchanged: {reason}"
            )


def _put_back(copy: Path, data: Path) -> None:
    for part in PARTS:
        if not (copy / part).exists():
            continue
        old = data / f"{part}.replaced"
        shutil.rmtree(old, ignore_errors=True)
        if (data / part).exists():
            (data / part).rename(old)
        shutil.move(copy / part, data / part)
        (data / part).chmod(0o700)
        shutil.rmtree(old, ignore_errors=True)
    (data / "demonstration").write_text("loaded")
