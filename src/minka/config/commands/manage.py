"""``./minka manage …``: Django's own commands, with the database running while they need it."""

import os

from minka.config import command
from minka.config.database import running_database
from minka.config.keys import make_keys

HELP = "las órdenes de Django: ./minka manage migrate, shell, makemessages…"
WITHOUT_DATABASE = {"help", "makemessages", "compilemessages", "collectstatic", "diffsettings", "findstatic"}


def run(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minka.config.settings")
    data = command.data_folder()
    os.environ["MINKA_DATA"] = str(data)
    if not arguments or arguments[0] in WITHOUT_DATABASE or not command.needs_database(arguments[0]):
        return _execute(arguments)
    make_keys(data)
    with running_database(data):
        return _execute(arguments)


def _execute(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - the settings read the address

    execute_from_command_line(["minka", *arguments])
    return 0
