"""The front pages: what is open now, and what happened with what people said."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minka.contributions.models import Answer, AnsweredContribution, Contribution, Link
from minka.contributions.queries.addresses import page_of
from minka.contributions.queries.states import MARKS
from minka.insights.queries.numbers import SiteNumbers, process_numbers, public_processes, site_numbers
from minka.processes.models import Phase, Process
from minka.processes.queries.page import current_phase
from minka.sites.models import Site

MOST_OPEN = 12
MOST_ANSWERS = 3


@dataclass(frozen=True)
class OpenCard:
    """A process in which people can take part now."""

    process: Process
    phase: Phase | None
    until: dt.date | None
    voices: int
    answered: int


@dataclass(frozen=True)
class AnswerCard:
    """One answer with one of the voices it is for, and what it changed."""

    answer: Answer
    covers: int
    example: Contribution | None
    url: str
    changed: Sequence[Link]

    @property
    def title(self) -> str:
        return str(self.example) if self.example else self.answer.process.question

    @property
    def mark(self) -> str:
        return MARKS[Contribution.State(self.answer.fate)]


@dataclass(frozen=True)
class SiteRow:
    """A site in the list of the network."""

    site: Site
    numbers: SiteNumbers


def open_cards(today: dt.date, site: Site | None = None) -> list[OpenCard]:
    """The newest open processes, those of a demonstration last."""
    found = public_processes().filter(status=Process.Status.OPEN)
    if site is not None:
        found = found.filter(site=site)
    phases = Prefetch("phases", Phase.objects.order_by("order"))
    newest = found.select_related("site").prefetch_related(phases).order_by("is_demonstration", "-opened_at", "-pk")
    return [_open_card(process, today) for process in newest[:MOST_OPEN]]


def closed_processes(site: Site) -> QuerySet[Process]:
    return public_processes().filter(site=site, status=Process.Status.CLOSED).order_by("-closed_at")[:6]


def latest_answers(site: Site) -> list[AnswerCard]:
    """The newest answers, each with the most supported of its public voices."""
    covered = AnsweredContribution.objects.filter(answer=OuterRef("pk")).order_by().values("answer")
    answers = list(
        Answer.objects.filter(site=site)
        .exclude(process__status=Process.Status.DRAFT)
        .select_related("process")
        .annotate(covers=Coalesce(Subquery(covered.annotate(count=Count("pk")).values("count")), 0))
        .order_by("-at")[:MOST_ANSWERS]
    )
    examples = _examples(answers)
    changed = _changed(examples.values())
    return [_answer_card(answer, examples.get(answer.pk), changed) for answer in answers]


def network_rows() -> list[SiteRow]:
    """Every open site with its numbers, national first."""
    numbers = site_numbers()
    order = {level: place for place, level in enumerate(Site.Level.values)}
    sites = sorted(Site.objects.filter(closed_at__isnull=True), key=lambda each: (order[each.level], each.name))
    return [SiteRow(each, numbers.get(each.pk, SiteNumbers())) for each in sites]


def _open_card(process: Process, today: dt.date) -> OpenCard:
    phase = current_phase(list(process.phases.all()), today)
    numbers = process_numbers().get(process.pk)
    return OpenCard(
        process=process,
        phase=phase,
        until=phase.closes_on if phase and phase.closes_on else process.promise_until,
        voices=numbers.voices if numbers else 0,
        answered=numbers.answered if numbers else 0,
    )


def _examples(answers: Sequence[Answer]) -> dict[int, Contribution]:
    shown = Contribution.objects.filter(
        answer__in=[answer.pk for answer in answers], visibility=Contribution.Visibility.VISIBLE, merged_into=None
    )
    chosen = shown.order_by("answer_id", "-support_count", "pk").distinct("answer_id").defer("search")
    rows = chosen.select_related("activity__process__site")
    return {row.answer_id: row for row in rows if row.answer_id is not None}


def _changed(examples: Iterable[Contribution]) -> dict[str, list[Link]]:
    refs = [each.ref for each in examples]
    found: dict[str, list[Link]] = {}
    for link in Link.objects.filter(source__in=refs).order_by("pk"):
        found.setdefault(link.source, []).append(link)
    return found


def _answer_card(answer: Answer, example: Contribution | None, changed: dict[str, list[Link]]) -> AnswerCard:
    return AnswerCard(
        answer=answer,
        covers=answer.covers,  # type: ignore[attr-defined]  # annotated
        example=example,
        url=page_of(example) if example else "",
        changed=changed.get(example.ref, []) if example else [],
    )
