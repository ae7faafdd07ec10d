"""``./minka verify FILE``: check a receipt, a whole log or a seal, away from any server and any database."""

import argparse
import json
from pathlib import Path

from minka.config.trouble import CannotGoOn
from minka.engine.ledger import Verdict, find_seal, is_json, verify_log, verify_receipt, verify_seal

HELP = "comprueba un recibo.json, un log.jsonl o un sello, sin servidor: --key CLAVE, --head ARCHIVO, --seal TEXTO"
FIRST_BYTES = 65536


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    seal = options.seal if options.seal is not None else _seal_in(options.file)
    if seal is not None:
        return _check_seal(seal, options.key)
    earlier = _earlier_head(options.head) if options.head else None
    try:
        with options.file.open("rb") as file:
            if _is_log(options.file):
                verdict = verify_log(file, options.key, earlier)
            else:
                verdict = verify_receipt(file.read(), options.key, earlier)
    except OSError as error:
        raise _unreadable(options.file, error) from error
    _report(verdict, options)
    return 0 if verdict.ok else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./minka verify", description="Comprueba un recibo o el registro completo.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "file", type=Path, nargs="?", metavar="ARCHIVO", help="recibo.json, log.jsonl o un texto con un sello"
    )
    what.add_argument("--seal", metavar="TEXTO", help="lo que dice el QR de un cargo o una carta; necesita --key")
    parser.add_argument("--key", help="clave pública que conoces, en hexadecimal; sin ella se usa la del archivo")
    parser.add_argument("--head", type=Path, help="una firma (cabeza.json) que guardaste antes")
    return parser.parse_args(arguments)


def _seal_in(path: Path) -> str | None:
    """The seal that a small file of text holds, as somebody copied it from a QR.

    A receipt or a log is checked as such, whatever words stand in it: a seal among them proves nothing of the file.
    """
    try:
        with path.open("rb") as file:
            start = file.read(FIRST_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error
    return None if is_json(start) else find_seal(start.decode("utf-8", "replace"))


def _check_seal(seal: str, key: str | None) -> int:
    """A seal does not bring its key along: without one that is known, it would prove nothing."""
    if not key:
        raise CannotGoOn(
            "Para comprobar un sello di qué clave esperas: --key CLAVE.", "A seal needs the key you expect: --key KEY."
        )
    verdict = verify_seal(seal, key)
    if not verdict.ok:
        print(f"NO es válido: {verdict.text}")
        return 1
    print("El sello es auténtico. Dice:")
    for name, value in verdict.facts.items():
        print(f"  {name}: {value}")
    return 0


def _is_log(path: Path) -> bool:
    """A log has an entry or a head on each line; a receipt is one value, perhaps saved over several lines."""
    with path.open("rb") as file:
        start = file.read(FIRST_BYTES)
    first = start.split(b"\n", 1)[0]
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return path.suffix == ".jsonl"
    return not (isinstance(value, dict) and "proof" in value)


def _earlier_head(path: Path) -> dict[str, object]:
    """What cannot be read as a head is handed on: the check says what is wrong with it."""
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error) from error
    except (ValueError, RecursionError):
        return {}
    if isinstance(value, dict) and isinstance(value.get("head"), dict):
        return dict(value["head"])
    return value if isinstance(value, dict) else {}


def _unreadable(path: Path, error: OSError) -> CannotGoOn:
    return CannotGoOn(f"No pude leer {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}.")


def _report(verdict: Verdict, options: argparse.Namespace) -> None:
    if verdict.ok:
        print("Todo coincide: nadie cambió nada.")
        print(f"  {verdict.size} registros; {verdict.opened} con sus palabras a la vista, {verdict.blanks} en blanco.")
    else:
        print(f"NO coincide: {verdict.found} problema(s).")
        for problem in verdict.problems:
            print(f"  {f'línea {problem.line}: ' if problem.line else ''}{problem.text}")
    if verdict.head:
        print(f"  Firmado el {verdict.head.at} con la clave {verdict.head.key}.")
        if not options.key:
            print("  No dijiste qué clave esperas (--key): compárala con la que publica la sede.")
