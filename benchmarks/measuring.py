"""One map in a process of its own, so that memory and processor are its own: ours or red-dwarf's.

``python -m benchmarks.measuring WHO PEOPLE STATEMENTS`` or ``... WHO NAME`` prints one line of JSON; WHO is ``work``,
``map`` or ``peer``.
"""

import ctypes
import gc
import json
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.make.conversations import conversation

from benchmarks.voters import make_voters
from minka.engine.opinions import results, statements
from minka.engine.opinions.components import cut, find_plane, place_all
from minka.engine.opinions.grouping import clearest, find_groups, nearest, see_crowd
from minka.engine.opinions.mapping import map_opinions
from minka.engine.opinions.votes import FEWEST_VOTES, Votes

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")

type Labels = NDArray[np.int64]


def same_work(votes: Votes, seed: int = 0) -> Labels:
    """What the peer does, our way: plane, places, 2 to 5 groups with silhouettes, typical and shared statements."""
    plane = find_plane(cut(votes), tolerance=1e-6)
    rows = np.flatnonzero(votes.per_person >= min(FEWEST_VOTES, votes.shape[1]))
    places = place_all(votes, plane.means, plane.axes)[rows]
    best = clearest(find_groups(see_crowd(places), np.random.Generator(np.random.PCG64(seed))))
    groups = np.full(len(votes.people), -1)
    if best is None:
        return groups
    groups[rows] = nearest(places, best.centres)
    counts = statements.tally(votes, groups, len(best.sizes))
    comparison = statements.compare(counts)
    for number in range(len(best.sizes)):
        results.typical(statements.representative(comparison, number), votes.statements)
    statements.consensus(statements.tally_all(votes))
    statements.group_aware(counts)
    return groups


def as_peer_wants(votes: Votes) -> list[dict[str, int]]:
    rows = (votes.people[votes.rows].tolist(), votes.statements[votes.columns].tolist(), votes.values.tolist())
    return [{"participant_id": a, "statement_id": b, "vote": c} for a, b, c in zip(*rows, strict=True)]


def peer_work(votes: list[dict[str, int]]) -> dict[int, int]:
    """The groups of red-dwarf."""
    from reddwarf.implementations.base import run_pipeline

    people = run_pipeline(votes=votes, random_state=0).participants_df
    return {int(who): int(group) for who, group in people["cluster_id"].dropna().items()}


def memory(name: str) -> float:
    """Megabytes of this process: ``VmRSS`` now, ``VmHWM`` the most since it was last forgotten."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def main(who: str, *what: str) -> None:
    votes = conversation(what[0]) if len(what) == 1 else make_voters(int(what[0]), int(what[1]))[0]
    given = as_peer_wants(votes) if who == "peer" else None
    if given is not None:
        peer_work(given[:2_000])  # its imports and first compilations are not counted
        call = lambda: peer_work(given)  # noqa: E731
    else:
        small = make_voters(200, 50)[0]
        work = map_opinions if who == "map" else same_work
        work(small)
        call = lambda: work(votes)  # type: ignore[assignment, return-value]  # noqa: E731
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what making the voters left behind must not be taken for free memory
    CLEAR.write_text("5")
    before, times = memory("VmRSS"), []
    for _ in range(5 if len(votes) < 300_000 else 1):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    print(json.dumps({"votes": len(votes), "cpu": min(times), "peak": memory("VmHWM") - before}))


if __name__ == "__main__":
    main(*sys.argv[1:])
