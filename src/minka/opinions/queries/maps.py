"""The newest map of an activity, as each process remembers it, and what the groups are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from minka.engine.opinions.document import MapDocument, StatementResult
from minka.opinions.models import GroupName, OpinionMap
from minka.opinions.queries.memory import Memory
from minka.processes.models import Activity

AS_OLD_AS = 4  # shared pages: a document may be large, and a map changes slowly


@dataclass(frozen=True)
class NewestMap:
    """The document of the newest map, its results by number of statement, and the names of its groups by letter."""

    document: MapDocument
    results: Mapping[int, StatementResult] = field(repr=False)
    names: Mapping[str, str] = field(default_factory=dict)


_MAPS: Memory[NewestMap | None] = Memory(times=AS_OLD_AS)


def newest_map(activity: Activity) -> NewestMap | None:
    """The activity's newest map, or nothing before there is one."""
    return _MAPS.get(activity.pk, lambda: _read(activity))


def _read(activity: Activity) -> NewestMap | None:
    documents = OpinionMap.objects.filter(activity=activity).order_by("-pk").values_list("document", flat=True)
    found = documents.first()
    if found is None:
        return None
    document = cast("MapDocument", found)  # what the engine wrote, as JSON gives it back
    results = {each["number"]: each for each in document["statements"]}
    names = dict(GroupName.objects.filter(activity=activity).values_list("letter", "name"))
    return NewestMap(document, results, names)
