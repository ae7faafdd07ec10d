"""The map document: the one form in which a map of opinions is stored, shown, sent and counted again.

Format ``minka-opinion-map/1``. Shares and probabilities are 0 to 1, intervals are 90 % and go from ``low`` to ``high``,
votes are 1 agree, 0 pass, -1 disagree. Statements and people are named by their numbers in the file of votes. Every
list has a fixed order, every float is rounded to 9 decimals: the same votes, method and seed give the same bytes.
"""

from typing import Literal, NotRequired, TypedDict

FORMAT = "minka-opinion-map/1"
VERSION = 2  # of the method ``minka``: other rules, other bytes
LETTERS = "ABCDE"  # the most groups that are told apart

type Point = list[float]  # [x, y] in the plane of the map
type Side = Literal["agree", "disagree"]


class Method(TypedDict):
    """Which rules made the map: ``minka`` or ``polis``, their version, and the seed of everything drawn."""

    name: Literal["minka", "polis"]
    version: int
    seed: int


class VoteCounts(TypedDict):
    """What went in, after the last vote of each pair was kept and what is left out was taken away."""

    digest: str  # SHA-256 of the votes in canonical order (``votes.digest``)
    votes: int
    people: int
    statements: int
    agrees: int
    disagrees: int
    passes: int


class People(TypedDict):
    """Who is in the map: those with at least ``fewest_votes`` votes."""

    in_map: int
    fewest_votes: int
    median_votes: float


class Axis(TypedDict):
    """One direction of the plane beside the same votes shuffled within each statement."""

    share: float  # of the variance
    shuffled_share: float  # the largest among the shuffles
    is_real: bool


class Choice(TypedDict):
    """How well the map falls into this many groups."""

    groups: int
    silhouette: float
    support: float  # share of the bootstrap samples in which this number was the best


class Evidence(TypedDict):
    """Why so many groups, or none. Pol.is shuffles and redraws nothing: then ``shuffles`` is 0 and nothing is real."""

    axes: list[Axis]
    choices: list[Choice]
    shuffles: int
    shuffles_as_clear: int  # how many shuffles fell into groups as clearly as the real votes
    p_value: float
    gap_p_value: NotRequired[float]  # how often people spread evenly show as large a gap; only where there are groups


class Typical(TypedDict):
    """A statement that tells a group from the others."""

    statement: int
    side: Side
    share: float  # of the group's votes on it that take this side, smoothed as (n + 1) / (N + 2)
    low: float
    high: float
    elsewhere: float  # the same share among everybody else in the map
    test: float  # z of the share against one half
    difference_test: float  # z of the share against elsewhere


class Group(TypedDict):
    """People who answered alike."""

    letter: str
    size: int
    share: float  # of the people in the map
    low: float  # of that share, from the bootstrap
    high: float
    support: float  # how often two of its people stay together when people are drawn anew
    centre: Point
    spread: float  # root mean square distance of its people from the centre
    typical: list[Typical]


class Tally(TypedDict):
    """Votes on one statement by one group, or by all; the interval belongs to ``agree``."""

    agrees: int
    disagrees: int
    passes: int
    agree: float  # smoothed as (agrees + 1) / (votes + 2)
    disagree: float
    low: float
    high: float


class StatementResult(TypedDict):
    """One statement: its votes, where it lies, what it unites and divides."""

    number: int
    all: Tally
    groups: dict[str, Tally]  # by letter; empty when there are no groups
    position: Point
    unites: float  # probability that a majority agrees in every group (or in all, when there are no groups)
    unites_against: float  # the same for disagreeing
    divides: (
        float  # 0 alike everywhere, 1 as far apart as can be: the largest difference of agree shares, less its error
    )
    group_aware: float  # the product over groups of the smoothed agree shares (Pol.is)
    priority: float  # how much a vote on it tells; for choosing what to show


class Cell(TypedDict):
    """People of one group in one square of the plane; for the picture, never finer than the square."""

    x: float
    y: float
    letter: str  # empty when there are no groups
    people: int


class Picture(TypedDict):
    """What is drawn: squares of ``side`` in the plane."""

    side: float
    cells: list[Cell]


class Axes(TypedDict):
    """All that is needed to place anybody by their votes, in the order of ``statements``."""

    means: list[float]
    first: list[float]
    second: list[float]
    extra: NotRequired[int]  # added to the numbers of statements and of votes in the scale (``polis``: rejected ones)


class CalibrationBin(TypedDict):
    """Of the predicted answers with about this probability, how many came true."""

    predicted: float
    observed: float
    answers: int


class Certainty(TypedDict):
    """People with many votes, cut down to a few: how often their group was told as the full record tells it."""

    votes: int
    people: int
    right: float
    sure: float  # share of the people of whom a group was said with more than 0.9
    right_when_sure: float | None  # nothing when fewer than five were


class Factors(TypedDict):
    """The second layer: Bayesian logistic factors. In the order of ``statements``."""

    version: int
    intercepts: list[float]
    loadings: list[Point]
    covariances: list[list[float]]  # xx, xy, yy of each statement's loading
    prior: float  # variance of a person's place before any vote
    agreeableness: float  # variance of a person's tendency to agree
    scale: list[float]  # [a, b, c, d, e, f]: the place (x, y) in factors is (a x + b y + c, d x + e y + f) on the map
    calibrated: list[float]  # [shift, stretch] of predicted log odds, learnt from the answers kept aside
    calibration: list[CalibrationBin]
    group_power: float  # to which probabilities of groups are raised, learnt from people with many votes
    certainty: list[Certainty]
    log_loss: float  # of answers kept aside
    log_loss_base: float  # of the statements' base rates on the same answers


class Brigade(TypedDict):
    """Many people with the very same votes, give or take one of a long row, in a short time."""

    people: int
    votes_each: int
    seconds: float | None  # from the first to the last; nothing when the file has no times
    statements: list[int]
    answers: list[int]  # in the order of ``statements``


class Diagnostics(TypedDict):
    """What a careful reader should know of the votes."""

    replaced: int  # votes that a later vote of the same person replaced
    left_out_people: int
    left_out_statements: int
    brigades: list[Brigade]
    without_brigades: NotRequired[
        "MapDocument"
    ]  # the map that the others alone would make, without its own second layer


class MapDocument(TypedDict):
    """One map of opinions."""

    format: str
    method: Method
    votes: VoteCounts
    people: People
    verdict: Literal["groups", "one_crowd", "too_few"]
    evidence: Evidence
    groups: list[Group]
    statements: list[StatementResult]  # ascending by number
    unites: list[int]  # numbers, most certain first
    divides: list[int]
    picture: Picture
    axes: Axes
    factors: NotRequired[Factors]
    diagnostics: Diagnostics
