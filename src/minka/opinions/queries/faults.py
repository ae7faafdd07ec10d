"""What is wrong with a file of votes or statements, in sentences with the line they stand on."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

LONGEST_FOUND = 40
WORDS = {
    "empty": gettext_noop("El archivo está vacío."),
    "binary": gettext_noop("No es un archivo de texto."),
    "columns": gettext_noop("Falta la columna «%(found)s»."),
    "cells": gettext_noop("Tiene más o menos celdas que la primera fila."),
    "vote": gettext_noop("«%(found)s» no es un voto: debe ser 1, 0 o -1."),
    "voter": gettext_noop("«%(found)s» no es un número de votante."),
    "statement": gettext_noop("«%(found)s» no es un número de afirmación."),
    "moment": gettext_noop("«%(found)s» no es un momento en milisegundos."),
    "moderated": gettext_noop("«%(found)s» no es una decisión de moderación: debe ser 1, 0 o -1."),
    "count": gettext_noop("«%(found)s» no es una cantidad."),
    "text": gettext_noop("La afirmación no tiene texto."),
    "twice": gettext_noop("La afirmación %(found)s ya apareció en una línea anterior."),
    "quote": gettext_noop("Las comillas que se abren aquí no se cierran."),
    "too_large": gettext_noop("El archivo es demasiado grande."),
}
OTHERWISE = gettext_noop("No se puede leer.")


class Fault(Protocol):
    """What the engine says is wrong: the line, a key, and what stands there."""

    @property
    def line(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def found(self) -> str: ...


def words_of(fault: Fault) -> str:
    return _(WORDS.get(fault.key, OTHERWISE)) % {"found": fault.found[:LONGEST_FOUND]}


def problem_words(which: str, fault: Fault) -> str:
    """Why a file cannot be read at all."""
    return _("No pudimos leer el archivo: %(which)s, línea %(line)d. %(problem)s") % {
        "which": which,
        "line": fault.line,
        "problem": words_of(fault),
    }


def fault_words(comments: Iterable[Fault], votes: Iterable[Fault]) -> Iterator[tuple[str, int, str]]:
    """File, line and reason of each line that is not brought in."""
    yield from ((_("afirmaciones"), each.line, words_of(each)) for each in comments)
    yield from ((_("votos"), each.line, words_of(each)) for each in votes)
