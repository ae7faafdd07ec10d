"""What the answers of one person say about them under the second layer: a place, how sure it is, the next answers.

Plain Python, because the processes that people wait for use it: 50 answers take less than a millisecond.
``docs/engine/opinions-certainty.md`` explains the model.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from minka.engine.opinions.document import Factors, MapDocument

PASS_WEIGHT = 0.5  # a pass counts as this much of an answer that is half agree and half disagree
MOST_STEPS = 12
SMALL_STEP = 1e-5
LONGEST_STEP = 2.0

type Triple = tuple[float, float, float]
type Symmetric = tuple[float, float, float, float, float, float]  # xx, xy, xz, yy, yz, zz

type Term = tuple[int, float, float, float, float]  # answer, intercept, loading on both factors, weight


@dataclass(frozen=True, slots=True)
class Posterior:
    """Where a person is likely to be: a normal distribution over two factors and a tendency to agree."""

    mean: Triple
    covariance: Symmetric


def rows_of(document: MapDocument, answers: Mapping[int, int]) -> list[tuple[int, int]]:
    """The answers to statements of the map, as pairs of the statement's place in the document and the answer.

    Numbers the map does not have are left out, and so is whatever is not 1, 0 or -1.
    """
    statements, found = document["statements"], []
    for number, answer in answers.items():
        row = bisect_left(statements, number, key=itemgetter("number"))
        if row < len(statements) and statements[row]["number"] == number and answer in {1, 0, -1}:
            found.append((row, answer))
    return sorted(found)


def find_posterior(factors: Factors, rows: Iterable[tuple[int, int]]) -> Posterior:
    """The mean and covariance of a person's place: Laplace's method round the most likely one, found by Newton's.

    Few answers leave the distribution skewed, away from the prior; the mean is corrected for that to the next order.

    Args:
        factors: the second layer of a map document.
        rows: as from :func:`rows_of`; nothing gives the prior.
    """
    loadings, intercepts = factors["loadings"], factors["intercepts"]
    terms = [
        (answer, intercepts[row], loadings[row][0], loadings[row][1], 1.0 if answer else PASS_WEIGHT)
        for row, answer in rows
    ]
    by_place, by_tendency = 1 / factors["prior"], 1 / factors["agreeableness"]
    mean: Triple = (0.0, 0.0, 0.0)
    for _ in range(MOST_STEPS):
        slope, bend = _slope_and_bend(terms, mean, by_place, by_tendency)
        covariance = inverse(bend)
        step = times(covariance, slope)
        longest = max(abs(each) for each in step)
        short = min(1.0, LONGEST_STEP / longest) if longest > 0 else 1.0
        mean = (mean[0] + short * step[0], mean[1] + short * step[1], mean[2] + short * step[2])
        if longest < SMALL_STEP:
            break
    lean = times(covariance, _skew(terms, mean, covariance))
    return Posterior((mean[0] + lean[0], mean[1] + lean[1], mean[2] + lean[2]), covariance)


def agree_probability(factors: Factors, posterior: Posterior, row: int) -> float:
    """How likely the person is to agree rather than disagree with the statement at this place, calibrated."""
    first, second = factors["loadings"][row]
    x, y, tendency = posterior.mean
    xx, xy, xz, yy, yz, zz = posterior.covariance
    b_xx, b_xy, b_yy = factors["covariances"][row]
    variance = first * first * xx + 2 * first * second * xy + second * second * yy
    variance += zz + 2 * (first * xz + second * yz)
    variance += x * x * b_xx + 2 * x * y * b_xy + y * y * b_yy
    odds = factors["intercepts"][row] + first * x + second * y + tendency
    shift, stretch = factors["calibrated"]
    return logistic(shift + stretch * odds / math.sqrt(1 + math.pi * max(0.0, variance) / 8))


def logistic(odds: float) -> float:
    """1 / (1 + exp(-odds)), whatever the size of the odds.

    >>> logistic(0), logistic(-1000)
    (0.5, 0.0)
    """
    if odds >= 0:
        return 1 / (1 + math.exp(-odds))
    small = math.exp(odds)
    return small / (1 + small)


def inverse(matrix: Symmetric) -> Symmetric:
    """Of a symmetric positive definite 3 x 3 matrix.

    >>> inverse((2.0, 0.0, 0.0, 4.0, 0.0, 5.0))
    (0.5, 0.0, 0.0, 0.25, 0.0, 0.2)
    """
    a, b, c, d, e, f = matrix
    aa, ab, ac = d * f - e * e, c * e - b * f, b * e - c * d
    whole = a * aa + b * ab + c * ac
    return aa / whole, ab / whole, ac / whole, (a * f - c * c) / whole, (b * c - a * e) / whole, (a * d - b * b) / whole


def times(matrix: Symmetric, vector: Triple) -> Triple:
    a, b, c, d, e, f = matrix
    x, y, z = vector
    return a * x + b * y + c * z, b * x + d * y + e * z, c * x + e * y + f * z


def _skew(terms: list[Term], mean: Triple, covariance: Symmetric) -> Triple:
    """Half the third derivatives of the log posterior, summed against the covariance."""
    x, y, tendency = mean
    xx, xy, xt, yy, yt, tt = covariance
    s_x, s_y, s_t = 0.0, 0.0, 0.0
    for _, intercept, first, second, weight in terms:
        agrees = logistic(intercept + first * x + second * y + tendency)
        variance = first * first * xx + 2 * first * second * xy + second * second * yy
        variance += tt + 2 * (first * xt + second * yt)
        skew = -weight * agrees * (1 - agrees) * (0.5 - agrees) * variance
        s_x += skew * first
        s_y += skew * second
        s_t += skew
    return s_x, s_y, s_t


def _slope_and_bend(terms: list[Term], mean: Triple, by_place: float, by_tendency: float) -> tuple[Triple, Symmetric]:
    """First derivatives of the log posterior, and the second ones with their signs turned."""
    x, y, tendency = mean
    s_x, s_y, s_t = -by_place * x, -by_place * y, -by_tendency * tendency
    xx, xy, xt, yy, yt, tt = by_place, 0.0, 0.0, by_place, 0.0, by_tendency
    for answer, intercept, first, second, weight in terms:
        agrees = logistic(intercept + first * x + second * y + tendency)
        pull = weight * ((answer + 1) / 2 - agrees)
        bend = weight * agrees * (1 - agrees)
        s_x += pull * first
        s_y += pull * second
        s_t += pull
        by_first, by_second = bend * first, bend * second
        xx += by_first * first
        xy += by_first * second
        xt += by_first
        yy += by_second * second
        yt += by_second
        tt += bend
    return (s_x, s_y, s_t), (xx, xy, xt, yy, yt, tt)
