"""``./minka manage texts``: bring the catalogues up to date with the code and compile them."""

from typing import Any

from django.core.management.base import BaseCommand

from minka.web import catalogues
from minka.web.collecting import collect


class Command(BaseCommand):
    help = "busca los textos del código, los lleva a locale/ y compila los catálogos"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's face
        found = collect()
        for path in sorted(catalogues.LOCALE.glob("*/LC_MESSAGES/django.po")):
            catalogue = catalogues.merge(catalogues.read(path), found)
            catalogues.write(catalogue, path)
            missing = [entry for entry in catalogue.entries.values() if not entry.is_translated]
            self.stdout.write(f"{path.parts[-3]}: {len(found)} textos, {len(missing)} sin traducir")
