"""Conversations that were brought to an activity."""

from django.http import Http404

from minka.contributions.models import Import
from minka.opinions.actions.bringing import FORMAT
from minka.processes.models import Activity

MOST_SHOWN = 50


def imports_of(activity: Activity) -> list[Import]:
    """Newest first."""
    found = Import.objects.filter(activity=activity, mapping__format=FORMAT)
    return list(found.order_by("-pk")[:MOST_SHOWN])


def get_import(activity: Activity, number: int) -> Import:
    """A conversation that was brought to this very activity, or 404."""
    found = Import.objects.select_related("site").filter(activity=activity, mapping__format=FORMAT, pk=number).first()
    if found is None:
        raise Http404
    found.activity = activity
    return found


def origins_of(activity: Activity) -> list[tuple[str, str]]:
    """Where what was brought in comes from, and on what terms it may be shown."""
    done = Import.objects.filter(activity=activity, mapping__format=FORMAT, status=Import.Status.DONE)
    return list(done.order_by("source", "licence").values_list("source", "licence").distinct())
