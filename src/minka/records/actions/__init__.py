"""Everything that changes the public log or the audit trail."""

from minka.records.actions.openings import blank_record, restore, withhold
from minka.records.actions.sequencing import LogDoubted, LogHalted, resume_log, sequence_records
from minka.records.actions.writing import SYSTEM, Actor, System, write_audit, write_record, write_records

__all__ = [
    "SYSTEM",
    "Actor",
    "LogDoubted",
    "LogHalted",
    "System",
    "blank_record",
    "restore",
    "resume_log",
    "sequence_records",
    "withhold",
    "write_audit",
    "write_record",
    "write_records",
]
