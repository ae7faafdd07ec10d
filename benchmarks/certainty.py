"""The second layer of a map: what it predicts, how sure it may be, and what it costs.

Run from the repository, with the parts that are wanted or without for all::

    PYTHONPATH=src:. OPENBLAS_NUM_THREADS=1 python benchmarks/certainty.py [holdout|standing|cost|brigades]

Held-out answers: a tenth of the agrees and disagrees is hidden, another tenth calibrates each predictor alike, in three
splits. Standing: people of 36 votes and more by a few drawn ones, learnt and judged on different halves. Times are of
the processor.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from tests.make.conversations import CONVERSATIONS, conversation
from tests.make.maps import map_from_votes, places_of

from benchmarks.tables import print_machine, print_table
from benchmarks.voters import make_voters
from minka.engine.opinions.brigades import find_brigades
from minka.engine.opinions.calibration import log_loss, probability
from minka.engine.opinions.document import Factors, MapDocument
from minka.engine.opinions.factors import ITERATIONS, WARM_ITERATIONS, fit_factors
from minka.engine.opinions.mapping import map_opinions
from minka.engine.opinions.posterior import agree_probability, find_posterior, logistic, rows_of
from minka.engine.opinions.routing import next_statements
from minka.engine.opinions.standing import stand
from minka.engine.opinions.votes import Votes

SPLITS, ASIDE = 3, 0.1

type Real = NDArray[np.float64]
type Mask = NDArray[np.bool_]


def fitted(votes: Votes, document: MapDocument, seed: int = 0) -> Factors:
    found = fit_factors(votes, document, seed=seed)
    assert found is not None
    return found


def holdout() -> None:
    rows = []
    for name in CONVERSATIONS:
        losses = np.mean([held_out(conversation(name), seed) for seed in range(SPLITS)], axis=0)
        better = [f"{1 - losses[3] / other:+.1%}" for other in losses[1:3]]
        rows.append([name, *(f"{loss:.4f}" for loss in losses), *better])
    header = ["", "base rates", "groups", "map", "factors", "on groups", "on map"]
    print_table(f"Mean log-loss of hidden answers, {SPLITS} splits", header, rows)


def held_out(votes: Votes, seed: int) -> list[float]:
    """By base rates, by two groups, by the map (better of two scalings) and by the factors."""
    chance = np.random.default_rng(seed).random(len(votes))
    sides = votes.values != 0
    judged, taught = sides & (chance < ASIDE), sides & (chance >= ASIDE) & (chance < 2 * ASIDE)
    known = with_only(votes, ~(judged | taught))
    document = map_from_votes(known)
    base = odds_of(known, np.ones(len(known), bool))
    places, plane = places_of(known, document["axes"]), np.column_stack(list(document["axes"].values())[1:])
    people = np.searchsorted(known.people, votes.people[votes.rows])
    there = (people < len(known.people)) & np.isin(votes.people[votes.rows], known.people)
    people = np.where(there, people, 0)
    groups = ((places[:, None] - [group["centre"] for group in document["groups"]]) ** 2).sum(2).argmin(1)
    by_group = np.array([odds_of(known, (groups == each)[known.rows], base) for each in (0, 1)])
    short = places * np.sqrt(known.per_person)[:, None]
    projections = [(each[people] * plane[votes.columns]).sum(1) * there for each in (places, short)]
    agreed = votes.values > 0

    def judge(*terms: Real) -> float:
        return judged_by(np.column_stack(terms), agreed, taught, judged)

    bases = base[votes.columns]
    grouped = np.where(there, by_group[groups[people], votes.columns], bases)
    by_factors = factor_odds(known, votes, fitted(known, document, seed), document, taught | judged)
    return [judge(bases), judge(grouped), min(judge(bases, each) for each in projections), judge(by_factors)]


def judged_by(terms: Real, agreed: Mask, taught: Mask, judged: Mask) -> float:
    """Loss after a logistic regression on the terms, learnt from other hidden answers."""
    filled = np.column_stack([np.ones(len(terms)), terms])
    best = np.zeros(filled.shape[1])
    best[1] = 1
    for _ in range(25):
        likely = probability(filled[taught] @ best)
        bend = (filled[taught] * (likely * (1 - likely))[:, None]).T @ filled[taught] + 1e-6 * np.eye(len(best))
        best += np.linalg.solve(bend, filled[taught].T @ (agreed[taught] - likely))
    return log_loss(probability(filled[judged] @ best), agreed[judged])


def factor_odds(known: Votes, votes: Votes, factors: Factors, document: MapDocument, asked: Mask) -> Real:
    """Predicted log odds of the asked votes, one person after the other as the pages do it."""
    plain: Factors = {**factors, "calibrated": [0.0, 1.0]}
    odds = np.zeros(len(votes))
    for row in range(len(votes.people)):
        part = slice(int(votes.starts[row]), int(votes.starts[row + 1]))
        posterior = find_posterior(plain, rows_of(document, answers_of(known, int(votes.people[row]))))
        for place in np.flatnonzero(asked[part]) + part.start:
            agrees = agree_probability(plain, posterior, int(votes.columns[place]))
            odds[place] = np.log(agrees / (1 - agrees))
    return odds


def answers_of(votes: Votes, person: int) -> dict[int, int]:
    row = int(np.searchsorted(votes.people, person))
    if row == len(votes.people) or votes.people[row] != person:
        return {}
    part = slice(int(votes.starts[row]), int(votes.starts[row + 1]))
    return dict(zip(votes.statements[votes.columns[part]].tolist(), votes.values[part].tolist(), strict=True))


def with_only(votes: Votes, kept: Mask) -> Votes:
    counts = np.bincount(votes.rows[kept], minlength=len(votes.people))
    starts = np.concatenate([[0], np.cumsum(counts[counts > 0])])
    return Votes(votes.people[counts > 0], votes.statements, starts, votes.columns[kept], votes.values[kept])


def odds_of(votes: Votes, kept: Mask, base: Real | None = None) -> Real:
    """Log odds of agreeing by statement, smoothed towards the base rates with the weight of two answers."""
    width = len(votes.statements)
    agrees, disagrees = (np.bincount(votes.columns[kept], votes.values[kept] == side, width) for side in (1, -1))
    share = np.full(width, 0.5) if base is None else np.array([logistic(each) for each in base])
    return np.asarray(np.log((agrees + 2 * share) / (disagrees + 2 * (1 - share))))


def standing() -> None:
    rows = []
    for name in CONVERSATIONS:
        votes = conversation(name)
        document = map_opinions(votes)
        found = [fitted(votes, document, seed)["certainty"] for seed in range(SPLITS)]
        for cuts in zip(*found, strict=True):
            right = [each["right_when_sure"] for each in cuts if each["right_when_sure"] is not None]
            told = [f"{np.mean([each[key] for each in cuts]):.0%}" for key in ("right", "sure")]  # type: ignore[literal-required]
            rows.append([name, cuts[0]["votes"], cuts[0]["people"], *told, f"{np.mean(right):.1%}"])
    print_table("Group after a few votes", ["", "votes", "people", "right", "said sure", "right when sure"], rows)


def cost() -> None:
    votes, _ = make_voters(40_000, 500)
    document = map_opinions(votes)
    spent, factors = timed(lambda: fitted(votes, document))
    document["factors"] = factors
    steps = ITERATIONS + WARM_ITERATIONS
    print_table(
        f"Cost: {len(votes):,} votes of {len(votes.people):,} people on {len(votes.statements)} statements",
        ["", "CPU"],
        [
            ["fit the layer, calibrate, learn certainty", f"{spent:.2f} s"],
            ["per million votes and iteration", f"{spent / steps / len(votes) * 1e6:.3f} s"],
            *person_costs(document, votes),
        ],
    )


def person_costs(document: MapDocument, votes: Votes) -> list[list[object]]:
    chance = np.random.default_rng(1)
    numbers = votes.statements.tolist()
    chosen = chance.choice(numbers, 50, replace=False).tolist()
    answers = dict(zip(chosen, chance.choice([-1, 0, 1], 50).tolist(), strict=True))
    rows: list[list[object]] = [["stand by 50 answers", f"{best_of(lambda: stand(document, answers)):.3f} ms"]]
    for choosing in ("map", "balance", "coverage"):

        def choose(choosing: str = choosing) -> object:
            return next_statements(document, answers, numbers, {}, choosing=choosing, draw=0.5)  # type: ignore[arg-type]

        rows.append([f"next of {len(numbers)} statements, {choosing}", f"{best_of(choose):.3f} ms"])
    return rows


def brigades() -> None:
    votes, _ = make_voters(1_000_000, 2_000)
    chance, rows = np.random.default_rng(1), []
    members = np.flatnonzero(votes.per_person >= 12)[:5_000]
    for row in members:
        start = votes.starts[row]
        votes.columns[start : start + 12] = np.arange(12) * 7
        votes.values[start : start + 12] = [1, -1] * 6
    kept = np.ones(len(votes), bool)
    extra = votes.per_person[members] - 12
    kept[np.repeat(votes.starts[members] + 12 - np.cumsum(extra) + extra, extra) + np.arange(extra.sum())] = False
    votes = with_only(votes, kept)
    moments = chance.integers(0, 30 * 86_400_000, len(votes))
    members_there = np.isin(votes.rows, members)
    moments[members_there] = 10**9 + chance.integers(0, 60_000, int(members_there.sum()))
    for name, times in (("without moments", None), ("with moments", moments)):
        spent, found = timed(lambda times=times: find_brigades(votes, times))  # type: ignore[misc]
        rows.append([name, ", ".join(str(each["people"]) for each in found), f"{spent:.2f} s"])
    title = f"5,000 alike among {len(votes.people):,} people, {len(votes):,} votes"
    print_table(title, ["", "found", "CPU"], rows)


def timed[T](call: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    result = call()
    return time.process_time() - began, result


def best_of(call: Callable[[], object], times: int = 50) -> float:
    """Milliseconds."""
    return min(timed(call)[0] for _ in range(times)) * 1000


PARTS = {"holdout": holdout, "standing": standing, "cost": cost, "brigades": brigades}

if __name__ == "__main__":
    print_machine()
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
