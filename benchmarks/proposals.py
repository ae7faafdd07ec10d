"""Fifty thousand real-worded texts in one activity, in a database of their own."""

import csv
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

from minka.engine.texts import words

FILE = Path(__file__).parents[1] / "data" / "decide_madrid" / "proposals.csv"
SHORTEST_SENTENCE, MOST_SENTENCES = 25, 12
DRAWN, LONG = 300, 120
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@contextmanager
def own_database() -> Iterator[None]:
    """A new database on the server of the settings, dropped at the end."""
    place = settings.DATABASES["default"]
    name = f"minka_benchmark_{os.getpid()}"
    keys = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "password": place["PASSWORD"]}
    with psycopg.connect(dbname=place["NAME"], autocommit=True, **{k: v for k, v in keys.items() if v}) as server:
        server.execute(f"create database {name}".encode())
        place["NAME"] = name
        try:
            yield
        finally:
            server.execute(f"drop database {name} with (force)".encode())


class Proposals:
    """The real proposals with their titles left out, and texts put together from sentences of others.

    No sentence is taken from proposals that are looked for: a copy of a part of one would be found instead of it. Those
    are the ones filed twice (``twins``) and ``drawn``.
    """

    def __init__(self, count: int) -> None:
        self.rows = list(csv.DictReader(FILE.open(encoding="utf-8", newline="")))
        self.twins = self._twins()
        self.drawn = self._drawn()
        self.texts = [row["body"] for row in self.rows]
        self.texts += self._mixed(count - len(self.rows))

    def _twins(self) -> dict[int, set[int]]:
        """By the number of each proposal filed twice, the others with the same title."""
        same = defaultdict(set)
        for number, row in enumerate(self.rows):
            if row["body"].strip():
                same[" ".join(words(row["title"]))].add(number)
        return {number: each - {number} for each in same.values() if len(each) > 1 for number in each}

    def _drawn(self) -> list[int]:
        long = [n for n, row in enumerate(self.rows) if len(row["body"]) > LONG and n not in self.twins]
        return random.Random(3).sample(long, DRAWN)

    def _mixed(self, count: int) -> Iterator[str]:
        chance = random.Random(1)
        bodies = [[s for s in SENTENCE_END.split(text) if len(s) > SHORTEST_SENTENCE] for text in self.texts]
        kept = {*self.twins, *self.drawn}
        pool = [s for number, body in enumerate(bodies) if number not in kept for s in body]
        for _ in range(count):
            length = max(1, min(MOST_SENTENCES, len(chance.choice(bodies))))
            yield " ".join(chance.choices(pool, k=length))
