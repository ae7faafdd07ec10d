"""Reading the stored tree: a proof is one query."""

from collections.abc import Iterable

from django.db.models import F, IntegerField, Q, Value

from minka.engine.ledger.tree import Coordinate
from minka.records.models import Record, TreeNode


def hashes_at(places: Iterable[Coordinate]) -> dict[Coordinate, bytes]:
    """Fetch the named nodes in one query; what does not exist is absent from the answer."""
    wanted = list(places)
    if not wanted:
        return {}
    leaves = Record.objects.filter(position__in=[index for level, index in wanted if level == 0]).values_list(
        Value(0, output_field=IntegerField()), F("position"), "leaf_hash"
    )
    inner = Q(pk__in=[])
    for level, index in wanted:
        if level:
            inner |= Q(level=level, index=index)
    nodes = TreeNode.objects.filter(inner).values_list("level", "index", "hash")
    rows = leaves.union(nodes, all=True)
    return {Coordinate(level, index): bytes.fromhex(value) for level, index, value in rows}
