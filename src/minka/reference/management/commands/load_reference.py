"""``./minka manage load_reference``: read the reference tables from the files in ``data/``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from minka.reference.actions import Loaded, load_table
from minka.reference.files import FileRefused
from minka.reference.tables import TABLES


class Command(BaseCommand):
    help = "Carga los datos de referencia desde los archivos de data/. Repetirlo no cambia nada."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", metavar="TABLA", choices=sorted(TABLES), help=", ".join(sorted(TABLES)))
        parser.add_argument(
            "--file",
            metavar="ARCHIVO",
            type=Path,
            nargs="+",
            default=(),
            help="en vez de los archivos propios de la tabla",
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if options["file"] and not options["only"]:
            raise CommandError(_("Di con --only a qué tabla va el archivo."))
        tables = [TABLES[options["only"]]] if options["only"] else list(TABLES.values())
        for table in tables:
            try:
                loaded = load_table(table=table, files=options["file"])
            except FileRefused as error:
                kept = _("La tabla «%s» queda como estaba:") % table.name
                raise CommandError(f"{kept}\n{error}") from error
            if options["verbosity"]:
                self.stdout.write(self._sentence(loaded))

    def _sentence(self, loaded: Loaded) -> str:
        if not loaded.is_fresh:
            return _("%(table)s: sin cambios, %(rows)d filas") % vars(loaded)
        return _("%(table)s: %(rows)d filas (%(added)d nuevas, %(changed)d cambiadas, %(removed)d quitadas)") % vars(
            loaded
        )
