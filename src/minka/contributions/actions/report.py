"""Reporting: somebody says that a contribution breaks a rule. It stays as it is until a person decides."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.models import Contribution, Report
from minka.contributions.queries.moderators import moderators_of
from minka.notices.actions import Message, notify_all
from minka.people.models import Participant
from minka.records.actions import write_audit
from minka.web.language import for_everybody


class CannotBeReported(Exception):  # noqa: N818 - a state, not a mistake
    """It is not public, or it is the reader's own."""


@dataclass(frozen=True)
class Reported:
    """The report, and whether this very call made it."""

    report: Report
    is_new: bool


def report_contribution(*, contribution: Contribution, reason: str, note: str, by: Participant) -> Reported:
    """Note what somebody says about a contribution, once for each participant; the first words stay.

    Raises:
        CannotBeReported: it is not public, or their own.
    """
    with transaction.atomic():
        held = Contribution.objects.select_for_update().defer("search").get(pk=contribution.pk)
        if held.visibility != Contribution.Visibility.VISIBLE or held.participant_id == by.pk:
            raise CannotBeReported
        report, is_new = Report.objects.get_or_create(
            contribution=held, participant=by, defaults={"site_id": held.site_id, "reason": reason, "note": note}
        )
        if is_new:
            site = contribution.site
            write_audit(
                site=site.slug, by=by, action="contribution.reported", subject=held.ref, changes={"reason": reason}
            )
            with for_everybody():
                _tell_moderators(contribution)
    return Reported(report, is_new)


def _tell_moderators(contribution: Contribution) -> None:
    """Say to those who moderate that something waits, at most once a day each: a brigade must not ring all night."""
    site, today = contribution.site, timezone.localdate()
    notify_all(
        site=site,
        messages=[
            Message(
                person_id=moderator.pk,
                kind="contribution.reported",
                title=_("Hay mensajes por revisar en %(site)s") % {"site": site.name},
                body=_("Alguien avisó que un mensaje rompe las reglas. Sigue visible hasta que lo revises."),
                link=reverse("contributions:moderation", args=[site.slug]),
                key=f"reports:{site.pk}:{today}:{moderator.pk}",
            )
            for moderator in moderators_of(site)
        ],
    )
