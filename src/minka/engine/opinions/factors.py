"""The second layer of a map: Bayesian logistic factors, which say how sure everything is.

Somebody at z with tendency g, who takes a side on statement j, agrees with probability
1 / (1 + exp(-(a_j + g + b_j . z))). A pass counts as half an agree and half a disagree, of less weight. People and
statements get normal distributions in turn: variational EM under the bound of Jaakkola and Jordan, begun at the map.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.calibration import Calibration, calibrate, log_loss, probability
from minka.engine.opinions.certainty import learn_certainty
from minka.engine.opinions.document import Factors, MapDocument
from minka.engine.opinions.posterior import PASS_WEIGHT
from minka.engine.opinions.votes import PASS, Int, Votes, choose

if TYPE_CHECKING:
    from scipy.sparse import csr_array

VERSION = 1
ITERATIONS, WARM_ITERATIONS = 15, 4
PLACES = 1.0  # variance of a person's place: fixed, because with few votes a learnt one collapses to a flat map
LOADINGS = 1.0  # variance of a loading before any vote
INTERCEPTS = 4.0
LEAST_TENDENCY = 0.05  # variance of agreeableness never falls below this
ASIDE = 0.1  # share of the agrees and disagrees that is kept aside
FEWEST_ASIDE = 40  # with fewer nothing can be said about how sure the layer is
MOST_VOTES = 2_000_000  # people are drawn when there are more: statements are known well enough
BLOCK = 400_000  # votes weighed at once
SMALLEST = 1e-8  # of a squared log odds, so that nothing is divided by zero
DECIMALS = 6

# A person is (z1, z2, g, 1), a statement (b1, b2, 1, a); their product is the log odds, ten pairs are second moments.
PAIRS = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 3)]
PERSON, STATEMENT = (0, 1, 2), (0, 1, 3)  # what is unknown of each

type Real = NDArray[np.float64]
type Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Table:
    """Answers in compressed rows: the weight of each, and its pull, half the weight with the answer's sign."""

    starts: Int
    columns: NDArray[np.int32]
    weights: Real
    pulls: Real
    width: int


@dataclass(eq=False)
class _Side:
    """Means (n, 4) and covariances (n, 4, 4) of all people, or of all statements."""

    means: Real
    covariances: Real

    def moments(self) -> Real:
        """Expected products of each pair, (n, 10)."""
        return np.stack([self.means[:, i] * self.means[:, j] + self.covariances[:, i, j] for i, j in PAIRS], axis=1)


@dataclass(eq=False)
class _Fit:
    people: _Side
    statements: _Side
    tendency: float


def fit_factors(
    votes: Votes, document: MapDocument, *, seed: int = 0, iterations: int = ITERATIONS, most_votes: int = MOST_VOTES
) -> Factors | None:
    """Fit the second layer to the votes a map was made of.

    A tenth of the agrees and disagrees is kept aside, predicted and used to calibrate; then the layer takes it in too.

    Args:
        votes: the votes of the map.
        document: the map; the layer begins at its axes and is told in its order of statements.
        seed: of what is drawn: the answers kept aside, and people where there are more than ``most_votes``.
        iterations: of the first fit; the second one continues it for four.
        most_votes: from more votes so many are drawn, by people; statements are known well enough by them.

    Returns:
        ``None`` when fewer than 40 answers could be kept aside: then nobody can say how sure the layer would be.
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    votes = _of_the_map(_drawn(votes, most_votes, chance), document)
    sides = votes.values != PASS
    aside = sides & (chance.random(len(votes)) < ASIDE)
    halves = chance.random(len(votes)) < 1 / 2
    if not len(votes) or aside.sum() < FEWEST_ASIDE:
        return None
    table = _table(votes, weights=np.where(sides, 1.0, PASS_WEIGHT))
    fit = _begin(votes, ~aside, document)
    fit = _repeat(fit, _without(table, aside), iterations)
    agreed = votes.values[aside] > 0
    calibration = calibrate(_odds(fit, votes, aside), agreed, halves[aside])
    base = log_loss(probability(_base_odds(votes, ~aside)[votes.columns[aside]]), agreed)
    fit = _repeat(fit, table, WARM_ITERATIONS)
    places = _places(votes, document, np.ones(len(votes), bool))
    told = _told(fit, calibration, base, _scale(fit.people.means[:, :2], places, votes.per_person))
    told["group_power"], told["certainty"] = learn_certainty(votes, {**document, "factors": told}, chance)
    return told


def _drawn(votes: Votes, most: int, chance: np.random.Generator) -> Votes:
    """All people, or as many drawn ones as have about so many votes."""
    if len(votes) <= most:
        return votes
    return choose(votes, people=chance.random(len(votes.people)) < most / len(votes))


def _of_the_map(votes: Votes, document: MapDocument) -> Votes:
    """The votes on the statements of the map, in its columns."""
    numbers = np.array([statement["number"] for statement in document["statements"]], np.int64)
    kept = choose(votes, statements=np.isin(votes.statements, numbers))
    columns = np.searchsorted(numbers, kept.statements)[kept.columns].astype(np.int32)
    return Votes(kept.people, numbers, kept.starts, columns, kept.values, kept.replaced)


def _table(votes: Votes, *, weights: Real) -> _Table:
    return _Table(votes.starts, votes.columns, weights, weights * votes.values / 2, len(votes.statements))


def _without(table: _Table, aside: Mask) -> _Table:
    """The same rows with some answers weighing nothing."""
    weights, pulls = (np.where(aside, 0.0, each) for each in (table.weights, table.pulls))
    return _Table(table.starts, table.columns, weights, pulls, table.width)


def _begin(votes: Votes, known: Mask, document: MapDocument) -> _Fit:
    """People where the map has them, few votes near the middle; statements at their base rates."""
    places = _places(votes, document, known)
    counts = np.bincount(votes.rows, known, len(votes.people))
    size = np.sqrt((places**2 * counts[:, None]).sum(0) / max(1, counts.sum()))
    trust = counts / (counts + 5)
    people, statements = _side(len(counts), one=3), _side(len(votes.statements), one=2)
    people.means[:, :2] = np.divide(places, size, out=np.zeros_like(places), where=size > 0) * trust[:, None]
    people.covariances[:, [0, 1], [0, 1]] = (1 - trust)[:, None]
    people.covariances[:, 2, 2] = LEAST_TENDENCY
    statements.means[:, 3] = _base_odds(votes, known)
    statements.covariances[:, [0, 1, 3], [0, 1, 3]] = LOADINGS / 2
    return _Fit(people, statements, LEAST_TENDENCY)


def _side(size: int, *, one: int) -> _Side:
    means = np.zeros((size, 4))
    means[:, one] = 1
    return _Side(means, np.zeros((size, 4, 4)))


def _places(votes: Votes, document: MapDocument, known: Mask) -> Real:
    """Everybody's place on the map by their known votes, (P, 2)."""
    axes = document["axes"]
    surprises = np.where(known, votes.values - np.array(axes["means"])[votes.columns], 0.0)
    sums = [
        np.bincount(votes.rows, surprises * np.array(axis)[votes.columns]) for axis in (axes["first"], axes["second"])
    ]
    counts = np.maximum(1, np.bincount(votes.rows, known, len(votes.people)))
    return np.asarray(np.sqrt(len(votes.statements) / counts)[:, None] * np.stack(sums, axis=1))


def _base_odds(votes: Votes, known: Mask) -> Real:
    """Log odds of agreeing rather than disagreeing with each statement, smoothed."""
    columns, values = votes.columns[known], votes.values[known]
    agrees, disagrees = (np.bincount(columns, values == side, len(votes.statements)) for side in (1, -1))
    return np.asarray(np.log((agrees + 1) / (disagrees + 1)), np.float64)


def _repeat(fit: _Fit, table: _Table, iterations: int) -> _Fit:
    """Statements from people and people from statements, so many times."""
    for _ in range(iterations):
        _fit_statements(fit, table)
        _fit_people(fit, table)
        tendencies = fit.people.covariances[:, 2, 2] + fit.people.means[:, 2] ** 2
        fit.tendency = max(LEAST_TENDENCY, float(tendencies.mean()))
    return fit


def _fit_people(fit: _Fit, table: _Table) -> None:
    moments, means = fit.statements.moments(), fit.statements.means
    bends, slopes = np.zeros((len(table.starts) - 1, 9)), np.zeros((len(table.starts) - 1, 3))
    for rows, weights, pulls in _blocks(fit, table):
        bends[rows] = weights @ moments[:, _wanted(PERSON, offset=3)]
        slopes[rows] = pulls @ means[:, PERSON]
    _settle(fit.people, bends, slopes, PERSON, (1 / PLACES, 1 / PLACES, 1 / fit.tendency))


def _fit_statements(fit: _Fit, table: _Table) -> None:
    moments, means = fit.people.moments(), fit.people.means
    bends, slopes = np.zeros((table.width, 9)), np.zeros((table.width, 3))
    for rows, weights, pulls in _blocks(fit, table):
        bends += weights.T @ moments[rows][:, _wanted(STATEMENT, offset=2)]
        slopes += pulls.T @ means[rows][:, STATEMENT]
    _settle(fit.statements, bends, slopes, STATEMENT, (1 / LOADINGS, 1 / LOADINGS, 1 / INTERCEPTS))


def _wanted(unknown: tuple[int, int, int], *, offset: int) -> list[int]:
    """Which pairs bend the unknowns (six), and which link them to what is added as it is (three)."""
    bending = [PAIRS.index((i, j)) for i in unknown for j in unknown if i <= j]
    return bending + [PAIRS.index((min(i, offset), max(i, offset))) for i in unknown]


def _settle(
    side: _Side, bends: Real, slopes: Real, unknown: tuple[int, int, int], prior: tuple[float, float, float]
) -> None:
    """The normal distributions of one side from the sums over its answers."""
    matrices = bends[:, [0, 1, 2, 1, 3, 4, 2, 4, 5]].reshape(-1, 3, 3) + np.diag(prior)
    inverses = np.linalg.inv(matrices)
    side.means[:, unknown] = ((slopes - bends[:, 6:])[:, None, :] * inverses).sum(2)
    side.covariances[np.ix_(range(len(bends)), unknown, unknown)] = inverses


def _blocks(fit: _Fit, table: _Table) -> Iterator[tuple[slice, "csr_array", "csr_array"]]:
    """Answers weighed by how much curvature the bound leaves them, in blocks of people: memory stays small."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - only who fits pays for it

    people, statements = fit.people.moments(), fit.statements.moments() * [1 if i == j else 2 for i, j in PAIRS]
    row, last = 0, len(table.starts) - 1
    while row < last:
        following = max(row + 1, int(np.searchsorted(table.starts, table.starts[row] + BLOCK, side="right")) - 1)
        rows, part = slice(row, following), slice(int(table.starts[row]), int(table.starts[following]))
        starts, columns = table.starts[row : following + 1] - table.starts[row], table.columns[part]
        who = np.repeat(people[rows], np.diff(starts), axis=0)
        size = np.sqrt(np.maximum(np.einsum("nk,nk->n", who, statements[columns]), SMALLEST))
        weights = table.weights[part] * np.tanh(size / 2) / (2 * size)
        shape = (following - row, table.width)
        yield rows, csr_array((weights, columns, starts), shape), csr_array((table.pulls[part], columns, starts), shape)
        row = following


def _odds(fit: _Fit, votes: Votes, asked: Mask) -> Real:
    """Predicted log odds of agreeing, drawn together by what is not known of the person and the statement."""
    rows, columns = votes.rows[asked], votes.columns[asked]
    person, statement = fit.people.means[rows], fit.statements.means[columns]
    odds = (person * statement).sum(1)
    unsure = np.einsum("ni,nij,nj->n", statement, fit.people.covariances[rows], statement)
    unsure += np.einsum("ni,nij,nj->n", person, fit.statements.covariances[columns], person)
    return np.asarray(odds / np.sqrt(1 + np.pi * unsure / 8), np.float64)


def _scale(factors: Real, places: Real, counts: Int) -> list[float]:
    """The affine map from factors to the map with the least squares, where every vote counts alike."""
    weights = np.sqrt(counts)[:, None]
    terms = np.column_stack([factors, np.ones(len(factors))])
    found, *_ = np.linalg.lstsq(terms * weights, places * weights, rcond=1e-6)
    return [float(each) for each in found.T.ravel()]


def _told(fit: _Fit, calibration: Calibration, base: float, scale: list[float]) -> Factors:
    statements = fit.statements
    return {
        "version": VERSION,
        "intercepts": _rounded(statements.means[:, 3]),
        "loadings": [_rounded(each) for each in statements.means[:, :2]],
        "covariances": [_rounded(each) for each in statements.covariances[:, [0, 0, 1], [0, 1, 1]]],
        "prior": PLACES,
        "agreeableness": round(fit.tendency, DECIMALS),
        "scale": _rounded(scale),
        "calibrated": _rounded([calibration.shift, calibration.stretch]),
        "calibration": calibration.table,
        "group_power": 1.0,
        "certainty": [],
        "log_loss": round(calibration.log_loss, DECIMALS),
        "log_loss_base": round(base, DECIMALS),
    }


def _rounded(values: Iterable[float]) -> list[float]:
    """Few enough decimals that machines which differ in the last bits of a sum write the same document."""
    return [round(float(each), DECIMALS) + 0.0 for each in values]
