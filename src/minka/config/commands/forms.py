"""``./minka forms check`` and ``./minka forms run``: services as data, away from any server and any database."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import orjson

from minka.config.trouble import CannotGoOn
from minka.engine.forms import (
    Context,
    Definition,
    DefinitionInvalid,
    check_case,
    check_definition,
    check_page,
    journey,
    paths,
    personal_list,
    read_definition,
    run_case,
    say,
)
from minka.engine.forms.documents import read_document
from minka.engine.forms.saved_cases import context_of

HELP = "revisa un servicio o lo recorre con respuestas: check SERVICIO.json, run SERVICIO.json RESPUESTAS.json"


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    context = Context(today=options.today, holidays=frozenset(options.holiday))
    try:
        definition = read_definition(_bytes(options.definition))
    except DefinitionInvalid as invalid:
        _print({"ok": False, "faults": [fault.to_json() for fault in invalid.faults]})
        return 1
    told = _check(definition, context) if options.word == "check" else _run(definition, options.answers, context)
    _print(told)
    return 0 if told["ok"] else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./minka forms", description="Servicios como datos.")
    words = parser.add_subparsers(dest="word", required=True, metavar="check|run")
    checking = words.add_parser("check", help="revisa un servicio antes de publicarlo")
    running = words.add_parser("run", help="recorre un servicio con respuestas o un caso de prueba")
    for each in (checking, running):
        each.add_argument("definition", type=Path, metavar="SERVICIO.json", help="un documento minka-service/1")
        each.add_argument("--today", type=_day, default=date.today(), help="qué día es, AAAA-MM-DD (hoy)")  # noqa: DTZ011
        each.add_argument("--holiday", type=_day, action="append", default=[], help="un feriado; se puede repetir")
    running.add_argument("answers", type=Path, metavar="RESPUESTAS.json", help='respuestas, o {"answers", "expect"}')
    return parser.parse_args(arguments)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("una fecha se escribe AAAA-MM-DD") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"No pude leer {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}.") from error


def _print(told: Mapping[str, object]) -> None:
    print(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())


def _check(definition: Definition, context: Context) -> dict[str, object]:
    findings = check_definition(definition, context)
    return {
        "ok": findings.publishable,
        "title": say(definition.title),
        "digest": definition.digest,
        "findings": [each.to_json() for each in findings.all],
        "paths": list(paths(definition, context).sentences),
    }


def _run(definition: Definition, path: Path, context: Context) -> dict[str, object]:
    given = _answers(path)
    is_case = "expect" in given and isinstance(given.get("answers"), Mapping)
    answers = given["answers"] if is_case else given
    assert isinstance(answers, Mapping)  # noqa: S101 - just looked at
    context = _context(path, given, context) if is_case else context
    mismatches = check_case(definition, given, context) if is_case else ()
    now = journey(definition, answers, context)
    own = personal_list(definition, answers, context)
    missing = [fault for page in now.pages for fault in check_page(definition, page.id, answers, context)]
    return {
        "ok": not mismatches and not (now.faults and not is_case),
        **run_case(definition, answers, context),
        "next": now.next_page.id if now.next_page else None,
        "cleared": list(now.cleared),
        "ignored": list(now.ignored),
        "faults": [fault.to_json() for fault in missing],
        "papers": [
            {
                "id": each.requirement.id,
                "applies": each.applies,
                "because": each.sentences,
                "needs": each.needs,
            }
            for each in own.papers
        ],
        "message": own.message(say(definition.title)),
        "mismatches": [each.to_json() for each in mismatches],
    }


def _context(path: Path, case: Mapping[str, object], context: Context) -> Context:
    try:
        return context_of(case, context)
    except ValueError as error:
        raise CannotGoOn(f"{path}: «today» no es una fecha AAAA-MM-DD.", f"{path}: today is no date.") from error


def _answers(path: Path) -> dict[str, object]:
    try:
        return read_document(_bytes(path))
    except DefinitionInvalid as wrong:
        fault = wrong.faults[0]
        raise CannotGoOn(f"{path}{fault.path}: {fault.text}", f"{path}{fault.path}: {fault.code}.") from wrong
