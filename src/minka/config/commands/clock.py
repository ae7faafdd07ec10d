"""``./minka clock explain CASE.json``: the legal dates of a case and the reason of each day, without any server."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from minka.config.command import ROOT
from minka.config.trouble import CannotGoOn
from minka.engine.clocks import (
    LIMA,
    Calendar,
    ClockInvalid,
    DayKind,
    DayOff,
    Side,
    account,
    check_regime,
    clock_document,
    read_case,
    run_clock,
)

HELP = "explica el plazo legal de un expediente, sin servidor: explain CASO.json --json"
CALENDARS = ROOT / "data" / "calendars"
LARGEST = 4_000_000


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    try:
        read = read_case(_with_tables(_json(options.file), options))
        calendar = Calendar([*read.days_off, *_named(options.calendar)])
        clock = run_clock(read.case, calendar, options.as_of or read.as_of or datetime.now(LIMA).date())
    except ClockInvalid as refused:
        where = f" ({refused.path})" if refused.path else ""
        raise CannotGoOn(
            f"{options.file}{where}: {refused.text}", f"{options.file}: {refused.code}{where}"
        ) from refused
    if options.json:
        document = clock_document(clock, options.side, every_day=options.every_day)
        json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
        print()
        return 0
    for fault in check_regime(read.case.regime):
        print(f"Revisa el régimen: {fault.text} [{fault.article.short}]")
    if not calendar.days_off():
        print("Sin calendario solo se descuentan los fines de semana: indica --calendar o «calendar» en el archivo.")
    print("\n".join(account(clock, options.side, every_day=options.every_day)))
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./minka clock", description="Explica el plazo legal de un expediente.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="explain")
    explain = actions.add_parser("explain", help="fechas y una razón por cada día")
    explain.add_argument("file", type=Path, metavar="CASO.json", help="hechos, régimen y calendario del expediente")
    explain.add_argument("--calendar", metavar="CLAVE", help="añade los feriados de un calendario: peru, cajamarca")
    explain.add_argument("--days", type=Path, metavar="DIAS.csv", help="añade los días de un archivo de la sede")
    explain.add_argument("--distances", type=Path, metavar="TABLA.csv", help="tabla del término de la distancia")
    explain.add_argument("--home", metavar="INEI", help="código INEI de donde vive la persona")
    explain.add_argument("--seat", metavar="INEI", help="código INEI de la sede que recibe")
    explain.add_argument("--closes-at", metavar="HORA", help="hora de cierre de la mesa de partes, como 18:00")
    explain.add_argument("--desk-ground", metavar="NORMA", help="norma que fija esa hora")
    explain.add_argument(
        "--as-of", type=_day, metavar="FECHA", help="día de la cuenta; por defecto el del archivo u hoy"
    )
    explain.add_argument(
        "--for", dest="side", type=Side, choices=list(Side), default=Side.PERSON, help="para quién se cuenta"
    )
    explain.add_argument("--every-day", action="store_true", help="una línea por día, sin juntar los iguales")
    explain.add_argument("--json", action="store_true", help="escribe JSON")
    return parser.parse_args(arguments)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("la fecha se escribe 2026-03-02") from error


def _json(path: Path) -> object:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise CannotGoOn(f"{path} es demasiado grande.", f"{path} is too large.")
        return json.loads(content)
    except OSError as error:
        raise CannotGoOn(f"No pude leer {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise CannotGoOn(f"{path} no es un archivo JSON.", f"{path} is no JSON.") from error


def _with_tables(document: object, options: argparse.Namespace) -> object:
    """The case with the tables and rules that the command names, in the place of those of its file."""
    if not isinstance(document, dict):
        return document
    told: dict[str, object] = {"home": options.home, "seat": options.seat}
    if options.distances:
        told["distances"] = _rows(options.distances)
    if options.days:
        days = [{"day": row.get("day"), "kind": row.get("kind"), "name": row.get("name", ""),
                 "source": row.get("norm") or row.get("source", "")} for row in _rows(options.days)]  # fmt: skip
        own = document.get("calendar", [])
        told["calendar"] = [*own, *days] if isinstance(own, list) else own
    if options.closes_at:
        told["front_desk"] = {"closes_at": options.closes_at, "ground": options.desk_ground or ""}
    return document | {name: value for name, value in told.items() if value is not None}


def _named(key: str | None) -> Iterator[DayOff]:
    """The days off of a calendar of ``data/calendars`` and of those that it extends."""
    calendars = {row["key"]: row for row in _rows(CALENDARS / "calendars.csv")} if key else {}
    if key and key not in calendars:
        known = ", ".join(calendars)
        raise CannotGoOn(f"No hay un calendario «{key}»: elige uno de {known}.", f"No calendar {key!r}: {known}.")
    days = [row for path in sorted((CALENDARS / "holidays").glob("*.csv")) for row in _rows(path)] if key else []
    while key:
        for row in days:
            if row["calendar"] == key and not row["valid_to"]:
                kind = _kind(row["kind"], is_regional=bool(calendars[key]["place_inei"]))
                yield DayOff(date.fromisoformat(row["day"]), kind, row["name"], row["source"])
        key = calendars[key]["extends"]


def _kind(kind: str, *, is_regional: bool) -> DayKind:
    if kind == "public_sector_day_off":
        return DayKind.DECREED
    return DayKind.REGIONAL if is_regional else DayKind.NATIONAL


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise CannotGoOn(f"No pude leer {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}.") from error
    except (ValueError, csv.Error) as error:
        raise CannotGoOn(f"{path} no es un archivo CSV en UTF-8.", f"{path} is no CSV.") from error
