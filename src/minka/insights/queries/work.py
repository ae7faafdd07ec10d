"""What waits for one member, site by site."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from minka.contributions.models import Appeal, Contribution, Report
from minka.people.models import Person
from minka.processes.models import Process
from minka.sites.access import may
from minka.sites.models import Membership, Role, Site

MODERATION: Final = ("reports", "held", "appeals")
PLACES: Final = (
    ("see_work", _("Procesos"), "processes:manage"),
    ("see_work", _("Servicios digitales"), "services:team"),
    ("moderate", _("Moderación"), "contributions:moderation"),
    ("handle_case", _("Trámites por atender"), "cases:inbox"),
    ("edit_law", _("Plazos y calendario"), "law:law"),
    ("invite", _("Personas y roles"), "sites:people"),
    ("open_site", _("Sedes"), "sites:sites"),
    ("see_work", _("Organizaciones"), "sites:organizations"),
    ("see_audit", _("Auditoría"), "insights:audit"),
)


@dataclass(frozen=True)
class ProcessWork:
    """One process with its backlog."""

    process: Process
    waiting: int
    oldest: dt.datetime | None
    mine: int


@dataclass(frozen=True)
class SiteWork:
    """One site with what its member may do there."""

    site: Site
    roles: Sequence[str]
    processes: Sequence[ProcessWork]
    reports: int
    held: int
    appeals: int
    links: Sequence[tuple[str, str]]

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.processes)

    @property
    def moderation_waiting(self) -> int:
        return self.reports + self.held + self.appeals


def work_of(person: Person) -> list[SiteWork]:
    """The person's sites in the order of their names; the number of queries does not grow with them."""
    roles: dict[Site, list[str]] = {}
    for membership in (
        Membership.objects.filter(person=person).select_related("site__parent__parent").order_by("site__name")
    ):
        roles.setdefault(membership.site, []).append(str(Role(membership.role).label))
    sites = [site for site in roles if site.closed_at is None]
    processes = _processes(sites, person)
    moderation = _moderation(sites)
    return [
        SiteWork(
            site=site,
            roles=roles[site],
            processes=processes.get(site.pk, []),
            links=_links(site, person),
            **(moderation[site.pk] if may(person, "moderate", site) else dict.fromkeys(MODERATION, 0)),
        )
        for site in sites
    ]


def _processes(sites: Sequence[Site], person: Person) -> Mapping[int, list[ProcessWork]]:
    open_ones = Process.objects.filter(site__in=sites).exclude(status=Process.Status.CLOSED)
    processes = list(open_ones.order_by("status", "-opened_at", "-pk"))
    waiting = {
        row["process_id"]: row
        for row in Contribution.objects.waiting()
        .filter(process__in=processes)
        .order_by()
        .values("process_id")
        .annotate(count=Count("pk"), oldest=Min("received_at"), mine=Count("pk", filter=Q(assignee=person)))
    }
    found: dict[int, list[ProcessWork]] = {}
    for process in processes:
        row = waiting.get(process.pk)
        work = ProcessWork(process, row["count"], row["oldest"], row["mine"]) if row else None
        found.setdefault(process.site_id, []).append(work or ProcessWork(process, 0, None, 0))
    return found


def _moderation(sites: Sequence[Site]) -> dict[int, dict[str, int]]:
    counted = {site.pk: dict.fromkeys(MODERATION, 0) for site in sites}
    open_rows = {
        "reports": Report.objects.filter(resolved_at__isnull=True),
        "held": Contribution.objects.filter(visibility=Contribution.Visibility.HELD).order_by(),
        "appeals": Appeal.objects.filter(decided_at__isnull=True),
    }
    for name, rows in open_rows.items():
        for site, count in rows.filter(site__in=sites).values_list("site_id").annotate(Count("pk")):
            counted[site][name] = count
    return counted


def _links(site: Site, person: Person) -> list[tuple[str, str]]:
    """The pages of the site that the person may open; those of an app left out are left out too."""
    links = []
    for right, words, name in PLACES:
        if may(person, right, site):
            try:
                links.append((str(words), reverse(name, args=[site.slug])))
            except NoReverseMatch:
                continue
    return links
