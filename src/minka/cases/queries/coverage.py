"""How often what was foretold came true: published beside every forecast."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from minka.cases.models import Forecast
from minka.services.models import Service
from minka.web.memory import memory

WINDOW: Final = dt.timedelta(days=90)
FEWEST: Final = 20  # below it a share says nothing
SECONDS: Final = 600


@dataclass(frozen=True)
class Coverage:
    """Of so many forecasts that could be checked, how many came true."""

    came_true: int
    checked: int


def coverage_of(service: Service, today: dt.date) -> Coverage | None:
    """The last ninety days of a service; None where too few were checked."""
    key = f"cases.coverage.{service.pk}.{today}"
    kept: Coverage | None = memory.get(key)
    if kept is None:
        checked = Forecast.objects.filter(
            case__service=service, came_true__isnull=False, made_on__gte=today - WINDOW
        ).aggregate(checked=Count("pk"), true=Count("pk", filter=Q(came_true=True)))
        kept = Coverage(checked["true"], checked["checked"])
        memory.set(key, kept, SECONDS)
    return kept if kept.checked >= FEWEST else None
