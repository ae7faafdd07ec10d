"""The rows of a TUPA: read from files, checked against the law, turned into drafts of services."""

from minka.engine.procedures.faults import Fault, ProceduresInvalid
from minka.engine.procedures.linting import Finding, is_unlawful, lint
from minka.engine.procedures.reading import ReadProcedures, read_procedures
from minka.engine.procedures.rows import Channel, Fee, FeeDoubt, Procedure, Regime, Term, Unit, Way
from minka.engine.procedures.rules import Rule, Severity

__all__ = [
    "Channel",
    "Fault",
    "Fee",
    "FeeDoubt",
    "Finding",
    "Procedure",
    "ProceduresInvalid",
    "ReadProcedures",
    "Regime",
    "Rule",
    "Severity",
    "Term",
    "Unit",
    "Way",
    "is_unlawful",
    "lint",
    "read_procedures",
]
