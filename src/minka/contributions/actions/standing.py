"""Holding contributions while something is done to them, and refusing when they changed since they were shown."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from minka.contributions.models import Contribution
from minka.contributions.queries.standing import Seen, mark_of
from minka.processes.models import Process


class Outdated(Exception):  # noqa: N818 - a state, not a mistake
    """Somebody answered, merged or withdrew some of these contributions since they were shown."""


def lock(process: Process, ids: Iterable[int]) -> dict[int, Contribution]:
    """Hold the contributions of the process, and those merged into them, until the transaction ends.

    Always in the order of their numbers, so that two people acting at once wait for each other and never for ever.
    """
    numbers = list(ids)
    held = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("site", "answer")
        .defer("search", "text", "body")
        .filter(Q(pk__in=numbers) | Q(merged_into__in=numbers), process=process)
        .order_by("pk")
    )
    return {each.pk: each for each in held}


def check_unchanged(contributions: Sequence[Contribution], seen: Seen) -> None:
    """Pass when all of them stand as they were shown.

    Raises:
        Outdated: at least one does not.
    """
    if any(seen.get(each.pk) != mark_of(each) for each in contributions):
        raise Outdated
