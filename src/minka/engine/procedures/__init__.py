"""The rows of a TUPA: read from files, checked against the law, turned into drafts of services."""

from minka.engine.procedures.drafting import Draft, draft_service
from minka.engine.procedures.faults import Fault, ProceduresInvalid
from minka.engine.procedures.guides import Guide, guide_of
from minka.engine.procedures.linting import Finding, is_unlawful, lint
from minka.engine.procedures.reading import ReadProcedures, read_procedures
from minka.engine.procedures.rows import Channel, Fee, FeeDoubt, Procedure, Way
from minka.engine.procedures.rules import Rule, Severity
from minka.engine.terms import Regime, Term, Unit

__all__ = [
    "Channel",
    "Draft",
    "Fault",
    "Fee",
    "FeeDoubt",
    "Finding",
    "Guide",
    "Procedure",
    "ProceduresInvalid",
    "ReadProcedures",
    "Regime",
    "Rule",
    "Severity",
    "Term",
    "Unit",
    "Way",
    "draft_service",
    "guide_of",
    "is_unlawful",
    "lint",
    "read_procedures",
]
