"""Appealing: the author of a hidden contribution asks for a second person, and that person decides."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.actions.moderation import Outcome, Verdict, Visibility, apply_verdict, lock_moderated
from minka.contributions.models import Appeal, Contribution
from minka.contributions.queries.moderation import decision_in_force
from minka.contributions.queries.moderators import moderators_of
from minka.notices.actions import Message, notify, notify_all
from minka.people.models import Participant, Person
from minka.records.actions import write_audit, write_record
from minka.sites.access import require
from minka.web.language import for_everybody


class NothingToAppeal(Exception):  # noqa: N818 - a state, not a mistake
    """It is not hidden, it is somebody else's, or this decision was appealed before."""


class SecondPersonNeeded(Exception):  # noqa: N818 - a state, not a mistake
    """Whoever decided first may not decide about the appeal."""


class AppealDecided(Exception):  # noqa: N818 - a state, not a mistake
    """Somebody else decided it meanwhile, or its author took the contribution back."""


def appeal(*, contribution: Contribution, text: str, by: Participant) -> Appeal:
    """Ask once that somebody else looks at the decision in force. The same again gives the first appeal.

    Raises:
        NothingToAppeal: nothing is hidden, or it is somebody else's.
    """
    if contribution.participant_id != by.pk:
        raise NothingToAppeal
    with transaction.atomic():
        held = lock_moderated(contribution)
        decision = decision_in_force(held)
        if decision is None:
            raise NothingToAppeal
        made, is_new = Appeal.objects.get_or_create(
            decision=decision, defaults={"site": held.site, "text": text, "first_by_id": decision.decided_by_id}
        )
        if is_new:
            write_audit(site=held.site.slug, by=by, action="appeal.received", subject=held.ref)
            with for_everybody():
                _tell_others(held, made)
    return made


def decide_appeal(*, appeal: Appeal, outcome: str, reply: str, by: Person) -> Appeal:
    """A second person upholds the decision or has the contribution shown again; the author is told why.

    Raises:
        SecondPersonNeeded: the same person decided before.
        AppealDecided: it is settled already.
    """
    contribution = appeal.decision.contribution
    require(by, "moderate", contribution.site)
    with transaction.atomic():
        held = lock_moderated(contribution)
        open_one = Appeal.objects.select_for_update().get(pk=appeal.pk)
        if open_one.decided_at is not None or held.visibility != Visibility.HIDDEN:
            raise AppealDecided
        if open_one.first_by_id == by.pk:
            raise SecondPersonNeeded
        open_one.outcome, open_one.reply = Outcome(outcome), reply
        open_one.decided_by, open_one.decided_at = by, timezone.now()
        open_one.save(update_fields=["outcome", "reply", "decided_by", "decided_at"])
        if outcome == Outcome.RESTORED:
            apply_verdict(held=held, verdict=Verdict(outcome, note=reply[:300]), by=by, after="appeal")
        else:
            with for_everybody():
                _uphold(held, open_one, by)
    return open_one


def _uphold(held: Contribution, settled: Appeal, by: Person) -> None:
    body = {"process": held.process.slug, "reason": held.hidden_reason, "outcome": settled.outcome}
    write_record(site=held.site.slug, kind="appeal.upheld", subject=held.ref, body=body)  # type: ignore[arg-type]
    write_audit(site=held.site.slug, by=by, action="appeal.upheld", subject=held.ref, changes={"appeal": settled.pk})
    if held.channel == Contribution.Channel.IMPORT:
        return
    notify(
        site=held.site,
        participant=held.participant,
        kind="appeal.upheld",
        title=_("Otra persona revisó tu pedido: sigue oculto"),
        body=settled.reply,
        link=reverse("contributions:appeal", args=[held.pk]),
        key=f"appeal:{settled.pk}:author",
    )


def _tell_others(held: Contribution, made: Appeal) -> None:
    """Say to those who may decide it that an appeal waits."""
    notify_all(
        site=held.site,
        messages=[
            Message(
                person_id=moderator.pk,
                kind="appeal.received",
                title=_("Alguien pide otra revisión en %(site)s") % {"site": held.site.name},
                body=_("Decide una persona distinta de la que lo ocultó."),
                link=reverse("contributions:appeal-decide", args=[held.site.slug, made.pk]),
                key=f"appeal:{made.pk}:{moderator.pk}",
            )
            for moderator in moderators_of(held.site, but=made.first_by_id)
        ],
    )
