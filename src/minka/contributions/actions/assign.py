"""Assigning: who sees to a contribution, and which office was asked."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from minka.contributions.actions.standing import lock
from minka.contributions.actions.trail import note_each
from minka.contributions.models import Contribution
from minka.notices.actions import notify
from minka.people.models import Person
from minka.processes.models import Process
from minka.sites.access import require
from minka.sites.models import Membership
from minka.web.language import for_everybody


class NotAMember(Exception):  # noqa: N818 - a state, not a mistake
    """The person has no role at the site."""


def assign_contributions(
    *, process: Process, ids: Sequence[int], person: Person | None, office: str, idempotency_key: str, by: Person
) -> int:
    """Make the person and the office answerable for these contributions, or nobody; the person is told once.

    Raises:
        NotAMember: the person has no role at the site of the process.
    """
    require(by, "assign", process.site)
    if person is not None and not Membership.objects.filter(site=process.site, person=person).exists():
        raise NotAMember
    with transaction.atomic():
        held = [each for number, each in lock(process, ids).items() if number in set(ids)]
        changed = [each for each in held if (each.assignee_id, each.office) != (person.pk if person else None, office)]
        Contribution.objects.filter(pk__in=[each.pk for each in changed]).update(assignee=person, office=office)
        note_each(
            site=process.site.slug,
            by=by,
            action="contribution.assigned",
            contributions=changed,
            changes={"to": person.actor_key if person else None, "office": office},
        )
        if person is not None and person != by and changed:
            with for_everybody():
                _tell(process, person, len(changed), idempotency_key)
    return len(changed)


def _tell(process: Process, person: Person, count: int, key: str) -> None:
    title = ngettext("Te encargaron %(count)s aporte", "Te encargaron %(count)s aportes", count) % {"count": count}
    desk = reverse("contributions:desk", args=[process.site.slug, process.slug])
    notify(
        site=process.site,
        person=person,
        kind="contribution.assigned",
        title=title,
        body=process.title,
        link=f"{desk}?responsable={person.pk}",
        key=f"assigned:{key}",
    )
