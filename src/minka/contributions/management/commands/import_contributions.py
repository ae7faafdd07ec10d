"""``./minka manage import_contributions``: the same import as on the page, for files that wait on a server."""

import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from minka.contributions.actions.imports import (
    ImportNotReady,
    LocalFile,
    Origin,
    check_file,
    choose_columns,
    keep_file,
    report_of,
    run_import,
    start_import,
)
from minka.contributions.models import Import
from minka.contributions.queries.imports.mapping import NAMES, Mapping, guess_mapping
from minka.contributions.queries.imports.rows import FileRefused
from minka.contributions.queries.imports.tables import read_table
from minka.people.models import Person
from minka.processes.models import Activity
from minka.sites.access import may


class Command(BaseCommand):
    help = "Importa aportes de un CSV o XLSX. Repetirlo no repite nada."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="ARCHIVO", type=Path)
        parser.add_argument("--activity", required=True, metavar="SEDE/PROCESO/ACTIVIDAD")
        parser.add_argument("--source", required=True, help="de dónde vienen; el mismo nombre cada vez")
        parser.add_argument("--licence", default="", help="con qué permiso se publican")
        parser.add_argument("--mapping", default="", help=f"campo=columna,… (campos: {', '.join(NAMES)})")
        parser.add_argument("--by", required=True, metavar="CORREO", help="quién importa: alguien con ese derecho")
        parser.add_argument("--dry-run", action="store_true", help="revisa sin importar")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        activity, person = _activity(options["activity"]), _person(options["by"])
        if not may(person, "import", activity.site):
            raise CommandError(f"{person} no puede importar en {activity.site}.")
        try:
            file = self._checked(activity, person, options)
            if not options["dry_run"]:
                start_import(file=file, by=person)
                run_import(file=file, by=person)
        except (FileRefused, ImportNotReady, Http404) as refused:
            raise CommandError(str(refused) or "El proceso está cerrado: ya no recibe aportes.") from refused
        file.refresh_from_db()
        self._tell(file)

    def _checked(self, activity: Activity, person: Person, options: dict[str, Any]) -> Import:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"No encuentro el archivo {path}.")
        mapping = _mapping(options["mapping"], read_table(path).header)
        file = keep_file(
            activity=activity,
            file=LocalFile(path),
            origin=Origin(options["source"], options["licence"]),
            idempotency_key=f"command:{secrets.token_hex(16)}",
            by=person,
        )
        choose_columns(file=file, mapping=mapping, by=person)
        check_file(file=file)
        file.refresh_from_db()
        if file.status == Import.Status.FAILED:
            raise FileRefused(file.report["problem"])
        return file

    def _tell(self, file: Import) -> None:
        facts = {"new": 0, **file.report}
        self.stdout.write(
            "Líneas: {lines}. Se pueden importar: {ok}. Repetidas: {repeated}. No se pueden leer: {broken}. "
            "Recibidas ahora: {new}.".format(**facts)
        )
        self.stdout.write(f"Informe línea por línea: {report_of(file.stored_as)}")


def _activity(address: str) -> Activity:
    parts = dict(zip(("process__site__slug", "process__slug", "slug"), address.strip("/").split("/"), strict=False))
    found = Activity.objects.select_related("process__site", "site", "phase").filter(**parts)
    activity = found.first() if "slug" in parts else None
    if activity is None:
        raise CommandError(f"No encuentro la actividad {address}: escríbela como sede/proceso/actividad.")
    return activity


def _person(email: str) -> Person:
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"No hay ninguna cuenta con el correo {email}.")
    return person


def _mapping(written: str, header: tuple[str, ...]) -> Mapping:
    """What was written on the command line, or what the names of the columns give away."""
    if not written:
        return guess_mapping(header)
    mapping: Mapping = {}
    for pair in written.split(","):
        name, _sign, column = pair.partition("=")
        if name not in NAMES or column not in header:
            raise CommandError(f"No entiendo «{pair}». Campos: {', '.join(NAMES)}. Columnas: {', '.join(header)}.")
        mapping[name] = header.index(column)
    return mapping
