"""The two real deliberations that travel with the code, as votes."""

import csv
import gzip
from pathlib import Path

from minka.engine.opinions.votes import Votes, make_votes

FOLDER = Path(__file__).parents[2] / "data/polis_conversations"
CONVERSATIONS = ["brexit-consensus", "scoop-hivemind.biodiversity"]


def cast_in(name: str) -> tuple[list[int], list[int], list[int], list[int]]:
    """People, statements, values and seconds in the order of the file."""
    with gzip.open(FOLDER / name / "votes.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    people, statements, values, moments = (
        [int(row[column]) for row in rows] for column in ("voter-id", "comment-id", "vote", "timestamp")
    )
    return people, statements, values, moments


def conversation(name: str) -> Votes:
    people, statements, values, _ = cast_in(name)
    return make_votes(people, statements, values)
