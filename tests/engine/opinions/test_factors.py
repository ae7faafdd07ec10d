"""The second layer: what it finds, how sure it is, and what it refuses to say."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.opinions.calibration import calibrate, calibration_table, learn_stretch, log_loss
from minka.engine.opinions.certainty import learn_certainty, raised
from minka.engine.opinions.document import Factors
from minka.engine.opinions.factors import LEAST_TENDENCY, fit_factors
from minka.engine.opinions.standing import stand
from minka.engine.opinions.votes import Votes, choose, make_votes
from tests.make.conversations import CONVERSATIONS, conversation
from tests.make.maps import map_from_votes, places_of

VOTE = st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from([-1, 0, 1]))


def drawn_from_the_model(people: int = 800, statements: int = 40, each: int = 20) -> tuple[Votes, np.ndarray]:
    """Votes as the model says they come about, and the true loadings."""
    chance = np.random.default_rng(3)
    places, loadings = chance.normal(size=(people, 2)), chance.normal(size=(statements, 2)) * [2.0, 1.2]
    who = np.repeat(np.arange(people), each)
    what = chance.random((people, statements)).argsort(1)[:, :each].ravel()
    odds = chance.normal(size=statements)[what] + (places[who] * loadings[what]).sum(1)
    said = np.where(chance.random(len(who)) < 1 / (1 + np.exp(-odds)), 1, -1)
    return make_votes(who, what, np.where(chance.random(len(who)) < 0.15, 0, said)), loadings


def fitted(votes: Votes, *, groups: int = 2, seed: int = 0) -> Factors:
    found = fit_factors(votes, map_from_votes(votes, groups=groups), seed=seed)
    assert found is not None
    return found


def test_true_loadings_are_found_up_to_a_turn_of_the_plane() -> None:
    votes, loadings = drawn_from_the_model()

    found = np.array(fitted(votes)["loadings"])

    turned = found @ np.linalg.lstsq(found, loadings, rcond=None)[0]
    assert 1 - ((turned - loadings) ** 2).sum() / ((loadings - loadings.mean(0)) ** 2).sum() > 0.9


def test_answers_kept_aside_are_predicted_and_what_is_predicted_comes_true() -> None:
    votes, _ = drawn_from_the_model()
    found = fitted(votes)

    assert found["log_loss"] < 0.85 * found["log_loss_base"]
    assert sum(each["answers"] for each in found["calibration"]) > 1_000
    for each in found["calibration"]:
        error = np.sqrt(each["predicted"] * (1 - each["predicted"]) / each["answers"])
        assert abs(each["predicted"] - each["observed"]) < 4 * error


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_real_answers_are_predicted_better_than_by_base_rates(name: str) -> None:
    for seed in (0, 1):
        found = fitted(conversation(name), seed=seed)

        assert found["log_loss"] < 0.88 * found["log_loss_base"]


def test_a_group_said_to_be_sure_after_seven_votes_is_right() -> None:
    seven, *_, thirty = fitted(conversation("scoop-hivemind.biodiversity"))["certainty"]

    assert (seven["votes"], thirty["votes"]) == (7, 30)
    assert seven["right_when_sure"] is not None
    assert seven["right_when_sure"] >= 0.95
    assert 0.4 <= seven["sure"] <= thirty["sure"]


def test_where_votes_say_nothing_hardly_anybody_is_said_to_be_sure() -> None:
    votes, chance = conversation("scoop-hivemind.biodiversity"), np.random.default_rng(1)
    values = votes.values.copy()
    for column in range(len(votes.statements)):
        there = np.flatnonzero(votes.columns == column)
        values[there] = chance.permutation(values[there])
    shuffled = Votes(votes.people, votes.statements, votes.starts, votes.columns, values)

    found = fitted(shuffled)

    assert found["log_loss"] > 0.97 * found["log_loss_base"]
    assert found["certainty"][0]["sure"] < 0.05


def test_places_by_the_second_layer_lie_where_the_map_has_them() -> None:
    votes = conversation("scoop-hivemind.biodiversity")
    document = map_from_votes(votes)
    document["factors"] = fitted(votes)
    places, rows = places_of(votes, document["axes"]), np.flatnonzero(votes.per_person >= 60)
    found = []
    for row in rows:
        part = slice(votes.starts[row], votes.starts[row + 1])
        answers = dict(zip(votes.statements[votes.columns[part]].tolist(), votes.values[part].tolist(), strict=True))
        standing = stand(document, answers)
        assert standing is not None
        assert (standing.placed[0], standing.placed[1]) == pytest.approx(tuple(places[row]))
        found.append((standing.x, standing.y))

    explained = [np.corrcoef(np.array(found)[:, axis], places[rows, axis])[0, 1] for axis in (0, 1)]
    assert explained[0] > 0.95
    assert explained[1] > 0.75


def test_the_same_votes_in_any_order_and_the_same_seed_give_the_same_bytes() -> None:
    votes, _ = drawn_from_the_model(people=200)
    order = np.random.default_rng(8).permutation(len(votes))
    people, statements = votes.people[votes.rows], votes.statements[votes.columns]
    other = make_votes(people[order], statements[order], votes.values[order])

    one, two, third = (json.dumps(fitted(each, seed=seed)) for each, seed in ((votes, 5), (other, 5), (votes, 6)))

    assert one == two
    assert one != third


def test_of_very_many_votes_some_people_are_drawn() -> None:
    votes, loadings = drawn_from_the_model()
    document = map_from_votes(votes)

    found = fit_factors(votes, document, most_votes=6_000)

    assert found is not None
    assert sum(each["answers"] for each in found["calibration"]) < 700
    turned = np.array(found["loadings"])
    turned = turned @ np.linalg.lstsq(turned, loadings, rcond=None)[0]
    assert 1 - ((turned - loadings) ** 2).sum() / ((loadings - loadings.mean(0)) ** 2).sum() > 0.75


def test_every_statement_of_the_map_is_told_in_its_order_and_no_other() -> None:
    votes, _ = drawn_from_the_model()
    document = map_from_votes(
        make_votes(votes.people[votes.rows], votes.statements[votes.columns], votes.values, known_statements=[1_000])
    )
    fewer = choose(votes, statements=votes.statements != 3)

    found = fit_factors(fewer, document)

    assert found is not None
    assert len(found["intercepts"]) == len(found["loadings"]) == len(found["covariances"]) == 41
    assert found["loadings"][3] == found["loadings"][40] == [0.0, 0.0]
    assert found["covariances"][40][0] == pytest.approx(1)


@pytest.mark.parametrize(
    "votes",
    [
        make_votes([], [], []),
        make_votes([1], [1], [1]),
        make_votes(np.arange(900), np.zeros(900), np.zeros(900)),
        make_votes(np.arange(100), np.arange(100), np.ones(100)),
    ],
    ids=["nothing", "one", "everybody passes", "nobody overlaps"],
)
def test_too_few_answers_give_no_second_layer(votes: Votes) -> None:
    document = map_from_votes(votes) if len(votes) else map_from_votes(make_votes([1], [1], [1]))

    assert fit_factors(votes, document) is None


@pytest.mark.parametrize(
    "votes",
    [
        make_votes(np.arange(900), np.zeros(900), np.ones(900)),
        make_votes(np.arange(800), np.arange(800) % 400, np.where(np.arange(800) % 3, 1, -1)),
        make_votes(np.repeat(np.arange(90), 10), np.tile(np.arange(10), 90), np.ones(900)),
        make_votes(np.repeat(np.arange(2), 400), np.tile(np.arange(400), 2), np.tile([1, -1], 400)),
        make_votes(np.zeros(900), np.arange(900), np.ones(900)),
    ],
    ids=["one statement", "hardly overlapping", "all equal", "two people", "one person"],
)
def test_degenerate_votes_give_finite_numbers(votes: Votes) -> None:
    found = fitted(votes)

    numbers = [*found["intercepts"], *found["scale"], *found["calibrated"], found["log_loss"], found["log_loss_base"]]
    numbers += [number for each in (*found["loadings"], *found["covariances"]) for number in each]
    assert np.isfinite(numbers).all()
    assert found["agreeableness"] >= LEAST_TENDENCY


@given(st.lists(VOTE, min_size=1, max_size=300))
@settings(max_examples=30)
def test_whatever_is_voted_the_layer_is_finite_or_absent(cast: list[tuple[int, int, int]]) -> None:
    people, statements, values = (list(each) for each in zip(*cast, strict=True))
    votes = make_votes(people, statements, values)

    found = fit_factors(votes, map_from_votes(votes), iterations=4)

    assert found is None or np.isfinite(np.array(found["loadings"])).all()


def test_a_stretch_is_found_and_never_runs_away() -> None:
    chance = np.random.default_rng(4)
    odds = chance.normal(size=20_000)
    agreed = chance.random(20_000) < 1 / (1 + np.exp(-(0.3 + 1.8 * odds)))

    assert learn_stretch(odds, agreed) == pytest.approx((0.3, 1.8), abs=0.06)
    assert learn_stretch(odds, odds > 0)[1] == 5
    assert learn_stretch(odds, odds < 0)[1] == 0.2
    assert learn_stretch(np.zeros(10), np.ones(10, bool)) == pytest.approx(
        (1.6335, 1.0), abs=0.001
    )  # 10 (1 - p) = shift


def test_calibration_judges_each_half_by_the_other() -> None:
    odds, agreed = np.array([2.0, -2.0] * 100), np.array([True, False] * 100)
    halves = np.arange(200) < 100
    agreed[halves] = ~agreed[halves]

    found = calibrate(odds, agreed, halves)

    assert found.log_loss > 2
    assert found.stretch == pytest.approx(0.2)


def test_the_table_of_calibration_by_hand() -> None:
    likely = np.array([0.95] * 40 + [0.25] * 30 + [0.5] * 19 + [1.0] * 2)
    agreed = np.array([True] * 35 + [False] * 5 + [True] * 6 + [False] * 24 + [True] * 21)

    assert calibration_table(likely, agreed) == [
        {"predicted": 0.25, "observed": 0.2, "answers": 30},
        {"predicted": pytest.approx(40 / 42), "observed": pytest.approx(37 / 42), "answers": 42},
    ]
    assert log_loss(np.array([0.0, 1.0]), np.array([True, True])) == pytest.approx(-np.log(1e-12) / 2)


def test_without_groups_or_full_records_no_certainty_is_learnt() -> None:
    votes, _ = drawn_from_the_model(people=100, each=6)
    document = map_from_votes(votes)
    document["factors"] = fitted(votes)
    chance = np.random.default_rng(0)

    assert learn_certainty(votes, document, chance) == (1.0, [])
    assert learn_certainty(votes, {**document, "groups": []}, chance) == (1.0, [])
    assert raised(np.array([[1.0, 0.0]]), 2.0).tolist() == [[1.0, pytest.approx(0)]]
