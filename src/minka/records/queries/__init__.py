"""What pages, receipts and checkers read of the log."""

from minka.records.queries.entries import Line, entry_at, latest_lines, lines_of
from minka.records.queries.publication import consistency, log_lines, newest_head
from minka.records.queries.receipts import receipt_of
from minka.records.queries.soundness import Fault, check_log

__all__ = [
    "Fault",
    "Line",
    "check_log",
    "consistency",
    "entry_at",
    "latest_lines",
    "lines_of",
    "log_lines",
    "newest_head",
    "receipt_of",
]
