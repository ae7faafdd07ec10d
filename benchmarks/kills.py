"""Nothing that was acknowledged is lost or doubled, whatever is killed while people write.

Eight writers hand in ideas, each under its own key, and repeat a form until it is acknowledged. Meanwhile parts of
the product are ended with SIGKILL at moments drawn from a seed. At the end the database is compared with what the
writers were told. Run from the repository: ``PYTHONPATH=src python -m benchmarks.kills [writes] [kills] [seed]``.
"""

import random
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.acknowledged import Comparison, compare
from benchmarks.phones import Phone
from benchmarks.processes import leader, parent_of, processes_of
from benchmarks.product import Product, kill, running_product, wait_until
from benchmarks.tables import print_machine, print_table
from benchmarks.world import make_world

WRITES, KILLS, SEED = 50_000, 200, 1
WRITERS = 8


@dataclass
class Story:
    """What happened: which receipts were given, what failed on the way, how long each recovery took."""

    receipts: dict[str, int] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    recoveries: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    contradictions: list[str] = field(default_factory=list)
    restarts: int = 0


def run(product: Product, *, writes: int, kills: int, seed: int) -> tuple[Story, Comparison]:
    """Write, kill, restart, and compare."""
    story = Story()
    keys = iter([f"{seed:08d}-{number:012d}" for number in range(writes)])
    lock = threading.Lock()
    writers = [threading.Thread(target=write, args=[product, keys, lock, story, seed + n]) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    strike(product, story, random.Random(seed), [writes * (n + 1) // (kills + 1) for n in range(kills)])
    for writer in writers:
        writer.join()
    return story, compare(product, story.receipts)


def write(product: Product, keys: object, lock: threading.Lock, story: Story, seed: int) -> None:
    """One person after another on one phone that never gives up, and sometimes presses twice."""
    chance = random.Random(seed)
    while True:
        with lock:
            key = next(keys, None)  # type: ignore[call-overload]
        if key is None:
            return
        phone = Phone(product.port, key)
        receipt = phone.send_until_received(story.failures)
        story.receipts[key] = receipt
        if chance.random() < 0.05 and phone.send_until_received(story.failures) != receipt:
            story.contradictions.append(key)


def strike(product: Product, story: Story, chance: random.Random, moments: list[int]) -> None:
    """Kill a part each time that so many writes were acknowledged, and wait until the product answers again."""
    names = list(VICTIMS)
    chance.shuffle(names)
    for number, moment in enumerate(moments):
        wait_until(lambda: len(story.receipts) >= moment)  # noqa: B023 - asked at once
        name = names[number % len(names)]
        time.sleep(chance.random() * 0.05)
        struck = time.monotonic()
        VICTIMS[name](product, chance)
        if name in {"everything", "supervisor"} or product.has_ended():
            bring_back(product, story)
        before = len(story.receipts)
        wait_until(lambda: len(story.receipts) > before + WRITERS or len(story.receipts) >= moments[-1])  # noqa: B023
        story.recoveries[name].append(time.monotonic() - struck)


def bring_back(product: Product, story: Story) -> None:
    """Start again by the product's own command, as a service manager would."""
    story.restarts += 1
    product.start()


def kill_web_worker(product: Product, chance: random.Random) -> None:
    """One of the processes that serve pages."""
    web = [pid for pid, part in processes_of(product.data).items() if part == "web"]
    first = leader(dict.fromkeys(web, "web"), "web")
    kill(chance.choice([pid for pid in web if pid != first] or [first]))


def kill_leader(part: str) -> Callable[[Product, random.Random], None]:
    return lambda product, _chance: kill_if(product.first_of(part))


def kill_backend(product: Product, chance: random.Random) -> None:
    """One of PostgreSQL's own processes: it then ends all sessions and recovers."""
    first = product.first_of("database")
    backends = [
        pid for pid, part in processes_of(product.data).items() if part == "database" and parent_of(pid) == first
    ]
    kill_if(chance.choice(backends) if backends else 0)


def kill_supervisor(product: Product, _chance: random.Random) -> None:
    """The one that looks after the others, which then have to end by themselves."""
    if product.process is not None:
        kill(product.process.pid)
        product.process.wait(timeout=60)


def kill_everything(product: Product, _chance: random.Random) -> None:
    product.kill_all()


def kill_if(pid: int) -> None:
    if pid:
        kill(pid)


VICTIMS: dict[str, Callable[[Product, random.Random], None]] = {
    "web worker": kill_web_worker,
    "web": kill_leader("web"),
    "task worker": kill_leader("worker"),
    "database": kill_leader("database"),
    "database session": kill_backend,
    "supervisor": kill_supervisor,
    "everything": kill_everything,
}


def main(writes: int, kills: int, seed: int) -> None:
    print_machine()
    with running_product() as product:
        make_world(product)
        start = time.monotonic()
        story, comparison = run(product, writes=writes, kills=kills, seed=seed)
        took = time.monotonic() - start
    rows = [
        [name, len(seconds), f"{sorted(seconds)[len(seconds) // 2]:.1f}", f"{max(seconds):.1f}"]
        for name, seconds in sorted(story.recoveries.items())
    ]
    print_table(
        f"{writes} writes, {kills} kills, seed {seed}, {took:.0f} s", ["killed", "times", "back s p50", "max"], rows
    )
    print_table(
        "On the way, the writers saw", ["failure", "times"], [list(pair) for pair in story.failures.most_common()]
    )
    print_table(
        "Acknowledged against stored", ["", "rows"], [*comparison.rows(), ["contradicted", len(story.contradictions)]]
    )
    sys.exit(0 if comparison.is_clean and not story.contradictions else 1)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [WRITES, KILLS, SEED][len(given) :]))
