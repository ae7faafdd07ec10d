"""What the moderation pages read: the queue, one contribution with all that was said and decided, the author's view."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Min, QuerySet, Value

from minka.contributions.models import Appeal, Contribution, ModerationDecision, Report
from minka.sites.models import Site

PER_PAGE = 20
Visibility = Contribution.Visibility


@dataclass(frozen=True)
class Waiting:
    """One contribution in the queue: since when, and by how many reports (none for one that is held first)."""

    contribution: Contribution
    since: dt.datetime
    reports: int


@dataclass(frozen=True)
class Counts:
    """How much waits."""

    contributions: int
    appeals: int


def waiting_counts(site: Site) -> Counts:
    """How many contributions and appeals wait at the site."""
    return Counts(_waiting(site).count(), _open_appeals(site).count())


def queue_page(site: Site, number: str) -> Page[Waiting]:
    """Reported and held contributions, those who waited longest first; the same few queries however many."""
    ordered = _waiting(site).order_by("since", "number")  # type: ignore[misc]  # columns of a union
    page = Paginator(ordered, PER_PAGE).get_page(number)
    rows = list(page.object_list)
    found = Contribution.objects.select_related("process").defer("search").in_bulk([row[0] for row in rows])
    shown = [Waiting(found[said], since, reports) for said, since, reports in rows]
    return Page(shown, page.number, page.paginator)  # type: ignore[arg-type]  # the same rows, made whole


def appeals_page(site: Site, number: str) -> Page[Appeal]:
    """Appeals that nobody decided yet, oldest first."""
    waiting = _open_appeals(site).select_related("decision__contribution__process", "first_by")
    return Paginator(waiting.order_by("pk"), PER_PAGE).get_page(number)


def decided_page(site: Site, number: str) -> Page[ModerationDecision]:
    """Decisions, newest first."""
    made = ModerationDecision.objects.filter(site=site).select_related("contribution__process", "decided_by", "appeal")
    return Paginator(made.order_by("-pk"), PER_PAGE).get_page(number)


def reports_of(contribution: Contribution) -> Sequence[Report]:
    """What people said about it, without who they are."""
    return list(Report.objects.filter(contribution=contribution).defer("participant").order_by("pk"))


def decisions_of(contribution: Contribution) -> Sequence[ModerationDecision]:
    """What was decided about it, newest first, with appeals."""
    made = ModerationDecision.objects.filter(contribution=contribution)
    return list(made.select_related("decided_by", "appeal__decided_by").order_by("-pk"))


def decision_in_force(contribution: Contribution) -> ModerationDecision | None:
    """The decision that hides the contribution now; None when it is not hidden by one."""
    if contribution.visibility != Visibility.HIDDEN:
        return None
    newest = ModerationDecision.objects.filter(contribution=contribution).select_related("appeal").order_by("-pk")
    decision = newest.first()
    return decision if decision and decision.outcome == ModerationDecision.Outcome.HIDDEN else None


def appeal_of(decision: ModerationDecision | None) -> Appeal | None:
    """The appeal against a decision, if there is one."""
    return getattr(decision, "appeal", None)


def seen_of(contribution: Contribution) -> str:
    """A mark of how moderation stands; it changes with every report, decision, appeal and withdrawal."""
    newest = [
        rows.aggregate(newest=Max("pk"))["newest"] or 0
        for rows in (
            ModerationDecision.objects.filter(contribution=contribution),
            Report.objects.filter(contribution=contribution),
            Appeal.objects.filter(decision__contribution=contribution),
        )
    ]
    return f"{contribution.visibility}-" + "-".join(str(number) for number in newest)


def _open_appeals(site: Site) -> QuerySet[Appeal]:
    return Appeal.objects.filter(
        site=site, decided_at__isnull=True, decision__contribution__visibility=Visibility.HIDDEN
    )


def _waiting(site: Site) -> QuerySet[Contribution, tuple[int, dt.datetime, int]]:
    """Rows of (number, since, reports), of both kinds; a contribution is either held or reported."""
    held = (
        Contribution.objects.filter(site=site, visibility=Visibility.HELD)
        .annotate(number=F("pk"), since=F("received_at"), count=Value(0))
        .values_list("number", "since", "count")
    )
    reported = (
        Report.objects.filter(site=site, resolved_at__isnull=True, contribution__visibility=Visibility.VISIBLE)
        .values(number=F("contribution"))
        .annotate(since=Min("at"), count=Count("pk"))
        .values_list("number", "since", "count")
    )
    return held.union(reported, all=True)
