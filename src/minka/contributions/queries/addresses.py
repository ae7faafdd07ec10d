"""Where the pages of contributions are; the kind of their activity knows."""

from django.urls import reverse

from minka.contributions.models import Contribution
from minka.processes.kinds import kind_of
from minka.processes.models import Activity


def page_of(contribution: Contribution) -> str:
    """The address at which anyone reads the contribution; a comment is read on the page it belongs to."""
    kind = kind_of(contribution.activity)
    if contribution.parent_id is None:
        return kind.page(contribution.activity, contribution.pk)
    return f"{kind.page(contribution.activity, contribution.parent_id)}#aporte-{contribution.pk}"


def trail_of(activity: Activity, *, inside: bool = False) -> list[tuple[str, str]]:
    """The way back: site, process, activity. ``inside`` it, its name leads to it; the page's own name is its title."""
    process, site = activity.process, activity.process.site
    return [
        (site.name, reverse("insights:site", args=[site.slug])),
        (process.title, reverse("processes:process", args=[site.slug, process.slug])),
        (activity.title, kind_of(activity).page(activity) if inside else ""),
    ]
