"""Reading reference files so that every complaint can name its line."""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

MAX_BYTES = 50_000_000
MAX_DEPTH = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, in words for the person who wrote it."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return _("%(file)s, línea %(line)d: %(text)s") % {"file": self.file, "line": self.line, "text": self.text}


class FileRefused(Exception):  # noqa: N818 - a state
    """Nothing of the file was taken in; ``problems`` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Record:
    """One row as the file has it, and the line it begins on."""

    file: str
    line: int
    values: dict[str, Any]

    def problem(self, text: str) -> Problem:
        return Problem(self.file, self.line, text)


def read_text(path: Path) -> str:
    """The whole file as text, unpacked when its name ends in ``.gz``."""
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
                raw = packed.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileRefused([Problem(path.name, 0, _("no se puede leer (%s)") % error)]) from error
    except (EOFError, zlib.error) as error:
        raise FileRefused([Problem(path.name, 0, _("está cortado"))]) from error
    if len(raw) > MAX_BYTES:
        raise FileRefused([Problem(path.name, 0, _("pesa demasiado"))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileRefused([Problem(path.name, line, _("hay letras que no están en UTF-8"))]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise FileRefused([Problem(path.name, line, _("hay bytes nulos"))])
    return text


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[Record]:
    """Rows of a comma-separated file with exactly these columns, in any order."""
    lines = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = next(lines, [])
        _check_header(path, header, columns)
        begins = lines.line_num + 1
        for cells in lines:
            if len(cells) not in {0, len(header)}:
                text = _("tiene %(found)d celdas y debe tener %(due)d") % {"found": len(cells), "due": len(header)}
                raise FileRefused([Problem(path.name, begins, text)])
            if cells:
                yield Record(path.name, begins, dict(zip(header, cells, strict=True)))
            begins = lines.line_num + 1
    except csv.Error as error:
        raise FileRefused([Problem(path.name, lines.line_num, str(error))]) from error


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in header]
    strange = [column for column in header if column not in columns]
    problems = []
    if missing:
        problems.append(Problem(path.name, 1, _("faltan las columnas: %s") % ", ".join(missing)))
    if strange or len(set(header)) < len(header):
        problems.append(Problem(path.name, 1, _("sobran columnas: %s") % ", ".join(strange or header)))
    if problems:
        raise FileRefused(problems)


def read_json(path: Path) -> tuple[Any, str]:
    """The value and the text it was read from, which ``line_of`` needs."""
    text = read_text(path)
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is JSON, but no text
        if "\\u0000" in text:
            raise ValueError("\\u0000")
        return value, text
    except json.JSONDecodeError as error:
        raise FileRefused([Problem(path.name, error.lineno, _("no es JSON: %s") % error.msg)]) from error
    except (RecursionError, ValueError) as error:
        raise FileRefused([Problem(path.name, 1, _("no es JSON que se pueda leer"))]) from error


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')


def lines_of(text: str) -> Mapping[tuple[str | int, ...], int]:
    """The line on which the value at each path of a JSON text begins: ``("phases", 0, "name")`` → 12."""
    found: dict[tuple[str | int, ...], int] = {(): 1}
    path: list[str | int] = []
    line, last = 1, ""
    for sign in _TOKEN.findall(text):
        if sign == "\n":
            line += 1
        elif sign in "{[":
            path.append("" if sign == "{" else 0)
            found.setdefault(tuple(path), line)
        elif sign in "}]":
            path.pop()
        elif sign == ":":
            path[-1] = json.loads(last)
            found[tuple(path)] = line
        elif sign == "," and isinstance(path[-1], int):
            path[-1] += 1
        last = sign if sign != "\n" else last
        if path and isinstance(path[-1], int) and sign not in ",]\n":
            found.setdefault(tuple(path), line)
    return found


def line_of(lines: Mapping[tuple[str | int, ...], int], path: tuple[str | int, ...]) -> int:
    """The line of a path, or of the nearest thing around it when the path itself is missing."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
