"""Where one person stands on a map: their place, their group and how sure both are. Plain Python, no arrays."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minka.engine.opinions.document import MapDocument, Tally
from minka.engine.opinions.posterior import Posterior, agree_probability, find_posterior, rows_of

SURE = 0.9  # from this probability on a group is said without "perhaps"
WITHIN_90 = 2 * math.log(10)  # squared distance that holds 90 % of a normal distribution in the plane
DIRECTIONS = 32
FEWEST_TOLD = 5  # nothing is said about fewer votes than this

type Place = tuple[float, float]
type Spread = tuple[float, float, float]  # xx, xy, yy


@dataclass(frozen=True, slots=True)
class Region:
    """The ellipse on the map that holds the person with 90 %: its half axes, and how far the longer one is turned."""

    x: float
    y: float
    longer: float
    shorter: float
    turn: float  # of the longer one from the x axis in radians, against the clock when y points up


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands.

    ``x``, ``y`` is where to draw them: the middle of ``region`` when the map has a second layer, otherwise ``placed``,
    the place of the picture, which few votes draw towards the centre. Without a second layer nobody knows how sure the
    place is: ``radius`` and ``region`` are ``None``, ``probabilities`` is empty and ``is_sure`` false.
    """

    x: float
    y: float
    letter: str  # empty when the map has no groups
    probabilities: dict[str, float]
    is_sure: bool
    radius: float | None  # of a circle round (x, y) that holds the whole region
    region: Region | None
    placed: Place
    votes: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of somebody's answers, how many coincide with what most of a group answered; ``differs`` are the others."""

    letter: str
    same: int
    compared: int
    differs: list[int]


def stand(document: MapDocument, answers: Mapping[int, int]) -> Standing | None:
    """Where the person with these answers stands.

    Args:
        document: the map; its second layer is used when it has one.
        answers: 1, 0 or -1 by the number of the statement; statements that the map does not have do not count.

    Returns:
        ``None`` when the answers are fewer than the map asks for, or the map has no place for anybody.
    """
    rows = rows_of(document, answers)
    if not rows or len(rows) < document["people"]["fewest_votes"] or document["verdict"] == "too_few":
        return None
    placed = place(document, rows)
    centres = [(group["centre"][0], group["centre"][1]) for group in document["groups"]]
    letters = [group["letter"] for group in document["groups"]]
    if "factors" not in document:
        letter = letters[_nearest(placed, centres)] if centres else ""
        return Standing(*placed, letter, {}, is_sure=False, radius=None, region=None, placed=placed, votes=len(rows))
    middle, spread = on_map(document["factors"]["scale"], find_posterior(document["factors"], rows))
    region = _region(middle, spread)
    shares = _raised(shares_of_regions(middle, spread, centres), document["factors"]["group_power"])
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return Standing(
        *middle,
        letter="" if best is None else letters[best],
        probabilities=dict(zip(letters, shares, strict=True)),
        is_sure=best is not None and shares[best] > SURE,
        radius=region.longer,
        region=region,
        placed=placed,
        votes=len(rows),
    )


def place(document: MapDocument, rows: Sequence[tuple[int, int]]) -> Place:
    """The place on the picture: sqrt(S / n) times the sum over n votes of (vote - mean) times the statement's axes."""
    axes, x, y = document["axes"], 0.0, 0.0
    for row, answer in rows:
        surprise = answer - axes["means"][row]
        x += surprise * axes["first"][row]
        y += surprise * axes["second"][row]
    stretch = math.sqrt(len(document["statements"]) / max(1, len(rows)))
    return stretch * x, stretch * y


def on_map(scale: Sequence[float], posterior: Posterior) -> tuple[Place, Spread]:
    """Carry a place in factors, and how sure it is, to the plane of the map."""
    a, b, c, d, e, f = scale
    x, y, _ = posterior.mean
    xx, xy, _, yy, _, _ = posterior.covariance
    spread = (
        a * a * xx + 2 * a * b * xy + b * b * yy,
        a * d * xx + (a * e + b * d) * xy + b * e * yy,
        d * d * xx + 2 * d * e * xy + e * e * yy,
    )
    return (a * x + b * y + c, d * x + e * y + f), spread


def shares_of_regions(middle: Place, spread: Spread, centres: Sequence[Place]) -> list[float]:
    """How much of a normal distribution in the plane lies nearest to each centre.

    Along a ray from the middle the nearest centre changes only where two straight lines cross, so each ray is summed
    exactly; 32 rays are enough for three digits.

    >>> [round(share, 3) for share in shares_of_regions((0.0, 0.0), (1.0, 0.0, 1.0), [(-1.0, 0.0), (1.0, 0.0)])]
    [0.5, 0.5]
    """
    if not centres:
        return []
    shares = [0.0] * len(centres)
    xx, xy, yy = spread
    left = math.sqrt(max(xx, 1e-12))
    below, right = xy / left, math.sqrt(max(yy - xy * xy / max(xx, 1e-12), 1e-12))
    offsets = [(middle[0] - x, middle[1] - y) for x, y in centres]
    heights = [x * x + y * y for x, y in offsets]
    for turn in range(DIRECTIONS):
        angle = 2 * math.pi * (turn + 0.5) / DIRECTIONS
        step = left * math.cos(angle), below * math.cos(angle) + right * math.sin(angle)
        slopes = [2 * (step[0] * x + step[1] * y) for x, y in offsets]
        for number, share in _along(heights, slopes):
            shares[number] += share / DIRECTIONS
    return shares


def agreement_with(document: MapDocument, answers: Mapping[int, int]) -> list[Agreement]:
    """For each group, in the order of the map, how many of the person's answers coincide with what most of it answered.

    A statement is compared when the person agreed or disagreed and more than half of the group's votes on it, of which
    there are at least five, took one side.
    """
    rows = [(row, answer) for row, answer in rows_of(document, answers) if answer]
    found = []
    for group in document["groups"]:
        same, compared, differs = 0, 0, []
        for row, answer in rows:
            statement = document["statements"][row]
            side = _majority(statement["groups"].get(group["letter"]))
            compared += side != 0
            same += side == answer
            differs += [statement["number"]] if side == -answer else []
        found.append(Agreement(group["letter"], same, compared, differs))
    return found


def predict(document: MapDocument, answers: Mapping[int, int], numbers: Iterable[int]) -> dict[int, float]:
    """How likely the person is to agree with each statement if they take a side; empty without a second layer."""
    if "factors" not in document:
        return {}
    factors, wanted = document["factors"], rows_of(document, dict.fromkeys(numbers, 0))
    posterior = find_posterior(factors, rows_of(document, answers))
    return {document["statements"][row]["number"]: agree_probability(factors, posterior, row) for row, _ in wanted}


def _raised(shares: Sequence[float], power: float) -> list[float]:
    higher = [max(share, 1e-12) ** power for share in shares]
    return [each / sum(higher) for each in higher]


def _nearest(point: Place, centres: Sequence[Place]) -> int:
    return min(range(len(centres)), key=lambda number: math.dist(point, centres[number]))


def _along(heights: Sequence[float], slopes: Sequence[float]) -> list[tuple[int, float]]:
    """Walk along a ray: which line is the lowest, and what share of the distribution lies where it is."""
    found: list[tuple[int, float]] = []
    at, left = 0.0, 1.0
    lowest = min(range(len(heights)), key=lambda number: (heights[number], slopes[number]))
    while True:
        crossing, following = math.inf, lowest
        for number, slope in enumerate(slopes):
            if slope < slopes[lowest]:
                meets = (heights[number] - heights[lowest]) / (slopes[lowest] - slope)
                if meets < crossing or (meets == crossing and slope < slopes[following]):
                    crossing, following = meets, number
        if following == lowest:
            return [*found, (lowest, left)]
        at = max(at, crossing)
        beyond = math.exp(-at * at / 2)
        found.append((lowest, left - beyond))
        lowest, left = following, beyond


def _region(middle: Place, spread: Spread) -> Region:
    xx, xy, yy = spread
    mean, half = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    longer, shorter = (math.sqrt(WITHIN_90 * max(0.0, each)) for each in (mean + half, mean - half))
    return Region(*middle, longer, shorter, math.atan2(2 * xy, xx - yy) / 2)


def _majority(tally: Tally | None) -> int:
    """1 or -1 when more than half of at least five votes took that side, otherwise 0."""
    if tally is None:
        return 0
    votes = tally["agrees"] + tally["disagrees"] + tally["passes"]
    if votes < FEWEST_TOLD:
        return 0
    return (2 * tally["agrees"] > votes) - (2 * tally["disagrees"] > votes)
