"""A level that learns from what came true, so that eight of ten stays near eight of ten while the office changes.

Adaptive conformal inference (Gibbs and Candès, 2021, NeurIPS 34, 1660-1672): after each answer the level moves by a
small step, down when the bound held and up when it did not, four times as far up as down at 80 %. Over time the share
of bounds that held comes near the nominal one whatever the waits do. Outcomes come weeks after their forecasts and many
together, so the step is smaller than the 0.005 of the paper: larger ones swing.
"""

from collections.abc import Iterable

STEP = 0.003
LOWEST, HIGHEST = 0.5, 0.99


def adapt(level: float, held: Iterable[bool], coverage: float) -> float:
    """The level after some outcomes.

    Args:
        level: before them; the nominal coverage at the very beginning.
        held: whether each bound held, in the order in which that was known.
        coverage: the nominal share, between 0 and 1.

    Returns:
        A level between 0.5 and 0.99.

    >>> round(adapt(0.8, [True, True, False], 0.8), 4), adapt(0.8, [False] * 99, 0.8)
    (0.8012, 0.99)
    """
    for is_held in held:
        level = min(HIGHEST, max(LOWEST, level + STEP * (coverage - is_held)))
    return level
