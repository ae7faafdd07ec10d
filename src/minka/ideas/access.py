"""The one door to an activity of ideas, and to an idea in it."""

from django.http import Http404, HttpRequest

from minka.contributions.access import get_contribution
from minka.contributions.models import Contribution
from minka.processes.access import get_activity
from minka.processes.models import Activity

KIND = "ideas"


def get_ideas(request: HttpRequest, site: str, process: str, activity: str) -> Activity:
    """The activity, if it is one of ideas and this reader may see it, or 404."""
    return get_activity(request, site, process, activity, kind=KIND)


def get_idea(request: HttpRequest, site: str, process: str, activity: str, number: int) -> Contribution:
    """The idea at exactly this address, or 404 alike for hidden and absent."""
    idea = get_contribution(request, site, number)
    place = (idea.process.slug, idea.activity.slug, idea.activity.kind)
    if place != (process, activity, KIND) or idea.parent_id is not None:
        raise Http404
    return idea
