"""``./minka manage load_demonstration``: what an empty installation shows."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from minka.insights.actions.demonstration import ReferenceMissing, load_demonstration


class Command(BaseCommand):
    help = "Carga la demostración de Cajamarca. Repetirlo no cambia nada."

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if not settings.DEMONSTRATION:
            message = "Sus cuentas publican servicios solo en una demostración: repite con MINKA_DEMONSTRATION=1."
            raise CommandError(message)
        try:
            load_demonstration(today=timezone.localdate())
        except ReferenceMissing as missing:
            message = f"Falta la plantilla «{missing}»: ejecuta antes «./minka manage load_reference»."
            raise CommandError(message) from missing
        if options["verbosity"]:
            self.stdout.write("La demostración está cargada.")
