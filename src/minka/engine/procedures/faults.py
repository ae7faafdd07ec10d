"""What is wrong with a file of procedures, and the Spanish sentence that says so."""

from typing import Final, NamedTuple

from minka.engine.saying import phrase

SENTENCES: Final = {
    "too_large": phrase("El archivo pasa de 5 MB: divídelo en partes."),
    "empty": phrase("El archivo no tiene ningún procedimiento."),
    "binary": phrase("El archivo no es texto: en tu hoja de cálculo elige «Guardar como CSV» y usa ese archivo."),
    "encoding": phrase("Hay letras que no se pueden leer: guarda el archivo en UTF-8."),
    "json": phrase("El archivo no es un JSON completo: {found}."),
    "depth": phrase("El JSON tiene demasiados niveles uno dentro de otro."),
    "shape": phrase("No encuentro la lista de procedimientos: debe ser una lista, o un objeto con «procedures»."),
    "format": phrase("El formato «{found}» no se conoce: se lee «minka-tupa/1»."),
    "columns": phrase("Falta la columna «{found}» en el encabezado."),
    "quote": phrase("Hay comillas que no se cierran o una celda demasiado larga."),
    "too_many": phrase("El archivo tiene más de {found} procedimientos: divídelo en partes."),
    "too_long": phrase("El archivo tiene más de 100 000 líneas: divídelo en partes."),
    "row": phrase("Esta fila no es un procedimiento: debe ser un objeto con sus campos."),
    "title": phrase("La fila no dice cómo se llama el procedimiento, y no se leyó."),
    "value": phrase("El campo «{found}» no es texto ni una lista de textos, y no se leyó."),
    "twice": phrase("El campo «{found}» está dos veces en la misma fila; se leyó el primero."),
    "long": phrase("El texto de «{found}» pasa de 20 000 letras; se leyó hasta ahí."),
    "many": phrase("La fila tiene más de {found} requisitos; se leyeron los primeros."),
    "formula": phrase("La celda «{found}» tiene una fórmula, y no se leyó: escribe su valor."),
    "cells": phrase("La fila tiene más celdas que el encabezado; las que sobran no se leyeron."),
}


class Fault(NamedTuple):
    """The line (from 1 on; 0 for the whole file), a key of ``SENTENCES``, and what stands there."""

    line: int
    key: str
    found: str = ""

    def sentence(self) -> str:
        """Say it, with the line where there is one.

        >>> Fault(3, "title").sentence()
        'Línea 3: La fila no dice cómo se llama el procedimiento, y no se leyó.'
        """
        told = SENTENCES[self.key].fill(found=self.found)
        return phrase("Línea {line}: {what}").fill(line=self.line, what=told) if self.line else told


class ProceduresInvalid(ValueError):  # noqa: N818 - says what is wrong with the input
    """A file of which no row can be trusted, with the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence())
        self.fault = fault


class Faults:
    """The first faults of rows and how many there were; a hostile file does not fill the memory with them."""

    MOST_KEPT: Final = 200

    def __init__(self) -> None:
        self.kept: list[Fault] = []
        self.found = 0

    def add(self, line: int, key: str, found: str = "") -> None:
        self.found += 1
        if len(self.kept) < self.MOST_KEPT:
            self.kept.append(Fault(line, key, found[:80]))
