"""Classes of counts for a map: nought apart, the rest in up to five groups of about as many districts each."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_CLASSES = 5


@dataclass(frozen=True)
class Class:
    """Counts from ``least`` to ``most``, shaded at ``shade`` from 0 (nought) to 5 (darkest)."""

    least: int
    most: int
    shade: int

    def holds(self, value: int) -> bool:
        return self.least <= value <= self.most


def classes_of(values: Iterable[int]) -> list[Class]:
    """Classes that hold every value, by quantiles, without empty ones; equal values are never split.

    >>> [(c.least, c.most, c.shade) for c in classes_of([0, 1, 1, 2, 3, 9])]
    [(0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 3), (9, 9, 5)]
    """
    ordered = sorted(values)
    counted = [value for value in ordered if value > 0]
    bounds = sorted(
        {counted[-(-len(counted) * part // MOST_CLASSES) - 1] for part in range(1, MOST_CLASSES + 1)} if counted else ()
    )
    classes = [Class(0, 0, 0)] if len(counted) < len(ordered) else []
    last = 0
    for number, bound in enumerate(bounds, 1):
        least = next(value for value in counted if value > last)
        shade = MOST_CLASSES if number == len(bounds) else 1 + (number - 1) * (MOST_CLASSES - 1) // (len(bounds) - 1)
        classes.append(Class(least, bound, shade))
        last = bound
    return classes
