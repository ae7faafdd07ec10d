"""``./minka simulate SITE SERVICE``: a year of made-up cases for a service of the demonstration."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from minka.cases.actions.made_up import NotForDemonstration, simulate
from minka.services.models import Service

LARGEST_SEED = 2**31 - 1


class Command(BaseCommand):
    help = "Inventa un año de trámites para un servicio de demostración, marcados como inventados."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("site", metavar="SEDE")
        parser.add_argument("service", metavar="SERVICIO")
        parser.add_argument("--seed", type=_seed, default=1, metavar="N", help="semilla: la misma no agrega nada (1)")
        parser.add_argument("--arrivals", type=_arrivals, default=2.0, metavar="N", help="trámites por día hábil (2)")

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        service = Service.objects.filter(site__slug=options["site"], slug=options["service"]).first()
        if service is None:
            message = f"No hay ningún servicio «{options['service']}» en «{options['site']}»."
            raise CommandError(message)
        try:
            made = simulate(
                service=service, today=timezone.localdate(), seed=options["seed"], arrivals=options["arrivals"]
            )
        except NotForDemonstration as real:
            message = "Solo se inventan trámites para un servicio publicado y marcado como demostración."
            raise CommandError(message) from real
        told = f"{len(made.cases)} trámites inventados, {made.open} abiertos."
        self.stdout.write(told if made.cases else "Esa semilla ya estaba: no se agregó nada.")


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_SEED:
        raise ArgumentTypeError("la semilla es un entero desde 0")
    return int(text)


def _arrivals(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 < found <= 400:  # noqa: PLR2004 - more would fill the disk of a demonstration
        raise ArgumentTypeError("los trámites por día son un número mayor que 0 y hasta 400")
    return found
