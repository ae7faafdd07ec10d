"""Groups keep their letters from map to map, and people are placed on a map that is stored."""

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.components import Float, place_all
from minka.engine.opinions.document import LETTERS, MapDocument
from minka.engine.opinions.evidence import count_both, match
from minka.engine.opinions.grouping import MOST_GROUPS, Labels, nearest
from minka.engine.opinions.votes import Votes, choose

type Letters = NDArray[np.str_]

MOST_WITNESSES = 20_000  # people who say which group is which earlier one


def place_people(document: MapDocument, votes: Votes) -> tuple[Float, Letters]:
    """Where everybody lies on a stored map, and in which group.

    Args:
        document: the map.
        votes: of anybody, perhaps later ones; votes on statements that are not in the map do not count.

    Returns:
        Positions (P, 2), at the centre for those without any vote on the map's statements; letters (P,), empty for
        those with too few votes and when the map has no groups.
    """
    known = _on_map(document, votes)
    places = np.zeros((len(votes.people), 2))
    letters = np.full(len(votes.people), "", dtype="<U1")
    at = np.searchsorted(votes.people, known.people)
    axes = document["axes"]
    both = np.array([axes["first"], axes["second"]])
    places[at] = place_all(known, np.array(axes["means"]), both, axes.get("extra", 0))
    groups = document["groups"]
    enough = at[known.per_person >= document["people"]["fewest_votes"]]
    if groups and len(enough):
        own = nearest(places[enough], np.array([group["centre"] for group in groups]))
        letters[enough] = np.array([group["letter"] for group in groups])[own]
    return places, letters


def _on_map(document: MapDocument, votes: Votes) -> Votes:
    """The votes on the statements of the map, in the map's columns."""
    numbers = np.array([each["number"] for each in document["statements"]], np.int64)
    if np.array_equal(numbers, votes.statements):
        return votes
    known = choose(votes, statements=np.isin(votes.statements, numbers))
    columns = np.searchsorted(numbers, known.statements).astype(np.int32)[known.columns]
    return Votes(known.people, numbers, known.starts, columns, known.values)


def give_letters(witnesses: Votes, labels: Labels, number: int, previous: MapDocument | None) -> list[str]:
    """The letter of each group: that of the earlier group which most of its people were in, else an unused one.

    Args:
        witnesses: votes of people in the map.
        labels: of their groups now, the largest 0.
        number: of groups.
        previous: the earlier map.
    """
    former = [group["letter"] for group in previous["groups"]] if previous else []
    if previous is None or not former:
        return list(LETTERS[:number])
    theirs = place_people(previous, witnesses)[1]
    had = theirs != ""
    earlier = np.array([former.index(letter) for letter in theirs[had].tolist()], np.int64)
    both = count_both(labels[had], earlier, MOST_GROUPS)
    order = match(both)[:number]
    kept = {group: former[other] for group, other in enumerate(order) if other < len(former) and both[group, other]}
    unused = [letter for letter in LETTERS if letter not in former]
    unused += [letter for letter in former if letter not in kept.values()]
    return [kept[group] if group in kept else unused.pop(0) for group in range(number)]


def draw_witnesses(people: int) -> slice:
    """People spread evenly, at most so many as are needed to recognise a group."""
    return slice(None, None, max(1, -(-people // MOST_WITNESSES)))
