"""The sweep: what the law did by today is written down, and officials are reminded. Safe to run twice, and late."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.cases.actions.firing import fire_due
from minka.cases.models import Case, UnitRequest
from minka.cases.queries.handlers import coordinators
from minka.notices.actions import Message, notify_all
from minka.sites.models import Site
from minka.web.language import for_everybody

REMINDED = dt.timedelta(days=3)


@dataclass(frozen=True)
class Swept:
    """How many cases the law moved, and how many reminders went out or had gone out before."""

    fired: int
    reminded: int


def sweep(*, today: dt.date) -> Swept:
    """Go through the cases whose day has come, each in its own transaction, then remind those who handle cases."""
    due = Case.objects.filter(acts_on__lte=today).order_by("acts_on", "pk").values_list("pk", flat=True)
    fired = sum(fire_due(case_id=pk, today=today) for pk in list(due))
    return Swept(fired, remind(today=today))


def remind(*, today: dt.date) -> int:
    """Tell assignees what falls due in three days, coordinators what nobody handles, and who asked what is overdue."""
    with for_everybody():
        messages = [*_due_soon(today), *_unassigned(today), *_overdue_requests(today)]
        by_site: dict[Site, list[Message]] = {}
        for site, message in messages:
            by_site.setdefault(site, []).append(message)
        for site, told in by_site.items():
            notify_all(site=site, messages=told)
    return len(messages)


def _due_soon(today: dt.date) -> Iterable[tuple[Site, Message]]:
    soon = Case.objects.filter(
        is_open=True, due_on__gte=today, due_on__lte=today + REMINDED, assignee__is_active=True, is_made_up=False
    )
    for case in soon.select_related("site", "service").only("number", "due_on", "assignee", "site", "service__title"):
        words = {"number": case.number, "service": case.service.title}
        yield (
            case.site,
            Message(
                kind="case.due",
                title=_("Vence pronto el trámite %(number)s de «%(service)s»") % words,
                body=_("Decide, amplía el plazo o encárgalo a otra persona antes de que venza."),
                link=reverse("cases:handle", args=[case.site.slug, case.pk]),
                key=f"{case.ref}:due:{case.due_on}:{case.assignee_id}",
                person_id=case.assignee_id,
            ),
        )


def _unassigned(today: dt.date) -> Iterable[tuple[Site, Message]]:
    """One message a day to each coordinator of a site, whatever the number."""
    nobody = Case.objects.filter(
        is_open=True, due_on__lte=today + REMINDED, assignee__isnull=True, is_made_up=False
    ).order_by()
    counts = dict(nobody.values_list("site").annotate(count=Count("pk")))
    for site in Site.objects.filter(pk__in=counts):
        words = ngettext(
            "%(count)s trámite vence pronto o ya venció y nadie lo atiende",
            "%(count)s trámites vencen pronto o ya vencieron y nadie los atiende",
            counts[site.pk],
        )
        for person_id in coordinators(site):
            yield (
                site,
                Message(
                    kind="case.unassigned",
                    title=words % {"count": counts[site.pk]},
                    body=_("Encárgalos hoy: el silencio actúa aunque nadie los mire."),
                    link=reverse("cases:inbox", args=[site.slug]) + "?quien=nadie",
                    key=f"site:{site.pk}:unassigned:{today}:{person_id}",
                    person_id=person_id,
                ),
            )


def _overdue_requests(today: dt.date) -> Iterable[tuple[Site, Message]]:
    overdue = UnitRequest.objects.filter(
        due_on__lt=today, answered_at__isnull=True, asked_by__isnull=False, case__is_open=True, case__is_made_up=False
    )
    for each in overdue.select_related("case__site"):
        words = {"unit": each.unit, "number": each.case.number}
        yield (
            each.case.site,
            Message(
                kind="case.request-overdue",
                title=_("%(unit)s no respondió a tiempo sobre el trámite %(number)s") % words,
                body=_("Pregúntale otra vez o decide con lo que hay."),
                link=reverse("cases:handle", args=[each.case.site.slug, each.case.pk]),
                key=f"request:{each.pk}:overdue",
                person_id=each.asked_by_id,
            ),
        )
