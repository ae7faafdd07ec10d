"""What anybody may know about moderation at a site: how many decisions of a month, by rule and outcome."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.models import Appeal, ModerationDecision, Report
from minka.contributions.queries.rules import RULES
from minka.engine.equity.counts import hide_small_cells, hide_small_counts
from minka.sites.models import Site

Outcome = ModerationDecision.Outcome
OUTCOMES = (Outcome.KEPT, Outcome.HIDDEN, Outcome.RESTORED, Outcome.SHOWN)


@dataclass(frozen=True)
class MonthCounts:
    """The table of one month; None stands where a number is small enough to point at somebody.

    ``reports`` are those received, ``appeals`` those decided: the decision was upheld, or the words are shown again.
    """

    month: dt.date
    rows: Sequence[tuple[str, Sequence[int | None]]]
    totals: Sequence[int | None]
    reports: int | None
    upheld: int | None
    overturned: int | None


def months_with_decisions(site: Site) -> list[dt.date]:
    """The months in which something was decided, newest first."""
    months = (
        ModerationDecision.objects.filter(site=site).annotate(month=TruncMonth("at")).values_list("month", flat=True)
    )
    return [month.date() for month in months.distinct().order_by("-month")]


def counts_of_month(site: Site, month: dt.date) -> MonthCounts:
    """One month's numbers. Months share nobody's decision, so each table is protected by itself."""
    begin, end = _span(month)
    counted = {
        (row["reason"], row["outcome"]): row["count"]
        for row in ModerationDecision.objects.filter(site=site, at__gte=begin, at__lt=end)
        .values("reason", "outcome")
        .annotate(count=Count("pk"))
    }
    kinds = [*((str(rule.code), str(rule.title)) for rule in RULES), ("", _("Revisión antes de publicar"))]
    table = hide_small_cells([[counted.get((code, outcome), 0) for outcome in OUTCOMES] for code, _name in kinds])
    appeals = Appeal.objects.filter(site=site, decided_at__gte=begin, decided_at__lt=end)
    overturned = appeals.filter(outcome=Outcome.RESTORED).count()
    decided = hide_small_counts([appeals.filter(outcome=Outcome.HIDDEN).count(), overturned])
    received = hide_small_counts([Report.objects.filter(site=site, at__gte=begin, at__lt=end).count()])
    named = zip(kinds, table.rows, table.row_totals, strict=True)
    return MonthCounts(
        month=begin.date(),
        rows=[(name, [*cells, total]) for (_code, name), cells, total in named],
        totals=[*table.column_totals, table.total],
        reports=received.total,
        upheld=decided.counts[0],
        overturned=decided.counts[1],
    )


def _span(month: dt.date) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_current_timezone()
    begin = dt.datetime(month.year, month.month, 1, tzinfo=zone)
    after = month.replace(day=1) + dt.timedelta(days=32)
    return begin, dt.datetime(after.year, after.month, 1, tzinfo=zone)
