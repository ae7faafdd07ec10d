"""The shipped conversations and the result that Pol.is published for one of them."""

import csv
import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from minka.engine.opinions.votes import Int, Votes, make_votes

FOLDER = Path(__file__).parents[3] / "data" / "polis_conversations"
BIODIVERSITY = "scoop-hivemind.biodiversity"
BREXIT = "brexit-consensus"


def bytes_of(conversation: str, name: str = "votes") -> bytes:
    return gzip.decompress((FOLDER / conversation / f"{name}.csv.gz").read_bytes())


@cache
def log(conversation: str) -> list[dict[str, str]]:
    """Every row of the file of votes, as the standard library reads it."""
    return list(csv.DictReader(bytes_of(conversation).decode().splitlines()))


@cache
def votes_of(conversation: str) -> Votes:
    columns = ("voter-id", "comment-id", "vote")
    return make_votes(*([int(row[name]) for row in log(conversation)] for name in columns))


@cache
def result() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress((FOLDER / f"{BIODIVERSITY}.json.gz").read_bytes()))
    return found


def groups_of(votes: Votes) -> Int:
    """The published group of each of the votes' people, -1 for those in none."""
    found = np.full(len(votes.people), -1)
    for group, people in result()["groups"].items():
        found[np.isin(votes.people, people)] = int(group)
    return found
