"""The rows of a TUPA: read from files, checked against the law, turned into drafts of services."""

from minka.engine.procedures.faults import Fault, ProceduresInvalid
from minka.engine.procedures.reading import ReadProcedures, read_procedures
from minka.engine.procedures.rows import Channel, Fee, FeeDoubt, Procedure, Regime, Term, Unit, Way

__all__ = [
    "Channel",
    "Fault",
    "Fee",
    "FeeDoubt",
    "Procedure",
    "ProceduresInvalid",
    "ReadProcedures",
    "Regime",
    "Term",
    "Unit",
    "Way",
    "read_procedures",
]
