"""Rows of a TUPA and what the check of the law found in them: to JSON, as they are kept, and back."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from minka.engine.procedures import Channel, Fee, FeeDoubt, Finding, Regime, Term, Unit, Way
from minka.engine.procedures import Procedure as Row

LISTS = ("legal_basis", "requirements", "forms", "notes")
LINES = (
    "line", "title", "code", "description", "fee_text", "term_text", "start", "office", "decides", "reconsideration",
    "appeal", "is_evaluated",
)  # fmt: skip


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
