"""The ``minka`` command: one word names what to do.

A word is a module of ``config.commands`` (with ``HELP`` and ``run``) or a management command of one of our apps.
Nothing is registered anywhere else: a new file is a new word.
"""

import ast
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from minka.config.trouble import CannotGoOn

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]
HEADING = "Minka: cada voz recibe un comprobante y una respuesta con razones.\n\nUso: ./minka ORDEN [opciones]\n"


def main(arguments: list[str]) -> int:
    word, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if word in {"help", "ayuda", "-h", "--help"}:
        print(help_text())
        return 0
    try:
        return _command(word)(rest)
    except CannotGoOn as stop:
        print(f"\n{stop.sentence()}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def help_text() -> str:
    summaries = {path.stem: _constant(path, "HELP") for path in _own()}
    summaries |= {path.stem: _constant(path, "help") for path in _management() if path.stem not in summaries}
    rows = [f"  {word:<16} {summary}" for word, summary in sorted(summaries.items()) if summary]
    return "\n".join([HEADING, *rows])


def _command(word: str) -> Callable[[list[str]], int]:
    if word in {path.stem for path in _own()}:
        run: Callable[[list[str]], int] = importlib.import_module(f"minka.config.commands.{word}").run
        return run
    if word in {path.stem for path in _management()}:
        from minka.config.commands import manage  # noqa: PLC0415 - most words need no database

        return lambda rest: manage.run([word, *rest])
    raise CannotGoOn(
        f"No conozco la orden «{word}»: «./minka help» muestra todas.", f"Unknown command {word!r}: try ./minka help."
    )


def _own() -> list[Path]:
    return [path for path in (PACKAGE / "config" / "commands").glob("*.py") if not path.stem.startswith("_")]


def _management() -> list[Path]:
    return [path for path in PACKAGE.glob("*/management/commands/*.py") if not path.stem.startswith("_")]


def needs_database(word: str) -> bool:
    """A management command that says ``needs_database = False`` works on files alone, away from any server."""
    return all(_constant(path, "needs_database") != "False" for path in _management() if path.stem == word)


def _constant(path: Path, name: str) -> str:
    """Read one sentence out of the file without importing it: help must not need a database."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            value = node.value.args[0] if isinstance(node.value, ast.Call) and node.value.args else node.value
            return str(value.value) if isinstance(value, ast.Constant) else ""
    return ""


def data_folder(given: str | None = None) -> Path:
    return Path(given or os.environ.get("MINKA_DATA") or ROOT / "var").expanduser().resolve()
