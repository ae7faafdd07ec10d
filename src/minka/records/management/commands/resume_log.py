"""``./minka manage resume_log``: let the public log go on after a halt that somebody looked into."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minka.records.actions import SYSTEM, LogDoubted, resume_log, sequence_records
from minka.records.models import Halt


class Command(BaseCommand):
    help = "el registro público continúa después de una parada: --reason 'qué pasó'"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", required=True, help="queda escrita en el registro, a la vista de todos")

    def handle(self, *args: Any, reason: str, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's face
        try:
            resume_log(by=SYSTEM, reason=reason[:300])
            head = sequence_records()
        except Halt.DoesNotExist:
            raise CommandError("El registro no está detenido.") from None
        except LogDoubted as doubt:
            raise CommandError(f"El registro se detuvo otra vez: {doubt} «./minka recount» dice dónde.") from doubt
        self.stdout.write(f"El registro continúa con {head.size} líneas.")
