"""Rows of a TUPA as they are kept: to JSON and back, with what the check of the law found."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from minka.engine.procedures import Channel, Fee, FeeDoubt, Finding, Regime, Term, Unit, Way, lint
from minka.engine.procedures import Procedure as Row
from minka.engine.procedures.drafting import draft_service
from minka.services.models import Procedure, Service
from minka.sites.models import Site

LISTS = ("legal_basis", "requirements", "forms", "notes")
LINES = (
    "line", "title", "code", "description", "fee_text", "term_text", "start", "office", "decides", "reconsideration",
    "appeal", "is_evaluated",
)  # fmt: skip
LONGEST_CODE, LONGEST_NAME = 40, 300


def row_to_json(row: Row) -> dict[str, Any]:
    """A row as JSON that holds all of it."""
    told = asdict(row)
    amount = row.fee.amount
    told["fee"] = {"amount": None if amount is None else str(amount), "doubt": row.fee.doubt}
    return told


def row_from_json(told: dict[str, Any]) -> Row:
    """The row that JSON of ``row_to_json`` holds."""
    amount, doubt = told["fee"]["amount"], told["fee"]["doubt"]
    term = told["term"]
    texts: dict[str, Any] = {name: told[name] for name in LINES} | {name: tuple(told[name]) for name in LISTS}
    return Row(
        **texts,
        fee=Fee(None if amount is None else Decimal(amount), FeeDoubt(doubt) if doubt else None),
        regimes=tuple(Regime(each) for each in told["regimes"]),
        term=Term(term["count"], Unit(term["unit"])) if term else None,
        channels=tuple(Channel(Way(each["way"]), each["text"]) for each in told["channels"]),
    )


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """What was found, as it is kept and shown."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "article": finding.rule.article,
        "text": finding.sentence(),
        "advice": finding.rule.advice,
        "requirement": finding.requirement,
    }


def found_in_law(procedure: Procedure) -> list[dict[str, Any]]:
    """What was found in a kept row, said again; what only other rows show, as it was kept."""
    again = {(each.code, each.requirement): each for each in lint([row_from_json(procedure.row)])}
    return [_said_again(kept, again.get((kept["code"], kept["requirement"]))) for kept in procedure.findings]


def _said_again(kept: dict[str, Any], finding: Finding | None) -> dict[str, Any]:
    return kept if finding is None else finding_to_json(finding)


def open_points_of(service: Service) -> tuple[str, ...]:
    """What the row of a TUPA left open in the draft that was made of it; nothing once a version is published."""
    if service.procedure is None or service.status != Service.Status.DRAFT:
        return ()
    return draft_service(row_from_json(service.procedure.row)).open_points


def code_of(row: Row) -> str:
    """The code under which a row is kept; its number in the file stands in where it has none."""
    return row.code[:LONGEST_CODE] or f"fila-{row.line}"


def procedures_of(site: Site) -> QuerySet[Procedure]:
    """The procedures of a site with how many services each became."""
    found = Procedure.objects.filter(site=site).select_related("organization").annotate(service_count=Count("services"))
    return found.order_by("organization__name", "code")
