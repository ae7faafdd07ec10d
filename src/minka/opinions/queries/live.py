"""The live map as the team sees it: read anew each time, with its row, because it can be published and named."""

from minka.opinions.models import GroupName, OpinionMap
from minka.processes.models import Activity


def live_map(activity: Activity) -> OpinionMap | None:
    """The last map that was computed."""
    return OpinionMap.objects.filter(activity=activity).order_by("-pk").first()


def group_names(activity: Activity) -> dict[str, str]:
    """What people call the groups, by letter; only those somebody named."""
    return dict(GroupName.objects.filter(activity=activity).values_list("letter", "name"))
