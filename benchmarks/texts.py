"""How well and how fast ``minka.engine.texts`` finds similar and doubled texts, on real proposals.

Run from the repository: ``PYTHONPATH=src python benchmarks/texts.py``. Times are processor time.
"""

import csv
import math
import random
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from minka.engine.texts import group_duplicates, rank_similar, terms, words
from minka.engine.texts.similarity import Match

PROPOSALS = Path(__file__).parents[1] / "data" / "decide_madrid" / "proposals.csv"
QUERIES = 300
BODY = 400

type Ranker = Callable[[str], list[tuple[int, float]]]


def proposals() -> list[dict[str, str]]:
    with PROPOSALS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def titles_and_bodies(seed: int) -> list[tuple[str, str]]:
    """Draw proposals whose title is filed once and whose body says something."""
    found: dict[str, tuple[str, str]] = {}
    for row in proposals():
        if len(row["body"]) >= 100:
            found.setdefault(" ".join(words(row["title"])), (row["title"], row["body"][:BODY]))
    drawn = sorted(found.values())
    random.Random(seed).shuffle(drawn)
    return drawn[:QUERIES]


def ours(pairs: list[tuple[str, str]]) -> Ranker:
    frequencies = Counter(term for _, body in pairs for term in set(terms(body)))
    candidates = [(number, body) for number, (_, body) in enumerate(pairs)]

    def rank(query: str) -> list[tuple[int, float]]:
        found: list[Match[int]] = rank_similar(query, candidates, frequencies, len(pairs))
        return [(match.key, match.score) for match in found]

    return rank


def plain_tf_idf(pairs: list[tuple[str, str]]) -> Ranker:
    """The peer: cosine of log-frequency TF-IDF over whole folded words."""
    counts = [Counter(words(body)) for _, body in pairs]
    frequencies = Counter(word for count in counts for word in count)

    def vector(count: Counter[str]) -> dict[str, float]:
        weights = {
            word: (1 + math.log(times)) * (1 + math.log((len(pairs) + 1) / (frequencies[word] + 1)))
            for word, times in count.items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    vectors = [vector(count) for count in counts]

    def rank(query: str) -> list[tuple[int, float]]:
        wanted = vector(Counter(words(query)))
        return [(n, sum(w * other.get(word, 0) for word, w in wanted.items())) for n, other in enumerate(vectors)]

    return rank


def recall(pairs: list[tuple[str, str]], rank: Ranker) -> tuple[float, float, float]:
    """Give recall at 1 and at 5, ties ranked against us, and milliseconds a query."""
    first = fifth = 0
    start = time.process_time()
    for number, (title, _) in enumerate(pairs):
        scores = dict(rank(title))
        own = scores.get(number, 0.0)
        place = sum(score >= own for score in scores.values()) if own else len(pairs)
        first += place == 1
        fifth += place <= 5
    spent = (time.process_time() - start) * 1000 / len(pairs)
    return first / len(pairs), fifth / len(pairs), spent


def retrieval() -> None:
    print(f"\nA title finds its own body among {QUERIES} (bodies of {BODY} characters)")
    print(f"{'draw':>4} {'method':<22} {'R@1':>6} {'R@5':>6} {'ms':>6}")
    for seed in range(5):
        pairs = titles_and_bodies(seed)
        for name, make in [("whole-word TF-IDF", plain_tf_idf), ("minka", ours)]:
            one, five, spent = recall(pairs, make(pairs))
            print(f"{seed:>4} {name:<22} {one:>6.3f} {five:>6.3f} {spent:>6.1f}")


def duplicates() -> None:
    rows = [row for row in proposals() if row["body"].strip()]
    same_title: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        same_title.setdefault(" ".join(words(row["title"])), []).append(number)
    truth = {pair for same in same_title.values() for pair in combinations(same, 2)}
    tests = {n for n, row in enumerate(rows) if {"test", "ssrf", "flag"} & set(words(row["title"] + " " + row["body"]))}
    print(f"\nProposals filed twice, found by their bodies alone: {len(truth)} pairs with the same title")
    print(f"{'threshold':>9} {'recall':>7} {'precision':>10} {'groups':>7} {'s':>6}")
    for threshold in (0.8, 0.7, 0.6, 0.5, 0.4):
        start = time.process_time()
        groups = group_duplicates(((n, row["body"]) for n, row in enumerate(rows)), threshold)
        spent = time.process_time() - start
        found = {pair for group in groups for pair in combinations(group.keys, 2)}
        real = {pair for pair in found if not tests & set(pair)}
        hits = len({pair for pair in real if pair in truth}) / max(1, len(real))
        print(f"{threshold:>9} {len(truth & found) / len(truth):>7.3f} {hits:>10.3f} {len(groups):>7} {spent:>6.2f}")


def damaged(text: str, chance: random.Random, dropped: float, misspelt: float) -> str:
    kept = [word for word in text.split() if chance.random() >= dropped]
    return " ".join(misspell(word, chance) if chance.random() < misspelt else word for word in kept)


def misspell(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return chance.choice(
        [word[:place] + word[place + 1 :], word[:place] + "e" + word[place:], word[:place] + "a" + word[place + 1 :]]
    )


def damage() -> None:
    bodies = [row["body"] for row in proposals()]
    long = [number for number, body in enumerate(bodies) if len(body) > 120][:400]
    print("\nDamaged copies of 400 proposals found among all, at the default threshold")
    print(f"{'dropped':>7} {'misspelt':>8} {'recall':>7}")
    for dropped, misspelt in [(0.15, 0.1), (0.33, 0.1), (0.5, 0.0), (0.5, 0.2)]:
        chance = random.Random(1)
        copies = [
            (len(bodies) + n, damaged(bodies[number], chance, dropped, misspelt)) for n, number in enumerate(long)
        ]
        groups = group_duplicates([*enumerate(bodies), *copies])
        together = {key: group.keys for group in groups for key in group.keys}
        found = sum(number in together.get(len(bodies) + n, ()) for n, number in enumerate(long))
        print(f"{dropped:>7} {misspelt:>8} {found / len(long):>7.3f}")


def scale() -> None:
    """Thirty thousand texts made by joining halves of real ones, with invented words for variety."""
    chance, bodies = random.Random(1), [row["body"].split() for row in proposals()]
    texts = []
    for number in range(30_000):
        one, two = chance.choice(bodies), chance.choice(bodies)
        mixed = one[: len(one) // 2] + two[len(two) // 2 :]
        texts.append((number, " ".join(f"{w}{chance.randrange(30)}" if chance.random() < 0.3 else w for w in mixed)))
    start = time.process_time()
    groups = group_duplicates(texts)
    print(f"\n30,000 texts: {len(groups)} groups in {time.process_time() - start:.1f} s")


if __name__ == "__main__":
    retrieval()
    duplicates()
    damage()
    scale()
