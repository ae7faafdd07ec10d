"""Where one person stands, against the same integrals by brute force."""

import json
import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions.document import Factors, MapDocument
from minka.engine.opinions.posterior import PASS_WEIGHT
from minka.engine.opinions.standing import SURE, agreement_with, place, predict, shares_of_regions, stand
from tests.make.maps import map_by_hand

LOADINGS = [[1.6, 0.2], [-1.2, 0.5], [0.3, 1.5], [0.9, -1.1], [-0.2, -1.3], [1.1, 1.0], [-1.5, 0.1], [0.1, 0.2]]
INTERCEPTS = [0.2, -0.4, 0.8, 0.0, 0.5, -0.3, 0.6, 2.0]
SCALE = [1.5, 0.2, 0.3, -0.1, 1.1, -0.2]
CENTRES = [[-2.0, 0.0], [2.0, 0.5], [0.0, 2.5]]
ANSWER = st.dictionaries(st.sampled_from([10 * n for n in range(1, 9)]), st.sampled_from([-1, 0, 1]), min_size=2)


def factors() -> Factors:
    return {
        "version": 1,
        "intercepts": INTERCEPTS,
        "loadings": LOADINGS,
        "covariances": [[0.02, 0.0, 0.02]] * 8,
        "prior": 1.0,
        "agreeableness": 0.3,
        "scale": SCALE,
        "calibrated": [0.0, 1.0],
        "calibration": [],
        "group_power": 1.0,
        "certainty": [],
        "log_loss": 0.4,
        "log_loss_base": 0.5,
    }


def known_map(*, with_factors: bool = True, centres: list[list[float]] | None = None) -> MapDocument:
    first, second = ([float(x) / 4 for x, _ in LOADINGS], [float(y) / 4 for _, y in LOADINGS])
    return map_by_hand(
        axes={"means": [0.1] * 8, "first": first, "second": second},
        centres=CENTRES if centres is None else centres,
        factors=factors() if with_factors else None,
    )


def by_brute_force(answers: dict[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and covariance on the map and the share of each group, summed over a fine grid of places and tendencies."""
    x, y, t = np.meshgrid(np.linspace(-5, 5, 121), np.linspace(-5, 5, 121), np.linspace(-2.5, 2.5, 41), indexing="ij")
    log = -(x**2 + y**2) / 2 - t**2 / 0.6
    for number, answer in answers.items():
        row = number // 10 - 1
        odds = INTERCEPTS[row] + LOADINGS[row][0] * x + LOADINGS[row][1] * y + t
        agree, disagree = -np.logaddexp(0, -odds), -np.logaddexp(0, odds)
        log += {1: agree, -1: disagree, 0: PASS_WEIGHT * (agree + disagree) / 2}[answer]
    mass = np.exp(log - log.max()).sum(2)
    mass /= mass.sum()
    a, b, c, d, e, f = SCALE
    places = np.stack([a * x + b * y + c, d * x + e * y + f], -1)[:, :, 0].reshape(-1, 2)
    flat = mass.ravel()
    mean = flat @ places
    spread = (places - mean).T @ ((places - mean) * flat[:, None])
    nearest = ((places[:, None] - np.array(CENTRES)) ** 2).sum(2).argmin(1)
    return mean, spread, np.bincount(nearest, flat, minlength=3)


@pytest.mark.parametrize(
    "answers",
    [
        {10: 1, 20: -1},
        {10: 1, 20: -1, 30: 1, 40: 1, 70: -1},
        {10: -1, 20: 1, 30: -1, 40: 0, 50: 1, 60: -1, 70: 1, 80: 1},
        dict.fromkeys(range(10, 90, 10), 0),
        dict.fromkeys(range(10, 90, 10), 1),
    ],
)
def test_place_certainty_and_groups_come_close_to_the_integrals(answers: dict[int, int]) -> None:
    mean, spread, shares = by_brute_force(answers)

    found = stand(known_map(), answers)

    assert found is not None
    assert found.radius is not None
    assert list(found.probabilities.values()) == pytest.approx(shares.tolist(), abs=0.02)
    assert (found.x, found.y) == pytest.approx(tuple(mean), abs=0.06)
    assert found.radius == pytest.approx(math.sqrt(math.log(100) * np.linalg.eigvalsh(spread)[-1]), rel=0.07)


@given(
    middle=st.tuples(st.floats(-3, 3), st.floats(-3, 3)),
    widths=st.tuples(st.floats(0.2, 2), st.floats(0.2, 2)),
    tilt=st.floats(-0.9, 0.9),
    centres=st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=5, unique=True),
)
def test_the_shares_of_all_regions_are_those_of_a_fine_grid(
    middle: tuple[float, float],
    widths: tuple[float, float],
    tilt: float,
    centres: list[tuple[float, float]],
) -> None:
    wide, high = widths
    spread = (wide * wide, tilt * wide * high, high * high)
    u, v = np.meshgrid(np.linspace(-5, 5, 201), np.linspace(-5, 5, 201))
    mass = np.exp(-(u**2 + v**2) / 2).ravel()
    x = middle[0] + wide * u.ravel()
    y = middle[1] + high * (tilt * u.ravel() + math.sqrt(1 - tilt * tilt) * v.ravel())
    distances = (x[:, None] - [c[0] for c in centres]) ** 2 + (y[:, None] - [c[1] for c in centres]) ** 2
    expected = np.bincount(distances.argmin(1), mass / mass.sum(), minlength=len(centres))

    shares = shares_of_regions(middle, spread, centres)

    assert sum(shares) == pytest.approx(1)
    assert shares == pytest.approx(expected, abs=0.03)


@given(ANSWER)
def test_whatever_is_answered_gives_finite_places_and_whole_probabilities(answers: dict[int, int]) -> None:
    found = stand(known_map(), answers)

    assert found is not None
    assert found.region is not None
    assert all(math.isfinite(each) for each in (found.x, found.y, found.region.turn, found.region.shorter))
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.probabilities[found.letter] == max(found.probabilities.values())
    assert found.is_sure == (found.probabilities[found.letter] > SURE)


def test_the_place_of_the_picture_is_that_of_a_small_sum_by_hand() -> None:
    document = map_by_hand(
        axes={"means": [0.5, -0.5, 0.0, 0.0], "first": [0.6, 0.8, 0, 0], "second": [0.8, -0.6, 0, 0]}
    )

    # sqrt(4 / 2) = 1.4142; (1 - 0.5) (0.6, 0.8) + (-1 + 0.5) (0.8, -0.6) = (-0.1, 0.7)
    assert place(document, [(0, 1), (1, -1)]) == pytest.approx((-0.141421, 0.989949), abs=1e-6)


def test_few_votes_widen_the_region_instead_of_making_moderates() -> None:
    few, many = {10: 1, 20: -1}, {10: 1, 20: -1, 30: 1, 40: 1, 50: -1, 60: 1, 70: -1}

    one, other = stand(known_map(), few), stand(known_map(), many)

    assert one is not None
    assert other is not None
    assert one.radius is not None
    assert other.radius is not None
    assert one.radius > 1.15 * other.radius
    assert not one.is_sure
    assert other.is_sure


def test_without_a_second_layer_the_nearest_group_is_told_and_that_nobody_knows_how_sure() -> None:
    found = stand(known_map(with_factors=False), {10: 1, 20: -1, 70: -1})

    assert found is not None
    assert found.letter == "B"
    assert (found.x, found.y) == found.placed
    assert (found.probabilities, found.is_sure, found.radius, found.region) == ({}, False, None, None)


def test_in_one_crowd_there_is_a_place_and_no_group() -> None:
    for with_factors in (True, False):
        found = stand(known_map(with_factors=with_factors, centres=[]), {10: 1, 20: -1})

        assert found is not None
        assert (found.letter, found.probabilities, found.is_sure) == ("", {}, False)


@pytest.mark.parametrize("answers", [{}, {10: 1}, {10: 1, 99: 1}, {10: 1, 20: 7}, {-5: 1, 1000: -1}])
def test_nobody_is_placed_by_too_few_answers_of_the_map(answers: dict[int, int]) -> None:
    assert stand(known_map(), answers) is None


def test_nobody_is_placed_where_the_map_has_too_few_people() -> None:
    document = known_map(centres=[])
    document["verdict"] = "too_few"

    assert stand(document, {10: 1, 20: 1, 30: 1}) is None


def test_answers_in_any_order_give_the_same_standing() -> None:
    answers = {10: 1, 20: -1, 30: 0, 40: 1}

    assert stand(known_map(), answers) == stand(known_map(), dict(reversed(answers.items())))


def test_agreement_counts_majorities_of_at_least_five_votes_and_names_the_differences() -> None:
    document = map_by_hand(
        axes={"means": [0.0] * 5, "first": [0.4] * 5, "second": [0.2] * 5},
        centres=[[-1, 0], [1, 0]],
        tallies=[
            {"A": (8, 1, 1), "B": (1, 9, 0)},
            {"A": (6, 4, 0), "B": (5, 5, 0)},  # no majority in B
            {"A": (4, 0, 0), "B": (9, 0, 1)},  # too few votes in A
            {"A": (0, 9, 0), "B": (0, 9, 0)},
            {"A": (9, 0, 0)},
        ],
    )

    a, b = agreement_with(document, {10: 1, 20: -1, 30: 1, 40: -1, 50: 0, 77: 1})

    assert (a.letter, a.same, a.compared, a.differs) == ("A", 2, 3, [20])
    assert (b.letter, b.same, b.compared, b.differs) == ("B", 2, 3, [10])


def test_predictions_follow_the_answers_and_the_calibration() -> None:
    document, answers = known_map(), {10: 1, 20: -1}
    likely = predict(document, answers, [70, 60, 999])
    document["factors"]["calibrated"] = [0.0, 0.5]
    calmer = predict(document, answers, [70])

    assert list(likely) == [60, 70]
    assert likely[70] < 0.5 < likely[60]
    assert likely[70] < calmer[70] < 0.5
    assert predict(known_map(with_factors=False), answers, [70]) == {}


def test_placing_a_person_needs_no_arrays() -> None:
    program = (
        "import json, sys; from minka.engine.opinions import routing, standing;"
        "found = standing.stand(json.load(sys.stdin), {10: 1, 20: -1, 30: 1});"
        "print(found.letter, 'numpy' in sys.modules, 'scipy' in sys.modules)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(known_map()),
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "src"},
    )

    assert answer.stdout.split() == ["B", "False", "False"]
