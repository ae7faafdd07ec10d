"""``./minka recount``: count every public number again, and check every row against the log."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minka.insights.recounting import Recount, compare_rows, recount_sites
from minka.insights.recounting.maps import recount_maps
from minka.records.queries import check_log
from minka.sites.models import Site


class Command(BaseCommand):
    help = "vuelve a contar todo desde las filas y lo compara con las páginas y el registro: --site SEDE"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", help="nombre corto de una sede; sin él, todas")

    def handle(self, *args: Any, site: str | None = None, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's face
        sites = Site.objects.filter(closed_at__isnull=True, **({"slug": site} if site else {}))
        if site and not sites:
            raise CommandError(f"No hay una sede abierta con el nombre «{site}».")
        odd = sum(self._show(count) for count in recount_sites(sites))
        maps = recount_maps()
        faults = [*check_log(), *compare_rows(), *maps.faults]
        if maps.same:
            self.stdout.write(f"Mapas de opiniones publicados que salen iguales, byte por byte: {maps.same}.")
        for ref in maps.votes_gone:
            self.stdout.write(f"  {ref}: después de publicarlo alguien retiró sus votos o dejó de contarse.")
        for fault in faults:
            self.stdout.write(f"  ✗ {fault.what}: {fault.text}")
        if odd or faults:
            raise CommandError(f"No coincide: {odd} número(s) y {len(faults)} fila(s) o registro(s).")
        self.stdout.write("Todo coincide: los números, las filas y el registro público.")

    def _show(self, count: Recount) -> int:
        """Write one site's numbers and return how many of them its pages show otherwise."""
        counted, differences = count.counted, list(count.differences)
        self.stdout.write(
            f"{count.site.name}: {counted.processes} procesos, {counted.voices} voces "
            f"({counted.demonstration_voices} de demostración), respondidas {counted.answered} de {counted.voices}, "
            f"mediana {counted.median_words} días"
        )
        for difference in differences:
            self.stdout.write(f"  ✗ {difference}")
        return len(differences)
