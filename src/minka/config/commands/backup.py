"""``./minka backup FILE``: database, files and keys in one file, while Minka runs or not."""

import argparse
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from minka.config import command
from minka.config.database import running_database
from minka.config.postgres.programs import find_programs
from minka.config.trouble import CannotGoOn

HELP = "guarda base de datos, archivos y llaves en un solo archivo: ./minka backup copia.tar"
PARTS = ("files", "keys")
DUMP = "database.dump"


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./minka backup", description="Guarda una copia completa.")
    parser.add_argument("file", type=Path, help="archivo nuevo, por ejemplo copia-2026-11-23.tar")
    parser.add_argument("--data", help="carpeta de los datos (./var)")
    options = parser.parse_args(arguments)
    data = command.data_folder(options.data)
    with tempfile.TemporaryDirectory(prefix="minka-backup-") as folder, running_database(data) as database:
        dump = Path(folder) / DUMP
        _dump(database.address, dump)
        _pack(options.file, dump, data)
    print(f"Copia guardada en {options.file}. Contiene llaves y datos personales: guárdala en un lugar seguro.")
    return 0


def _dump(address: str, dump: Path) -> None:
    pg_dump = find_programs().path("pg_dump")
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", f"--dbname={address}"]
    done = subprocess.run([pg_dump, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1]
        raise CannotGoOn(f"No pude copiar la base de datos: {reason}", f"Could not dump the database: {reason}")


def _pack(target: Path, dump: Path, data: Path) -> None:
    """Write beside and move into place: a copy that was cut short never has the name of a good one."""
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w") as archive:
                archive.add(dump, DUMP)
                for part in PARTS:
                    if (data / part).exists():
                        archive.add(data / part, part)
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.rename(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise CannotGoOn(
            f"No pude escribir {target}: {error.strerror}.", f"Could not write {target}: {error.strerror}."
        ) from error
