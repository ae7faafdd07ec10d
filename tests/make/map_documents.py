"""A map document made by hand from a table of how groups answer: small, rich, and true to the format."""

import math
from collections.abc import Sequence

from minka.engine.opinions.document import (
    FORMAT,
    Axes,
    CalibrationBin,
    Cell,
    Evidence,
    Factors,
    Group,
    MapDocument,
    StatementResult,
    Tally,
    Typical,
)

# The words, and how much of groups A, B and C agrees; one in ten of those who answer passes.
STATEMENTS = (
    ("El agua de riego debe repartirse por turnos que todos conozcan.", (0.86, 0.82, 0.84)),
    ("Cada canal necesita un comité elegido por quienes lo usan.", (0.78, 0.80, 0.76)),
    ("Los pozos nuevos deben autorizarse en asamblea.", (0.80, 0.20, 0.40)),
    ("Quien tiene más hectáreas debe pagar más por el agua.", (0.82, 0.16, 0.62)),
    ("La municipalidad debe administrar el reservorio.", (0.22, 0.74, 0.18)),
    ("Una empresa privada puede cuidar mejor los canales.", (0.08, 0.66, 0.12)),
    ("Hay que sembrar cultivos que pidan menos agua.", (0.62, 0.58, 0.86)),
    ("Las minas deben salir de las cabeceras de cuenca.", (0.70, 0.34, 0.88)),
    ("Primero el agua para las casas, después la chacra.", (0.40, 0.44, 0.84)),
    ("Debemos medir el agua que usa cada parcela.", (0.46, 0.72, 0.52)),
    ("Las faenas comunales deben volver a ser obligatorias.", (0.74, 0.30, 0.22)),
    ("Nadie debería recibir agua si no va a la faena.", (0.10, 0.12, 0.08)),
)
SIZES = {"A": 120, "B": 80, "C": 40}
SURE, PASSING, SQUARE, STEEPNESS = 1.645, 10, 0.25, 6.0
IN_MAP = sum(SIZES.values())


def make_document(numbers: Sequence[int], *, verdict: str = "groups", seed: int = 0) -> MapDocument:
    """A document about these statements, in the order of the table. ``one_crowd`` and ``too_few`` have no groups."""
    letters = tuple(SIZES) if verdict == "groups" else ()
    axes, centres = _plane()
    results = [_result(number, row, letters, axes) for row, number in enumerate(numbers[: len(STATEMENTS)])]
    groups = [_group(letter, results, centres[letter]) for letter in letters]
    counts = [each["all"] for each in results]
    agrees, disagrees, passes = (sum(each[name] for each in counts) for name in ("agrees", "disagrees", "passes"))
    document: MapDocument = {
        "format": FORMAT,
        "method": {"name": "minka", "version": 1, "seed": seed},
        "votes": {
            "digest": "5d" * 32,
            "votes": agrees + disagrees + passes,
            "people": IN_MAP + 30,
            "statements": len(results),
            "agrees": agrees,
            "disagrees": disagrees,
            "passes": passes,
        },
        "people": {"in_map": 0 if verdict == "too_few" else IN_MAP, "fewest_votes": 7, "median_votes": 11.0},
        "verdict": verdict,  # type: ignore[typeddict-item]  # a test names it
        "evidence": _evidence(verdict),
        "groups": groups,
        "statements": results,
        "unites": [each["number"] for each in sorted(results, key=_most_united) if _certainty(each) > SURE / 2],
        "divides": [each["number"] for each in sorted(results, key=_most_divided) if each["divides"] > SQUARE],
        "picture": {"side": SQUARE, "cells": _cells(centres, letters) if verdict != "too_few" else []},
        "axes": axes,
        "factors": _factors(axes),
        "diagnostics": {"replaced": 4, "left_out_people": 2, "left_out_statements": 1, "brigades": []},
    }
    if verdict == "too_few":
        del document["factors"]
    return document


def _plane() -> tuple[Axes, dict[str, list[float]]]:
    """Two directions: what tells A from B, and what tells C from both; and where the groups' middles lie."""
    means = [_mean([2 * rate - 1 for rate in rates], tuple(SIZES.values())) for _, rates in STATEMENTS]
    first = _unit([a - b for _, (a, b, _) in STATEMENTS])
    second = [c - (a + b) / 2 for _, (a, b, c) in STATEMENTS]
    along = sum(one * other for one, other in zip(first, second, strict=True))
    second = _unit([one - along * other for one, other in zip(second, first, strict=True)])
    centres = {
        letter: [
            round(sum(_gap(row, rank, means) * axis[row] for row in range(len(STATEMENTS))), 9)
            for axis in (first, second)
        ]
        for rank, letter in enumerate(SIZES)
    }
    return {"means": means, "first": first, "second": second}, centres


def _result(number: int, row: int, letters: Sequence[str], axes: Axes) -> StatementResult:
    rates = dict(zip(SIZES, STATEMENTS[row][1], strict=True))
    groups = {letter: _tally(_votes(SIZES[letter], rates[letter])) for letter in SIZES}
    everybody = _tally(tuple(sum(each[name] for each in groups.values()) for name in ("agrees", "disagrees", "passes")))
    shown = {letter: groups[letter] for letter in letters}
    lows = [each["agree"] for each in shown.values()] or [everybody["agree"]]
    against = [each["disagree"] for each in shown.values()] or [everybody["disagree"]]
    return {
        "number": number,
        "all": everybody,
        "groups": shown,
        "position": [round(axes["first"][row] * math.sqrt(12), 9), round(axes["second"][row] * math.sqrt(12), 9)],
        "unites": round(_surely(min(lows)), 9),
        "unites_against": round(_surely(min(against)), 9),
        "divides": round(max(0.0, max(lows) - min(lows) - 0.08), 9),
        "group_aware": round(math.prod(lows), 9),
        "priority": round(1 / (1 + row), 9),
    }


def _group(letter: str, results: Sequence[StatementResult], centre: list[float]) -> Group:
    share = SIZES[letter] / IN_MAP
    typical = sorted((_typical(letter, each) for each in results), key=lambda each: -each["difference_test"])[:5]
    return {
        "letter": letter,
        "size": SIZES[letter],
        "share": round(share, 9),
        "low": round(share - 0.05, 9),
        "high": round(share + 0.05, 9),
        "support": 0.93,
        "centre": centre,
        "spread": 0.5,
        "typical": typical,
    }


def _typical(letter: str, result: StatementResult) -> Typical:
    own = result["groups"][letter]
    rest = [tally for other, tally in result["groups"].items() if other != letter]
    side = "agree" if own["agree"] > sum(each["agree"] for each in rest) / len(rest) else "disagree"
    votes = own["agrees"] + own["disagrees"] + own["passes"]
    there = sum(each["agrees"] + each["disagrees"] + each["passes"] for each in rest)
    elsewhere = (sum(each[f"{side}s"] for each in rest) + 1) / (there + 2)  # type: ignore[literal-required]
    share = own[side]  # type: ignore[literal-required]
    error = math.sqrt(elsewhere * (1 - elsewhere) * (1 / votes + 1 / there))
    return {
        "statement": result["number"],
        "side": side,  # type: ignore[typeddict-item]
        "share": share,
        "low": round(max(0.0, share - _margin(share, votes)), 9),
        "high": round(min(1.0, share + _margin(share, votes)), 9),
        "elsewhere": round(elsewhere, 9),
        "test": round(2 * math.sqrt(votes + 1) * (share - 0.5), 9),
        "difference_test": round((share - elsewhere) / error, 9),
    }


def _evidence(verdict: str) -> Evidence:
    found = verdict == "groups"
    return {
        "axes": [
            {"share": 0.34, "shuffled_share": 0.09, "is_real": found},
            {"share": 0.17, "shuffled_share": 0.08, "is_real": found},
        ],
        "choices": [
            {"groups": 2, "silhouette": 0.41, "support": 0.1},
            {"groups": 3, "silhouette": 0.52, "support": 0.86},
            {"groups": 4, "silhouette": 0.44, "support": 0.04},
        ],
        "shuffles": 99,
        "shuffles_as_clear": 0 if found else 41,
        "p_value": 0.01 if found else 0.42,
        **({"gap_p_value": 0.02} if found else {}),
    }


def _factors(axes: Axes) -> Factors:
    rates = [_mean(each, tuple(SIZES.values())) for _, each in STATEMENTS]
    bins: list[CalibrationBin] = [
        {"predicted": round(0.1 + 0.2 * step, 9), "observed": round(0.11 + 0.195 * step, 9), "answers": 200}
        for step in range(5)
    ]
    return {
        "version": 1,
        "intercepts": [round(math.log(rate / (1 - rate)), 9) for rate in rates],
        "loadings": [
            [round(one * STEEPNESS, 9), round(two * STEEPNESS, 9)]
            for one, two in zip(axes["first"], axes["second"], strict=True)
        ],
        "covariances": [[0.02, 0.0, 0.02] for _ in STATEMENTS],
        "prior": 1.0,
        "agreeableness": 0.2,
        "scale": [1.2, 0.0, 0.0, 0.0, 1.2, 0.0],
        "calibrated": [0.0, 1.0],
        "calibration": bins,
        "group_power": 1.0,
        "certainty": [
            {"votes": 7, "people": 60, "right": 0.86, "sure": 0.45, "right_when_sure": 0.97},
            {"votes": 15, "people": 0, "right": 0.0, "sure": 0.0, "right_when_sure": None},
        ],
        "log_loss": 0.39,
        "log_loss_base": 0.52,
    }


def _cells(centres: dict[str, list[float]], letters: Sequence[str]) -> list[Cell]:
    """Nine squares around each middle, most people in the middle one."""
    cells: list[Cell] = []
    for letter, (x, y) in centres.items():
        for right in (-1, 0, 1):
            for up in (-1, 0, 1):
                people = SIZES[letter] // (2 if right == up == 0 else 16)
                cells.append(
                    {
                        "x": round((round(x / SQUARE) + right) * SQUARE, 9),
                        "y": round((round(y / SQUARE) + up) * SQUARE, 9),
                        "letter": letter if letters else "",
                        "people": people,
                    }
                )
    return sorted(cells, key=lambda cell: (cell["x"], cell["y"], cell["letter"]))


def _votes(size: int, rate: float) -> tuple[int, int, int]:
    passes = size // PASSING
    agrees = round((size - passes) * rate)
    return agrees, size - passes - agrees, passes


def _tally(votes: tuple[int, ...]) -> Tally:
    agrees, disagrees, passes = votes
    total = sum(votes)
    agree = (agrees + 1) / (total + 2)
    return {
        "agrees": agrees,
        "disagrees": disagrees,
        "passes": passes,
        "agree": round(agree, 9),
        "disagree": round((disagrees + 1) / (total + 2), 9),
        "low": round(max(0.0, agree - _margin(agree, total)), 9),
        "high": round(min(1.0, agree + _margin(agree, total)), 9),
    }


def _margin(share: float, votes: int) -> float:
    return SURE * math.sqrt(share * (1 - share) / (votes + 3))


def _surely(share: float) -> float:
    """A probability that the share is a majority: no more than a smooth step around one half."""
    return 1 / (1 + math.exp(-30 * (share - 0.5)))


def _gap(row: int, rank: int, means: Sequence[float]) -> float:
    return 2 * STATEMENTS[row][1][rank] - 1 - means[row]


def _mean(values: Sequence[float], weights: Sequence[int]) -> float:
    return round(sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights), 9)


def _unit(values: Sequence[float]) -> list[float]:
    length = math.sqrt(sum(value * value for value in values))
    return [round(value / length, 9) for value in values]


def _certainty(result: StatementResult) -> float:
    return max(result["unites"], result["unites_against"])


def _most_united(result: StatementResult) -> tuple[float, int]:
    return -_certainty(result), result["number"]


def _most_divided(result: StatementResult) -> tuple[float, int]:
    return -result["divides"], result["number"]
