"""Grouping texts that say nearly the same thing, among tens of thousands.

Only pairs that share two of their ten most telling terms are compared, so the work grows about as the
number of texts and not as its square. See ``docs/engine/duplicates.md``.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minka.engine.texts.normalise import terms
from minka.engine.texts.similarity import term_weight

DEFAULT_THRESHOLD = 0.5
TELLING_TERMS = 10
SHARED_TERMS = 2
CROWD = 60
NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class Pair[K: (int, str)]:
    """Two texts that resemble each other; ``score`` is their cosine, 1 for the same words."""

    first: K
    second: K
    score: float


@dataclass(frozen=True, slots=True)
class Group[K: (int, str)]:
    """Texts to be looked at together: their keys in order, and why, the closest pair first."""

    keys: tuple[K, ...]
    pairs: tuple[Pair[K], ...]


@dataclass(frozen=True, slots=True)
class _Unit[K: (int, str)]:
    """All texts with exactly the same terms, as one."""

    keys: tuple[K, ...]
    vector: dict[str, float]
    telling: tuple[str, ...]


def group_duplicates[K: (int, str)](
    texts: Iterable[tuple[K, str]], threshold: float = DEFAULT_THRESHOLD
) -> list[Group[K]]:
    """Group texts that say nearly the same thing.

    Args:
        texts: pairs of a unique key and a text, in any order. Keys are all numbers or all text.
        threshold: the least cosine of two texts' weighted terms, between 0 and 1. At 0.5 a copy with
            a third of its words dropped and a tenth misspelt is found nineteen times of twenty.

    Returns:
        Groups of two or more, the largest first, then by their first key. Texts without a word are in
        none. The order of the texts never matters.

    Raises:
        ValueError: the threshold is not above 0 and at most 1.

    >>> texts = [(1, "Arreglen la luz del parque"), (2, "Arreglar las luces del parque"), (3, "Una posta")]
    >>> [(group.keys, group.pairs[0].score) for group in group_duplicates(texts)]
    [((1, 2), 1.0)]
    """
    if not 0 < threshold <= 1:
        message = f"a threshold is above 0 and at most 1, not {threshold}"
        raise ValueError(message)
    units = _read(texts)
    found = [
        (score, one, two) for one, two in _candidates(units) if (score := _cosine(units[one], units[two])) >= threshold
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    groups = [_group(units, members, pairs) for members, pairs in _gather(units, found, threshold)]
    return sorted((group for group in groups if len(group.keys) > 1), key=lambda group: (-len(group.keys), group.keys))


def _read[K: (int, str)](texts: Iterable[tuple[K, str]]) -> list[_Unit[K]]:
    """Collect texts with the same terms into units, in the order of their first keys."""
    same: defaultdict[tuple[tuple[str, int], ...], list[K]] = defaultdict(list)
    for key, text in texts:
        same[tuple(sorted(Counter(terms(text)).items()))].append(key)
    same.pop((), None)
    frequencies = Counter(term for counts in same for term, _ in counts)
    units = []
    for counts, keys in same.items():
        weights = {term: (1 + math.log(times)) * term_weight(frequencies[term], len(same)) for term, times in counts}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        vector = {term: weight / length for term, weight in weights.items()}
        shared = (term for term in vector if frequencies[term] > 1)
        telling = sorted(shared, key=lambda term: (-vector[term], term))[:TELLING_TERMS]
        units.append(_Unit(tuple(sorted(keys)), vector, tuple(telling)))
    return sorted(units, key=lambda unit: unit.keys[0])


def _candidates[K: (int, str)](units: Sequence[_Unit[K]]) -> Iterator[tuple[int, int]]:
    """Name pairs of units that share telling terms, each pair once."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        for term in unit.telling:
            having[term].append(place)
    crowded = {term for term, places in having.items() if len(places) > CROWD}
    near = _neighbours(units, [having[term] for term in sorted(crowded)])
    for one, unit in enumerate(units):
        telling = [term for term in unit.telling if term not in crowded]
        shared = Counter(place for term in telling for place in having[term] if place > one)
        enough = {place for place, times in shared.items() if times >= min(SHARED_TERMS, len(telling))}
        for other in sorted(enough | near[one]):
            yield one, other


def _neighbours[K: (int, str)](units: Sequence[_Unit[K]], crowds: Iterable[list[int]]) -> defaultdict[int, set[int]]:
    """Within a crowd that shares a term, compare each unit only with the next ten in order of terms.

    A flood of copies, each with a word changed, would otherwise cost the square of its size.
    """
    near: defaultdict[int, set[int]] = defaultdict(set)
    for crowd in crowds:
        row = sorted(crowd, key=lambda place: (units[place].telling, place))
        for start, one in enumerate(row):
            for two in row[start + 1 : start + 1 + NEIGHBOURS]:
                near[min(one, two)].add(max(one, two))
    return near


def _cosine[K: (int, str)](one: _Unit[K], two: _Unit[K]) -> float:
    small, large = sorted((one.vector, two.vector), key=len)
    return round(min(1.0, math.fsum(weight * large[term] for term, weight in small.items() if term in large)), 4)


type _Gathered = tuple[list[int], list[tuple[float, int, int]]]


def _gather[K: (int, str)](
    units: Sequence[_Unit[K]], found: Sequence[tuple[float, int, int]], threshold: float
) -> list[_Gathered]:
    """Join pairs into groups, the closest first, so long as the groups' first members are close too.

    Without that condition a chain of small steps would join texts that have nothing in common.
    """
    group_of: dict[int, _Gathered] = {place: ([place], []) for place in range(len(units))}
    for pair in found:
        group: _Gathered = group_of[pair[1]]
        other: _Gathered = group_of[pair[2]]
        if group is other:
            group[1].append(pair)
        elif _cosine(units[min(group[0])], units[min(other[0])]) >= threshold:
            group[0].extend(other[0])
            group[1].extend([*other[1], pair])
            group_of.update(dict.fromkeys(other[0], group))
    return list({id(group): group for group in group_of.values()}.values())


def _group[K: (int, str)](
    units: Sequence[_Unit[K]], members: Sequence[int], found: Sequence[tuple[float, int, int]]
) -> Group[K]:
    keys = sorted(key for member in members for key in units[member].keys)
    pairs = [Pair(units[one].keys[0], units[two].keys[0], score) for score, one, two in found]
    pairs += [Pair(units[member].keys[0], key, 1.0) for member in members for key in units[member].keys[1:]]
    return Group(tuple(keys), tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))))
