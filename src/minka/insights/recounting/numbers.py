"""The numbers of the pages, counted again row by row with the engine instead of by the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minka.contributions.models import AnsweredContribution, Contribution
from minka.engine.equity import typical_days
from minka.insights.queries.numbers import DAY, SiteNumbers, fresh_site_numbers
from minka.processes.models import Process
from minka.sites.models import Site

CHUNK = 5000


@dataclass
class Recount:
    """One site: what was counted here, and what its pages show."""

    site: Site
    open_processes: int = 0
    closed_processes: int = 0
    voices: int = 0
    answered: int = 0
    demonstration_voices: int = 0
    days: list[float] = field(default_factory=list)
    shown: SiteNumbers = field(default_factory=SiteNumbers)

    @property
    def counted(self) -> SiteNumbers:
        return SiteNumbers(
            open_processes=self.open_processes,
            closed_processes=self.closed_processes,
            voices=self.voices,
            answered=self.answered,
            demonstration_voices=self.demonstration_voices,
            days=typical_days(self.days),
        )

    @property
    def differences(self) -> Iterator[str]:
        """Name every number of which the page shows another value."""
        counted, shown = self.counted, self.shown
        for name in ("open_processes", "closed_processes", "voices", "answered", "demonstration_voices"):
            if getattr(counted, name) != getattr(shown, name):
                yield f"{name}: {getattr(counted, name)} ≠ {getattr(shown, name)}"
        if counted.median_words != shown.median_words:
            yield f"median_days: {counted.median_words} ≠ {shown.median_words}"


def recount_sites(sites: Iterable[Site]) -> list[Recount]:
    """Count again from processes, contributions and answers."""
    shown = fresh_site_numbers()
    counts = {site.pk: Recount(site, shown=shown.get(site.pk, SiteNumbers())) for site in sites}
    public = {process.pk: process for process in Process.objects.exclude(status="draft").filter(site__in=counts)}
    for process in public.values():
        _count_process(process, counts[process.site_id])
    covered = set(AnsweredContribution.objects.values_list("contribution_id", flat=True))
    for voice in Contribution.objects.filter(process__in=public).defer("search").iterator(CHUNK):
        if voice.is_asking:
            _count_voice(voice, public[voice.process_id], counts[voice.site_id], is_covered=voice.pk in covered)
    return list(counts.values())


def _count_process(process: Process, count: Recount) -> None:
    count.open_processes += process.status == Process.Status.OPEN
    count.closed_processes += process.status == Process.Status.CLOSED


def _count_voice(voice: Contribution, process: Process, count: Recount, *, is_covered: bool) -> None:
    """Count a voice as answered when an answer covers it, whatever the row itself claims."""
    count.voices += 1
    count.demonstration_voices += process.is_demonstration
    count.answered += is_covered
    if is_covered and voice.answered_at is not None:
        count.days.append((voice.answered_at - voice.received_at).total_seconds() / DAY)
