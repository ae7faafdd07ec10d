"""Whether predicted answers come true as often as they say, and the stretch of log odds that makes them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.document import CalibrationBin

BINS = 10
FEWEST_IN_BIN = 20  # answers; a share of fewer says nothing
STEPS = 25
FLATTEST, STEEPEST = 0.2, 5.0
TOWARDS_ONE = 1.0  # how many answers' worth of belief that nothing needs stretching

type Real = NDArray[np.float64]
type Truth = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Calibration:
    """What was learnt from answers kept aside. ``shift`` and ``stretch`` are for predictions to come."""

    shift: float
    stretch: float
    table: list[CalibrationBin]
    log_loss: float


def calibrate(odds: Real, agreed: Truth, is_first_half: Truth) -> Calibration:
    """Learn shift and stretch of predicted log odds, and judge them on answers they were not learnt from.

    Args:
        odds: predicted log odds of agreeing, (n,).
        agreed: what was answered, (n,).
        is_first_half: a division in two; each half is judged by what the other taught, (n,).
    """
    likely = np.empty(len(odds))
    for judged in (is_first_half, ~is_first_half):
        shift, stretch = learn_stretch(odds[~judged], agreed[~judged])
        likely[judged] = probability(shift + stretch * odds[judged])
    shift, stretch = learn_stretch(odds, agreed)
    return Calibration(shift, stretch, calibration_table(likely, agreed), log_loss(likely, agreed))


def learn_stretch(odds: Real, agreed: Truth) -> tuple[float, float]:
    """The shift and stretch under which the answers are most likely, by Newton's method; (0, 1) when nothing is known.

    >>> learn_stretch(np.array([]), np.array([], bool))
    (0.0, 1.0)
    """
    terms, best = np.column_stack([np.ones(len(odds)), odds]), np.array([0.0, 1.0])
    for _ in range(STEPS):
        likely = probability(terms @ best)
        slope = terms.T @ (agreed - likely) - TOWARDS_ONE * (best - [0.0, 1.0])
        bend = (terms * (likely * (1 - likely))[:, None]).T @ terms + TOWARDS_ONE * np.eye(2)
        best = best + np.linalg.solve(bend, slope)
        best[1] = min(max(best[1], FLATTEST), STEEPEST)
    return float(best[0]), float(best[1])


def calibration_table(likely: Real, agreed: Truth) -> list[CalibrationBin]:
    """Ten equal bins of probability: what was said on average, and what came true; none of fewer than 20 answers."""
    bins = np.minimum((likely * BINS).astype(int), BINS - 1)
    counts, said, true = (np.bincount(bins, each, minlength=BINS) for each in (None, likely, agreed))
    return [
        {"predicted": float(said[n] / counts[n]), "observed": float(true[n] / counts[n]), "answers": int(counts[n])}
        for n in range(BINS)
        if counts[n] >= FEWEST_IN_BIN
    ]


def log_loss(likely: Real, agreed: Truth) -> float:
    """The mean surprise, -log of the probability given to what happened.

    >>> round(log_loss(np.array([0.5, 0.75]), np.array([True, True])), 4)
    0.4904
    """
    given = np.clip(np.where(agreed, likely, 1 - likely), 1e-12, 1)
    return float(-np.log(given).mean())


def probability(odds: Real) -> Real:
    return np.asarray(np.exp(-np.logaddexp(0, -odds)), np.float64)
