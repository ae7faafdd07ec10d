"""A site's voices by month, channel and district, with small counts protected before anything is shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from minka.contributions.models import Contribution
from minka.engine.equity import SafeTable, hide_small_cells, hide_small_counts
from minka.insights.queries.numbers import public_voices
from minka.sites.models import Site
from minka.web.kept import kept

MONTHS: Final = 12
NO_PLACE: Final = ""


@dataclass(frozen=True)
class Months:
    """Voices by month and channel; None where a count is protected."""

    months: Sequence[dt.date]
    channels: Sequence[tuple[str, str]]
    table: SafeTable

    @property
    def rows(self) -> list[tuple[dt.date, Sequence[int | None], int | None]]:
        return list(zip(self.months, self.table.rows, self.table.row_totals, strict=True))


@dataclass(frozen=True)
class Breakdown:
    """Everything the page of numbers shows besides the totals."""

    months: Months
    districts: Mapping[str, int | None]
    placed: int
    unplaced: int | None
    supports: int


def breakdown_of(site: Site) -> Breakdown:
    """Counted at most every few seconds."""
    return kept(f"insights.breakdown.{site.pk}", lambda: _break_down(site))


def _break_down(site: Site) -> Breakdown:
    voices = public_voices().filter(site=site)
    by_place = dict(voices.values_list("place_code").annotate(Count("pk")))
    codes = sorted(by_place)
    safe = hide_small_counts([by_place[code] for code in codes])
    shown = dict(zip(codes, safe.counts, strict=True))
    supports = Contribution.objects.filter(site=site, merged_into=None).aggregate(sum=Sum("support_count"))["sum"]
    return Breakdown(
        months=_by_month(site),
        districts={code: count for code, count in shown.items() if code != NO_PLACE},
        placed=sum(count for code, count in by_place.items() if code != NO_PLACE),
        unplaced=shown.get(NO_PLACE, 0),
        supports=supports or 0,
    )


def _by_month(site: Site) -> Months:
    rows = public_voices().filter(site=site).values_list(TruncMonth("received_at"), "channel").annotate(Count("pk"))
    counts = {(month.date().replace(day=1), channel): count for month, channel, count in rows}
    months = _months_between({month for month, _channel in counts})
    used = {channel for _month, channel in counts}
    channels = [(code, str(name)) for code, name in Contribution.Channel.choices if code in used]
    table = hide_small_cells([[counts.get((month, code), 0) for code, _name in channels] for month in months])
    return Months(months, channels, table)


def _months_between(found: set[dt.date]) -> list[dt.date]:
    """Every month from the first to the last, the newest dozen of them."""
    months: list[dt.date] = []
    month = min(found, default=None)
    while month is not None and month <= max(found):
        months.append(month)
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return months[-MONTHS:]
