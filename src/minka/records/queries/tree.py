"""Reading the stored tree: a proof is one query."""

from collections.abc import Iterable

from django.db import connection

from minka.engine.ledger.tree import Coordinate

NODES_AT = """
select 0, position, leaf_hash from records_record where position = any(%(leaves)s)
union all
select node.level, node.index, node.hash from records_treenode node
join unnest(%(levels)s::int[], %(places)s::bigint[]) as wanted (level, place)
on node.level = wanted.level and node.index = wanted.place
"""


def hashes_at(places: Iterable[Coordinate]) -> dict[Coordinate, bytes]:
    """Fetch the named nodes in one query; what does not exist is absent from the answer."""
    wanted = list(places)
    if not wanted:
        return {}
    inner = [(level, index) for level, index in wanted if level]
    values = {
        "leaves": [index for level, index in wanted if not level],
        "levels": [level for level, _ in inner],
        "places": [index for _, index in inner],
    }
    with connection.cursor() as cursor:
        cursor.execute(NODES_AT, values)
        return {Coordinate(level, index): bytes.fromhex(value) for level, index, value in cursor.fetchall()}
