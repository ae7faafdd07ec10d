"""What forecasts learn from: when cases began and ended, and nothing about the people behind them."""

import datetime as dt
from typing import Final

from django.db.models import Q

from minka.cases.models import Case
from minka.cases.queries.calendars import Whose, calendar_of, whose
from minka.engine.forecasts import DayCount, Kind, Span
from minka.services.models import Service
from minka.sites.models import Site

WINDOW: Final = dt.timedelta(days=200)  # ninety days of ends, and cases that had begun long before them
ANSWERED: Final = (Case.Outcome.GRANTED, Case.Outcome.DENIED, Case.Outcome.SILENCE)
SPAN_FIELDS: Final = (
    *("service__slug", "service__family", "service__calendar", "service__site_id", "service__organization_id"),
    "organization_id",
)


class DayCounts:
    """The numbering of working days of each calendar, made once."""

    def __init__(self) -> None:
        self._made: dict[Whose, DayCount] = {}

    def of(self, service: Service) -> DayCount:
        key = whose(service)
        if key not in self._made:
            self._made[key] = DayCount({each.day for each in calendar_of(service).days_off()})
        return self._made[key]


def kind_of(case: Case) -> Kind:
    """What a case is one of, for the forecast. Reads its service."""
    return Kind(case.service.slug, str(case.organization_id), case.service.family)


def spans_of_site(site: Site, today: dt.date) -> list[Span]:
    """The cases of the site that were open at any time in the window. Automatic approvals wait for nothing."""
    seen = Case.objects.filter(Q(is_open=True) | Q(closed_at__date__gte=today - WINDOW), site=site)
    rows = seen.exclude(outcome=Case.Outcome.AUTOMATIC).values_list(
        "service__slug", "organization_id", "service__family", "received_on", "closed_at", "outcome", named=True
    )
    return [
        Span(
            Kind(row.service__slug, str(row.organization_id), row.service__family),
            row.received_on,
            max(row.closed_at.date(), row.received_on) if row.closed_at else None,
            was_answered=row.outcome in ANSWERED,
        )
        for row in rows
    ]
