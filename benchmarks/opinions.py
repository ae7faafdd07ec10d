"""Opinion maps beside red-dwarf, the peer, in one run: speed, memory, growth, trust, prediction.

Run from the repository; each part alone, or all without a word::

    PYTHONPATH=src:. python -m benchmarks.opinions [speed|scale|trust|refresh|holdout] [people]

The peer is installed from ``requirements/benchmarks.lock``; without it only our own figures are printed. *Same work* is
what the peer does: plane, places, two to five groups with their silhouettes, typical and shared statements. *Whole map*
adds a hundred repetitions for the evidence, intervals, brigades, picture and digest. Every figure of the first two
parts is processor time of a process of its own that may use one thread, the best of five below 300,000 votes.
"""

import importlib.util
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from tests.make.conversations import CONVERSATIONS, conversation

from benchmarks.measuring import as_peer_wants, peer_work
from benchmarks.tables import percentile, print_machine, print_table
from benchmarks.voters import make_voters
from minka.engine.opinions.evidence import LEVEL, shuffle
from minka.engine.opinions.gaps import gap_p_value
from minka.engine.opinions.grouping import nearest
from minka.engine.opinions.mapping import map_opinions, to_bytes
from minka.engine.opinions.state import LiveMap
from minka.engine.opinions.votes import Votes, make_votes

HAS_PEER = importlib.util.find_spec("reddwarf") is not None
SIZES = [(1_000, 200), (10_000, 500), (30_000, 700), (100_000, 1_000), (1_000_000, 2_000)]
MOST_FOR_PEER = 10_000
ORDERS, NOISES, SMOOTH, CROWDED, VOTES_LATER = 5, 40, 8, 200, 20
CROWDS = (50, 250, 1_000)


def measure(who: str, *what: object) -> dict[str, float] | None:
    """Run one map in a process of its own."""
    if who == "peer" and not HAS_PEER:
        return None
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.measuring", who, *(str(each) for each in what)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | one_thread).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def row(name: str, *what: object, has_peer: bool = True) -> list[object]:
    work, whole = measure("work", *what), measure("map", *what)
    peer = measure("peer", *what) if has_peer else None
    assert work is not None
    assert whole is not None
    cells = [name, f"{work['votes']:,.0f}", *(f"{each['cpu'] * 1000:,.0f}" for each in (work, whole))]
    if peer is None:
        return [*cells, "–", "–", "–", f"{work['peak']:,.0f}", f"{whole['peak']:,.0f}", "–"]
    ratios = [f"{peer['cpu'] / each['cpu']:.1f}" for each in (work, whole)]
    return [*cells, f"{peer['cpu'] * 1000:,.0f}", *ratios, *(f"{each['peak']:,.0f}" for each in (work, whole, peer))]


HEADER = ["", "votes", "same work ms", "whole map ms", "peer ms", "× same", "× whole", "MB same", "MB whole", "MB peer"]


def speed() -> None:
    rows = [row(name, name) for name in CONVERSATIONS]
    if HAS_PEER:
        ratios = [math.prod(float(str(each[column])) for each in rows) ** (1 / len(rows)) for column in (5, 6)]
        rows.append(["geometric mean", "", "", "", "", *(f"{each:.1f}" for each in ratios), "", "", ""])
    print_table("Real conversations", HEADER, rows)


def scale(most: int = 1_000_000) -> None:
    sizes = [size for size in SIZES if size[0] <= most]
    rows = [row(f"{p:,} × {s:,}", p, s, has_peer=p <= MOST_FOR_PEER) for p, s in sizes]
    print_table("Made-up voters", HEADER, rows)


def trust() -> None:
    """The same votes in other orders; groups where there are none."""
    rows = []
    for name in CONVERSATIONS:
        votes = conversation(name)
        orders = [dealt_anew(votes, seed) for seed in range(ORDERS)]
        documents = [map_opinions(each) for each in orders]
        maps = {to_bytes(each) for each in documents}
        peers = [by_person(votes, seed) for seed in range(ORDERS)] if HAS_PEER else []
        pairs = [rand_index(one, other) for at, one in enumerate(peers) for other in peers[:at]]
        told = f"{np.mean(pairs):.3f}" if pairs else "–"
        gap = documents[0]["evidence"].get("gap_p_value", "–")
        rows.append([name, len(maps), told, false_groups(votes), gap])
    header = ["", f"different maps of {ORDERS} orders", "peer: mean ARI", f"groups told of {NOISES} shuffles", "gap p"]
    print_table("The same votes in other orders, and votes without shared opinion", header, rows)
    lines = {"one line": [1.5], "two equal lines": [1.0, 1.0], "one long, one short": [1.5, 0.5]}
    rows = [[name, *told_on_lines(lengths)] for name, lengths in lines.items()]
    header = ["", f"groups told of {SMOOTH}", "with a gap between them"]
    print_table("People along smooth lines of opinion, without a gap", header, rows)
    rows = [[name, *(f"{told_gaps(draw, people):.1%}" for people in CROWDS)] for name, draw in HEAPS.items()]
    print_table(f"A gap told of {CROWDED} crowds", ["", *(f"{people:,} people" for people in CROWDS)], rows)


def dealt_anew(votes: Votes, seed: int) -> Votes:
    """The same votes, arriving in another order."""
    order = np.random.Generator(np.random.PCG64(seed)).permutation(len(votes))
    return make_votes(votes.people[votes.rows][order], votes.statements[votes.columns][order], votes.values[order])


def by_person(votes: Votes, seed: int) -> dict[int, int]:
    """The peer's groups when people and statements got their numbers in an order of their own."""
    chance = np.random.Generator(np.random.PCG64(seed))
    people, columns = chance.permutation(len(votes.people)), chance.permutation(len(votes.statements))
    renamed = make_votes(people[votes.rows], columns[votes.columns], votes.values)
    groups = peer_work(as_peer_wants(renamed))
    return {row: groups[int(name)] for row, name in enumerate(people) if int(name) in groups}


def told_on_lines(lengths: Sequence[float]) -> tuple[int, int]:
    """Of 250 people along some lines, who see 16 of 40 statements: how often groups are told, and gaps between them."""
    gaps = []
    for seed in range(SMOOTH):
        chance = np.random.Generator(np.random.PCG64(seed))
        loadings = chance.normal(0, 1, (40, len(lengths))) * lengths
        leaning = chance.normal(0, 1, (250, len(lengths))) @ loadings.T + chance.normal(0.3, 0.7, 40)
        said = np.where(chance.random(leaning.shape) < 1 / (1 + np.exp(-1.5 * leaning)), 1, -1)
        said[chance.random(said.shape) < 0.15] = 0
        who, what = np.nonzero(chance.random(said.shape) < 0.4)
        document = map_opinions(make_votes(who, what, said[who, what]), seed=seed)
        gaps += [document["evidence"]["gap_p_value"]] if document["groups"] else []
    return len(gaps), sum(each <= LEVEL for each in gaps)


def told_gaps(draw: Callable[[np.random.Generator, int], np.ndarray], people: int) -> float:
    """How often a gap is told between the halves of a crowd that lies along a line."""
    told = 0
    for seed in range(CROWDED):
        along = draw(np.random.Generator(np.random.PCG64(seed)), people)
        places = np.stack([along, np.zeros(people)], axis=1)
        centres = np.array([[along[along < 0].mean(), 0], [along[along >= 0].mean(), 0]])
        told += gap_p_value(places, nearest(places, centres), centres, seed) <= LEVEL
    return told / CROWDED


def heaps(chance: np.random.Generator, people: int, *, apart: float, share: float = 0.5) -> np.ndarray:
    """Two normal heaps so many standard deviations apart; a share of the people is in the first."""
    first = round(people * share)
    middle = np.repeat([-apart / 2, apart / 2], [first, people - first])
    return chance.normal(middle, 1)


def rand_index(one: dict[int, int], other: dict[int, int]) -> float:
    """The adjusted Rand index of two groupings of the same people: 1 alike, 0 as by chance."""
    people = sorted(one.keys() & other.keys())
    both = np.zeros((max(one.values()) + 1, max(other.values()) + 1))
    np.add.at(both, ([one[each] for each in people], [other[each] for each in people]), 1)
    pairs, rows, columns = (float((n * (n - 1) / 2).sum()) for n in (both, both.sum(axis=1), both.sum(axis=0)))
    expected = rows * columns / (len(people) * (len(people) - 1) / 2)
    return (pairs - expected) / ((rows + columns) / 2 - expected)


def false_groups(votes: Votes) -> int:
    chance = np.random.Generator(np.random.PCG64(7))
    verdicts = [map_opinions(shuffle(votes, chance), seed=seed)["verdict"] for seed in range(NOISES)]
    return verdicts.count("groups")


def refresh() -> None:
    """After a vote: the quick refresh of the map, and the voter's own dot."""
    rows = []
    for people, size in SIZES[1:4]:
        votes, _ = make_voters(people, size)
        live, chance = LiveMap(votes), np.random.Generator(np.random.PCG64(3))
        live.renew()
        times = []
        for _ in range(VOTES_LATER):
            live.apply(chance.integers(0, people, 50), chance.integers(0, size, 50), chance.integers(-1, 2, 50))
            times.append(timed(live.refresh))
        dots = [timed(partial(live.place, int(person))) for person in chance.integers(0, people, 2_000)]
        cells = [f"{percentile(times, share) * 1000:.0f}" for share in (0.5, 0.99)]
        cells += [f"{percentile(dots, share) * 1e6:.0f}" for share in (0.5, 0.99)]
        rows.append([f"{people:,} × {size:,}", f"{len(votes):,}", *cells])
    header = ["", "votes", "refresh p50 ms CPU", "p99", "own dot p50 µs CPU", "p99"]
    print_table("After fifty more votes", header, rows)


def timed(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def holdout() -> None:
    from benchmarks import certainty

    certainty.holdout()


HEAPS: dict[str, Callable[[np.random.Generator, int], np.ndarray]] = {
    "spread evenly": lambda chance, people: chance.uniform(-1, 1, people),
    "one normal heap": lambda chance, people: chance.normal(0, 1, people),
    "two equal heaps, 3 sd apart": partial(heaps, apart=3),
    "two equal heaps, 4 sd apart": partial(heaps, apart=4),
    "80 and 20 of 100, 4 sd apart": partial(heaps, apart=4, share=0.8),
    "80 and 20 of 100, 5 sd apart": partial(heaps, apart=5, share=0.8),
}
PARTS = {"speed": speed, "scale": scale, "trust": trust, "refresh": refresh, "holdout": holdout}


def main(words: Sequence[str]) -> None:
    print_machine()
    if not HAS_PEER:
        print("red-dwarf is not installed (requirements/benchmarks.lock): our own figures only")
    if words[:1] == ["scale"] and len(words) > 1:
        scale(int(words[1]))
        return
    for name in words or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
