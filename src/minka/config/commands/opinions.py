"""``./minka opinions map VOTES.csv``: a map of opinions from a file of votes, away from any server and any database."""

import argparse
import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import orjson

from minka.config.trouble import CannotGoOn
from minka.engine.opinions.compatible import first_seen, map_like_polis
from minka.engine.opinions.document import FORMAT, MapDocument, StatementResult
from minka.engine.opinions.mapping import digest_of, to_bytes
from minka.engine.opinions.reading import Fault, FileInvalid, ReadComments, read_comments, read_votes
from minka.engine.opinions.votes import without
from minka.engine.opinions.whole import map_whole

HELP = "hace el mapa de opiniones de un archivo de votos, sin servidor: map VOTOS.csv --json"
PIECE = 1 << 20
MOST_FAULTS = 20
GZIP = b"\x1f\x8b"
SHOWN = 5
LONGEST_TEXT = 90
SPANISH = {
    "empty": "no tiene ninguna fila",
    "binary": "no es un archivo de texto CSV",
    "columns": "falta la columna «{found}»",
    "cells": "la fila tiene otro número de celdas que el encabezado ({found}); ¿está cortado el archivo?",
    "vote": "un voto es 1, 0 o -1, no «{found}»",
    "voter": "el número de votante no es un entero desde 0: «{found}»",
    "statement": "el número de afirmación no es un entero desde 0: «{found}»",
    "moment": "el momento no son milisegundos desde 1970: «{found}»",
    "moderated": "la moderación es 1, 0 o -1, no «{found}»",
    "count": "no es un entero desde 0: «{found}»",
    "text": "la afirmación no tiene palabras",
    "twice": "la afirmación {found} ya estaba más arriba",
    "quote": "hay comillas que no se cierran bien o una fila que no termina",
    "too_large": "es demasiado grande para un archivo de afirmaciones",
}
ENGLISH = {
    "empty": "has no rows",
    "binary": "is no CSV text",
    "columns": "lacks the column {found}",
    "cells": "the row has another number of cells than the header ({found}); is the file cut off?",
    "vote": "a vote is 1, 0 or -1, not {found!r}",
    "voter": "the voter is no whole number from 0 on: {found!r}",
    "statement": "the statement is no whole number from 0 on: {found!r}",
    "moment": "the moment is no milliseconds since 1970: {found!r}",
    "moderated": "moderated is 1, 0 or -1, not {found!r}",
    "count": "is no whole number from 0 on: {found!r}",
    "text": "the statement has no words",
    "twice": "statement {found} stands further up already",
    "quote": "a quote or a row does not end",
    "too_large": "is too large for a file of statements",
}


type Source = BinaryIO | gzip.GzipFile


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    told = _read_comments(options)
    document = _map(told, options)
    if options.json:
        sys.stdout.buffer.write(to_bytes(document))
        sys.stdout.buffer.flush()
    else:
        _summarise(document, {each.number: each.text for each in told.comments})
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./minka opinions", description="Mapas de opiniones desde archivos.")
    words = parser.add_subparsers(dest="word", required=True, metavar="map")
    making = words.add_parser("map", help="hace el mapa", description="Hace el mapa de opiniones de unos votos.")
    making.add_argument("votes", type=Path, metavar="VOTOS", help="CSV de Pol.is o de Minka, también .gz")
    making.add_argument("--comments", type=Path, metavar="AFIRMACIONES", help="su CSV; lo rechazado no entra")
    making.add_argument("--method", choices=["minka", "polis"], default="minka", help="reglas (minka)")
    making.add_argument("--seed", type=_seed, default=0, help="semilla de los sorteos (0)")
    making.add_argument("--previous", type=Path, metavar="MAPA.json", help="un mapa anterior: guarda sus letras")
    making.add_argument("--go-on", action="store_true", help="sigue si hay filas malas: las cuenta y muestra algunas")
    making.add_argument("--json", action="store_true", help="escribe el documento del mapa, byte por byte")
    return parser.parse_args(arguments)


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - fits the column of the database
        raise argparse.ArgumentTypeError("la semilla es un entero de 0 a 999999999")
    return int(text)


@contextmanager
def _opened(path: Path) -> Iterator[Source]:
    """The file, unpacked where it is packed; what is wrong with it becomes a sentence that names it."""
    try:
        with path.open("rb") as file:
            packed = file.read(len(GZIP)) == GZIP
            file.seek(0)
            if packed:
                with gzip.open(file) as unpacked:
                    yield unpacked
            else:
                yield file
    except FileInvalid as wrong:
        raise _invalid(path, wrong.fault) from wrong
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CannotGoOn(
            f"{path} está comprimido y dañado o cortado: vuelve a descargarlo.", f"{path} is damaged or cut off."
        ) from error
    except OSError as error:
        raise CannotGoOn(f"No pude leer {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}.") from error


def _pieces(file: Source) -> Iterator[bytes]:
    return iter(lambda: file.read(PIECE), b"")


def _invalid(path: Path, fault: Fault) -> CannotGoOn:
    return CannotGoOn(
        f"{path}, línea {fault.line}: {SPANISH[fault.key].format(found=fault.found)}.",
        f"{path}, line {fault.line}: {ENGLISH[fault.key].format(found=fault.found)}.",
    )


def _warn(path: Path, faults: tuple[Fault, ...], found: int) -> None:
    """On the other output, so that the document stays whole."""
    if not found:
        return
    print(f"{path}: {found} fila(s) o celda(s) malas no se contaron.", file=sys.stderr)
    for fault in faults:
        print(f"  línea {fault.line}: {SPANISH[fault.key].format(found=fault.found)}", file=sys.stderr)


def _read_comments(options: argparse.Namespace) -> ReadComments:
    if not options.comments:
        return ReadComments(())
    with _opened(options.comments) as file:
        told = read_comments(_pieces(file), report=MOST_FAULTS if options.go_on else None)
    _warn(options.comments, told.faults, told.faults_found)
    return told


def _map(told: ReadComments, options: argparse.Namespace) -> MapDocument:
    with _opened(options.votes) as file:
        read = read_votes(_pieces(file), report=MOST_FAULTS if options.go_on else None)
    _warn(options.votes, read.faults, read.faults_found)
    votes = read.votes()
    if options.method == "polis":
        people, shown = (first_seen(each, read.moments) for each in (read.people, read.statements))
        return map_like_polis(
            votes, moderated_out=told.rejected, people_order=people, statement_order=shown, seed=options.seed
        )
    del read  # of a large file the rows are as large as the votes
    previous = _previous(options.previous) if options.previous else None
    return map_whole(without(votes, statements=told.rejected), seed=options.seed, previous=previous)


def _previous(path: Path) -> MapDocument:
    """The map whose letters and directions are kept; counting a map again with itself gives the same bytes."""
    with _opened(path) as file:
        content = file.read()
    try:
        document: MapDocument = orjson.loads(content)
        if document["format"] == FORMAT:
            return document
    except (orjson.JSONDecodeError, KeyError, TypeError):
        pass
    raise CannotGoOn(f"{path} no es un mapa de opiniones de Minka.", f"{path} is no opinion map of Minka.")


def _summarise(document: MapDocument, texts: dict[int, str]) -> None:
    votes, people = document["votes"], document["people"]
    print(f"{votes['people']} personas, {votes['statements']} afirmaciones, {votes['votes']} votos.")
    print(f"  En el mapa: {people['in_map']}, con al menos {people['fewest_votes']} votos.")
    verdicts = {"groups": "Hay grupos de opinión:", "one_crowd": "No se distinguen grupos: es un solo conjunto."}
    print(verdicts.get(document["verdict"], "Hay muy pocos votos para decir si hay grupos."))
    for group in document["groups"]:
        print(f"  Grupo {group['letter']}: {group['size']} personas ({group['share']:.0%}).")
        for typical in group["typical"]:
            side = "de acuerdo" if typical["side"] == "agree" else "en desacuerdo"
            print(f"    {typical['share']:.0%} {side}: {_text(typical['statement'], texts)}")
    results = {each["number"]: each for each in document["statements"]}
    _list("Une", document["unites"], results, texts)
    _list("Divide", document["divides"], results, texts)
    print(f"Método {document['method']['name']} {document['method']['version']}, huella {digest_of(document)}.")


def _list(heading: str, numbers: list[int], results: dict[int, StatementResult], texts: dict[int, str]) -> None:
    if numbers:
        print(f"{heading}:")
    for number in numbers[:SHOWN]:
        shares = results[number]["groups"] or {"todos": results[number]["all"]}
        told = ", ".join(f"{letter} {each['agree']:.0%}" for letter, each in shares.items())
        print(f"  {_text(number, texts)} (de acuerdo: {told})")


def _text(number: int, texts: dict[int, str]) -> str:
    """The number and the words on one line; control characters of a foreign file never reach the terminal."""
    words = "".join(each if each.isprintable() else " " for each in " ".join(texts.get(number, "").split()))
    short = words if len(words) <= LONGEST_TEXT else f"{words[:LONGEST_TEXT]}…"
    return f"{number}. {short}" if short else f"{number}"
