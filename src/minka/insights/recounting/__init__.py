"""Counting again, another way, and checking every public row against its record."""

from minka.insights.recounting.numbers import Recount, recount_sites
from minka.insights.recounting.rows import compare_rows

__all__ = ["Recount", "compare_rows", "recount_sites"]
