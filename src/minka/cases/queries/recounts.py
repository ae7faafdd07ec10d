"""What changed days off did to the cases of a site: the differences, newest first."""

import datetime as dt
from collections.abc import Sequence

from minka.cases.models import CaseEvent
from minka.cases.queries.standing import CALENDAR_CHANGED
from minka.sites.models import Site

MOST = 200
BACK = dt.timedelta(days=90)


def recounts_of(site: Site, today: dt.date) -> Sequence[CaseEvent]:
    """The cases that were counted again in three months, each with the dates that moved and those that stayed."""
    events = CaseEvent.objects.filter(case__site=site, action=CALENDAR_CHANGED, on__gte=today - BACK)
    return list(events.select_related("case__service", "case__organization").order_by("-at", "-pk")[:MOST])
