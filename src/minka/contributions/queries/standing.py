"""How contributions stand, noted when a page shows them and compared when the act is done."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from minka.contributions.models import Contribution

MOST_AT_ONCE = 5_000
SHOWN = re.compile(r"(\d{1,18})-([0-9a-f]{8})")

type Seen = Mapping[int, str]  # the number of a contribution, and the mark of how it stood when it was shown


def mark_of(contribution: Contribution) -> str:
    """Sum up how a contribution stands. Reading it changes nothing; an answer, a merge or a withdrawal does."""
    withdrawn = contribution.visibility == Contribution.Visibility.WITHDRAWN
    standing = f"{contribution.merged_into_id}:{contribution.answer_id}:{withdrawn}"
    return hashlib.sha256(standing.encode()).hexdigest()[:8]


def seen_of(contributions: Iterable[Contribution]) -> dict[int, str]:
    return {each.pk: mark_of(each) for each in contributions}


def in_words(seen: Seen) -> str:
    """The form in which a page carries what it showed."""
    return ",".join(f"{number}-{mark}" for number, mark in seen.items())


def from_words(text: str) -> dict[int, str]:
    """What a page carried; anything else in the text is left out."""
    return {int(number): mark for number, mark in SHOWN.findall(text)}
