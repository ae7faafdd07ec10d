"""What the rows of a group, and the answers in them, are called."""

from django.utils.translation import gettext as _

from minka.engine.forms import Definition, Question
from minka.services.queries.words import name_of


def row_title(group: Question, row: int, language: str) -> str:
    """The name of a row, counted from 1 as people count."""
    return _("%(group)s, fila %(number)d") % {"group": name_of(group, language), "number": row + 1}


def path_title(definition: Definition, path: str, language: str) -> str:
    """What stands at a path of the answers: a question, a whole group, or a question of a row."""
    group, _slash, inside = path.partition("/")
    at, _slash, child = inside.partition("/")
    found = definition.by_id
    if group not in found or not child or child not in found:
        return name_of(found[group], language) if group in found else group
    return f"{row_title(found[group], int(at), language)}: {name_of(found[child], language)}"
