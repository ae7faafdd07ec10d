"""What is likely to be observed in an application to a service, by requirement, and by nothing about the person.

Shares of few cases jump, so each is drawn towards what the entity observes in that requirement over all its services:
the mean of a beta-binomial model whose prior is the entity's. How strongly is learnt from how much its services differ
(the moment estimator of Kleinman, 1973, JASA 68, 46-54).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST_FILED = 20
USUAL_STRENGTH, WEAKEST, STRONGEST = 20.0, 4.0, 200.0  # of the prior, in cases
FEWEST_SERVICES = 3


@dataclass(frozen=True, slots=True)
class Count:
    """Of so many cases filed with a service for which a requirement applied, in how many it was observed."""

    requirement: str
    observed: int
    filed: int


@dataclass(frozen=True, slots=True)
class Likely:
    """One requirement of a service: the shrunken rate, 0 to 1, and the counts it stands on, to be shown beside it."""

    requirement: str
    rate: float
    observed: int
    filed: int

    @property
    def of_ten(self) -> int:
        """For a sentence: so many of ten applications were observed for it."""
        return round(self.rate * 10)


def likely_observations(service: Iterable[Count], entity: Iterable[Count]) -> tuple[Likely, ...]:
    """Rates of a service's requirements, the highest first; those with under 20 cases are left out.

    Args:
        service: one count for each requirement of the service.
        entity: one for each requirement and service of the entity, this service among them.

    Raises:
        ValueError: more observed than filed, or a negative number.

    >>> entity = [Count("plan", 6, 20), Count("plan", 2, 40), Count("plan", 10, 100)]
    >>> [(each.requirement, round(each.rate, 2), each.of_ten) for each in likely_observations(entity[:1], entity)]
    [('plan', 0.23, 2)]
    """
    priors: defaultdict[str, list[Count]] = defaultdict(list)
    for count in entity:
        priors[_checked(count).requirement].append(count)
    rates = [
        Likely(count.requirement, _shrunken(count, priors[count.requirement] or [count]), count.observed, count.filed)
        for count in service
        if _checked(count).filed >= FEWEST_FILED
    ]
    return tuple(sorted(rates, key=lambda likely: (-likely.rate, likely.requirement)))


def _checked(count: Count) -> Count:
    if not 0 <= count.observed <= count.filed:
        message = f"{count.requirement}: {count.observed} observed of {count.filed} filed"
        raise ValueError(message)
    return count


def _shrunken(count: Count, peers: Sequence[Count]) -> float:
    observed, filed = sum(peer.observed for peer in peers), sum(peer.filed for peer in peers)
    mean = (observed + 0.5) / (filed + 1)
    strength = _strength([peer for peer in peers if peer.filed])
    return (count.observed + strength * mean) / (count.filed + strength)


def _strength(peers: Sequence[Count]) -> float:
    """How many cases the prior is worth: few where services differ beyond chance, many where they do not."""
    filed = sum(peer.filed for peer in peers)
    share = sum(peer.observed for peer in peers) / filed if filed else 0.0
    freedom = len(peers) - 1
    within = share * (1 - share)
    size = filed - sum(peer.filed**2 for peer in peers) / filed - freedom if filed else 0.0
    if len(peers) < FEWEST_SERVICES or within == 0 or size <= 0:
        return USUAL_STRENGTH
    spread = sum(peer.filed * (peer.observed / peer.filed - share) ** 2 for peer in peers)
    likeness = (spread - within * freedom) / (within * size)
    if likeness <= 0:
        return STRONGEST
    return min(STRONGEST, max(WEAKEST, 1 / likeness - 1))
