"""Public numbers of processes and sites, counted from rows at most every few seconds.

How each is counted is said on every page that shows it (``templates/insights/definitions.html``), and
``./minka recount`` counts them again another way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, Count, F, FloatField, Q, QuerySet
from django.db.models.functions import Extract
from django.utils.translation import ngettext

from minka.contributions.models import Contribution
from minka.engine.equity import Days
from minka.engine.equity.counts import FEWEST
from minka.processes.models import Process
from minka.sites.models import Site
from minka.web.kept import kept

DAY: Final = 86400.0


@dataclass(frozen=True)
class ProcessNumbers:
    """Voices of one process: those that ask for an answer and were not withdrawn; of them answered."""

    site_id: int
    status: str
    is_demonstration: bool
    voices: int = 0
    answered: int = 0

    @property
    def waiting(self) -> int:
        return self.voices - self.answered


@dataclass(frozen=True)
class SiteNumbers:
    """The same for a site, with how long answers took."""

    open_processes: int = 0
    closed_processes: int = 0
    voices: int = 0
    answered: int = 0
    demonstration_voices: int = 0
    days: Days | None = None

    @property
    def processes(self) -> int:
        return self.open_processes + self.closed_processes

    @property
    def percent(self) -> int | None:
        return round(100 * self.answered / self.voices) if self.voices else None

    @property
    def percent_words(self) -> str:
        return "—" if self.percent is None else f"{self.percent} %"

    @property
    def median_words(self) -> str:
        """Whole days; the first day counts as less than one."""
        if self.days is None:
            return "—"
        return "< 1" if self.days.median < 1 else str(round(self.days.median))

    @property
    def open_words(self) -> str:
        return ngettext("%(n)s abierto", "%(n)s abiertos", self.open_processes) % {"n": self.open_processes}


class Quartiles(Aggregate):
    """The three quartiles of a duration, interpolated between neighbours as ``engine.equity`` does."""

    function = "percentile_cont"
    name = "Quartiles"
    template = "%(function)s(array[0.25, 0.5, 0.75]) within group (order by %(expressions)s)"
    output_field = ArrayField(FloatField())


def public_processes() -> QuerySet[Process]:
    return Process.objects.exclude(status=Process.Status.DRAFT).filter(site__closed_at__isnull=True)


def public_voices() -> QuerySet[Contribution]:
    """The voices that count, in processes that anybody may see."""
    asking = Contribution.objects.asking().filter(site__closed_at__isnull=True)
    return asking.exclude(process__status=Process.Status.DRAFT).order_by()


def process_numbers() -> dict[int, ProcessNumbers]:
    """The numbers of every public process, by its key."""
    return kept("insights.processes", _count_processes)


def site_numbers() -> dict[int, SiteNumbers]:
    """The numbers of every site that has a public process, by its key."""
    return kept("insights.sites", fresh_site_numbers)


def fresh_site_numbers() -> dict[int, SiteNumbers]:
    """The same, counted at this moment."""
    return _add_up_sites(_count_processes())


def numbers_of(site: Site) -> SiteNumbers:
    return site_numbers().get(site.pk, SiteNumbers())


def _add_up_sites(processes: Mapping[int, ProcessNumbers]) -> dict[int, SiteNumbers]:
    days = _days_to_answer()
    grouped: dict[int, list[ProcessNumbers]] = {}
    for numbers in processes.values():
        grouped.setdefault(numbers.site_id, []).append(numbers)
    return {site: _added_up(rows, days.get(site)) for site, rows in grouped.items()}


def _count_processes() -> dict[int, ProcessNumbers]:
    counts = {
        process: (voices, answered)
        for process, voices, answered in public_voices()
        .values_list("process_id")
        .annotate(voices=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)))
    }
    rows = public_processes().values_list("pk", "site_id", "status", "is_demonstration")
    return {
        process: ProcessNumbers(site, status, is_demonstration, *counts.get(process, (0, 0)))
        for process, site, status, is_demonstration in rows
    }


def _days_to_answer() -> dict[int, Days]:
    took = Extract(F("answered_at") - F("received_at"), "epoch") / DAY
    rows = (
        public_voices()
        .filter(answered_at__isnull=False)
        .values_list("site_id")
        .annotate(count=Count("pk"), quartiles=Quartiles(took))
    )
    return {site: Days(count, *quartiles) for site, count, quartiles in rows if count >= FEWEST}


def _added_up(rows: Iterable[ProcessNumbers], days: Days | None) -> SiteNumbers:
    listed = list(rows)
    return SiteNumbers(
        open_processes=sum(row.status == Process.Status.OPEN for row in listed),
        closed_processes=sum(row.status == Process.Status.CLOSED for row in listed),
        voices=sum(row.voices for row in listed),
        answered=sum(row.answered for row in listed),
        demonstration_voices=sum(row.voices for row in listed if row.is_demonstration),
        days=days,
    )
