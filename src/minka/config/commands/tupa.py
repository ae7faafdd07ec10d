"""``./minka tupa lint FILE``: rows of a TUPA against the law, and drafts made of them, away from any server."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from minka.config.trouble import CannotGoOn
from minka.engine.procedures import (
    Finding,
    Procedure,
    ProceduresInvalid,
    ReadProcedures,
    Severity,
    draft_service,
    guide_of,
    is_unlawful,
    lint,
    read_procedures,
)
from minka.engine.procedures.reading import MOST_BYTES

HELP = "revisa las filas de un TUPA contra la ley, sin servidor: lint ARCHIVO --json; draft y page hacen borradores"
FORMAT = "minka-tupa-check/1"
HEADINGS = {
    Severity.UNLAWFUL: "Va contra la ley",
    Severity.CONTRADICTORY: "Se contradice",
    Severity.UNCLEAR: "No está claro",
    Severity.HINT: "Sugerencias",
}


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    read = _read(options.file)
    if options.word == "lint":
        return _lint(read, options)
    procedure = _chosen(read, options)
    if options.word == "draft":
        return _draft(procedure)
    return _page(procedure, as_json=options.json)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./minka tupa", description="Las filas de un TUPA, desde un archivo.")
    words = parser.add_subparsers(dest="word", required=True, metavar="lint|draft|page")
    checking = words.add_parser("lint", help="revisa las filas", description="Revisa las filas contra la Ley 27444.")
    drafting = words.add_parser("draft", help="hace el borrador de un servicio", description="Escribe su definición.")
    writing = words.add_parser("page", help="hace la página de gob.pe", description="Escribe la página de un trámite.")
    for each in (checking, drafting, writing):
        each.add_argument("file", type=Path, metavar="ARCHIVO", help="JSON o CSV con los procedimientos")
    for each in (drafting, writing):
        each.add_argument("--code", metavar="CÓDIGO", help="código del procedimiento, si el archivo tiene varios")
    for each in (checking, writing):
        each.add_argument("--json", action="store_true", help="escribe JSON")
    return parser.parse_args(arguments)


def _read(path: Path) -> ReadProcedures:
    """The rows of the file, of which no more is taken into memory than it may have."""
    try:
        with path.open("rb") as file:
            return read_procedures(file.read(MOST_BYTES + 1))
    except ProceduresInvalid as wrong:
        raise CannotGoOn(f"{path}: {wrong}", f"{path}: {wrong.fault.key}, line {wrong.fault.line}.") from wrong
    except OSError as error:
        raise CannotGoOn(f"No pude leer {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}.") from error


def _chosen(read: ReadProcedures, options: argparse.Namespace) -> Procedure:
    found = [each for each in read.procedures if options.code in (None, each.code)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(each.code for each in read.procedures if each.code)
    raise CannotGoOn(f"Di cuál con --code: {known}.", f"Say which with --code: {known}.")


def _lint(read: ReadProcedures, options: argparse.Namespace) -> int:
    findings = lint(read.procedures)
    if options.json:
        _print_json(_document(read, findings))
    else:
        _tell(read, findings)
    return int(is_unlawful(findings))


def _draft(procedure: Procedure) -> int:
    """The definition alone on the output, so that it can be kept; what is open on the other one."""
    draft = draft_service(procedure)
    _print_json(draft.definition)
    for point in draft.open_points:
        print(f"- {point}", file=sys.stderr)
    return 0


def _page(procedure: Procedure, *, as_json: bool) -> int:
    guide = guide_of(procedure)
    if as_json:
        _print_json(guide.to_json())
    else:
        print(guide.to_markdown(), end="")
    return 0


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _document(read: ReadProcedures, findings: tuple[Finding, ...]) -> dict[str, object]:
    counts = Counter(finding.severity for finding in findings)
    return {
        "format": FORMAT,
        "procedures": len(read.procedures),
        "faults_found": read.faults_found,
        "faults": [{"line": each.line, "code": each.key, "text": each.sentence()} for each in read.faults],
        "counts": {severity.value: counts[severity] for severity in Severity},
        "findings": [_told(finding) for finding in findings],
    }


def _told(finding: Finding) -> dict[str, object]:
    return {
        "line": finding.row,
        "procedure": finding.procedure,
        "requirement": finding.requirement or None,
        "code": finding.code,
        "severity": finding.severity.value,
        "article": finding.rule.article,
        "text": finding.sentence(),
        "advice": finding.rule.advice,
        "quote": finding.quote,
    }


def _tell(read: ReadProcedures, findings: tuple[Finding, ...]) -> None:
    for fault in read.faults:
        print(fault.sentence(), file=sys.stderr)
    print(f"{len(read.procedures)} procedimiento(s), {len(findings)} hallazgo(s).")
    for severity, heading in HEADINGS.items():
        alike = [finding for finding in findings if finding.severity == severity]
        if alike:
            print(f"\n{heading}: {len(alike)}")
        for finding in alike:
            print(f"  {finding.procedure} (línea {finding.row}): {finding.sentence()}")
            print("    " + " ".join(filter(None, (finding.rule.advice, finding.rule.article))))
    print("\nLa revisión mira palabras, no hechos: un abogado de la entidad debe confirmar cada punto.")
