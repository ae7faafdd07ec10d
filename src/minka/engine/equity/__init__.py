"""Who takes part and how it goes for them, in numbers that harm nobody."""

from minka.engine.equity.counts import (
    Days,
    Rate,
    SafeCounts,
    SafeTable,
    hide_small_cells,
    hide_small_counts,
    rate,
    typical_days,
)

__all__ = [
    "Days",
    "Rate",
    "SafeCounts",
    "SafeTable",
    "hide_small_cells",
    "hide_small_counts",
    "rate",
    "typical_days",
]
