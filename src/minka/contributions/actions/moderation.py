"""Deciding: a contribution is kept, hidden or shown, for a reason that everybody can read; its author is told.

What is hidden never vanishes: its place stays, with the rule that was broken and with what others said below it.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.models import Appeal, Contribution, ModerationDecision, Report
from minka.contributions.queries.moderation import seen_of
from minka.contributions.queries.rules import rule_words
from minka.notices.actions import Message, notify_all
from minka.people.models import Person
from minka.records.actions import restore, withhold, write_audit, write_record
from minka.sites.access import require
from minka.web.language import for_everybody

Outcome = ModerationDecision.Outcome
Visibility = Contribution.Visibility
BECOMES = {
    (Visibility.VISIBLE, Outcome.KEPT): Visibility.VISIBLE,
    (Visibility.VISIBLE, Outcome.HIDDEN): Visibility.HIDDEN,
    (Visibility.HELD, Outcome.SHOWN): Visibility.VISIBLE,
    (Visibility.HELD, Outcome.HIDDEN): Visibility.HIDDEN,
    (Visibility.HIDDEN, Outcome.RESTORED): Visibility.VISIBLE,
}
RECORDS = {
    Outcome.KEPT: "contribution.kept",
    Outcome.HIDDEN: "contribution.hidden",
    Outcome.RESTORED: "contribution.restored",
    Outcome.SHOWN: "contribution.shown",
}


class DecidedMeanwhile(Exception):  # noqa: N818 - a state, not a mistake
    """Somebody decided, reported, appealed or withdrew since the page was shown."""


class AppealWaits(Exception):  # noqa: N818 - a state, not a mistake
    """The author asked for a second person: only the appeal decides now."""


class NoSuchDecision(Exception):  # noqa: N818 - a state, not a mistake
    """This cannot be decided about a contribution that stands as this one does, or no rule is named for hiding."""


@dataclass(frozen=True)
class Verdict:
    """What is decided, by which rule, and what the author is told."""

    outcome: str
    reason: str = ""
    note: str = ""


def decide(*, contribution: Contribution, verdict: Verdict, seen: str, by: Person) -> ModerationDecision:
    """Settle a contribution and every report about it. ``seen`` is the standing that the page showed.

    Raises:
        DecidedMeanwhile: it stands otherwise now.
        AppealWaits: an appeal is open.
        NoSuchDecision: the outcome does not fit, or hiding names no rule.
    """
    require(by, "moderate", contribution.site)
    with transaction.atomic():
        held = lock_moderated(contribution)
        if seen_of(held) != seen:
            raise DecidedMeanwhile
        if Appeal.objects.filter(decision__contribution=held, decided_at__isnull=True).exists():
            raise AppealWaits
        return apply_verdict(held=held, verdict=verdict, by=by)


def lock_moderated(contribution: Contribution) -> Contribution:
    """Hold the row until the transaction ends: two moderators decide one after the other."""
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("site", "process", "activity")
    return rows.defer("search").get(pk=contribution.pk)


def apply_verdict(*, held: Contribution, verdict: Verdict, by: Person, after: str = "report") -> ModerationDecision:
    """Carry out a decision on a contribution that is held, in the caller's transaction."""
    becomes = BECOMES.get((Visibility(held.visibility), Outcome(verdict.outcome)))
    if becomes is None or (verdict.outcome == Outcome.HIDDEN and not verdict.reason):
        raise NoSuchDecision
    reports = list(Report.objects.filter(contribution=held, resolved_at__isnull=True).order_by("pk"))
    decision = ModerationDecision.objects.create(
        site=held.site,
        contribution=held,
        outcome=verdict.outcome,
        reason=_reason(held, verdict, reports),
        note=verdict.note,
        decided_by=by,
    )
    _change(held, becomes, decision)
    Report.objects.filter(pk__in=[each.pk for each in reports]).update(resolved_at=decision.at)
    _leave_traces(held, decision, by, after=after, reports=len(reports))
    with for_everybody():
        notify_all(site=held.site, messages=[*_to_author(held, decision), *_to_reporters(held, decision, reports)])
    return decision


def _reason(held: Contribution, verdict: Verdict, reports: list[Report]) -> str:
    """The rule the decision is counted under: the broken one, the one that was undone, or the one first reported."""
    if verdict.outcome == Outcome.HIDDEN:
        return verdict.reason
    return held.hidden_reason or (reports[0].reason if reports else "")


def _change(held: Contribution, becomes: str, decision: ModerationDecision) -> None:
    was = held.visibility
    held.visibility = becomes
    held.hidden_reason = decision.reason if becomes == Visibility.HIDDEN else ""
    held.save(update_fields=["visibility", "hidden_reason"])
    if becomes == Visibility.HIDDEN:
        withhold(subject=held.ref)
    elif was != becomes:
        restore(subject=held.ref)
    if was == Visibility.HELD and held.parent_id is not None:  # a held comment was not counted yet
        Contribution.objects.filter(pk=held.parent_id).update(comment_count=F("comment_count") + 1)


def _leave_traces(held: Contribution, decision: ModerationDecision, by: Person, *, after: str, reports: int) -> None:
    kind = RECORDS[Outcome(decision.outcome)]
    write_record(
        site=held.site.slug,
        kind=kind,
        subject=held.ref,
        body={"process": held.process.slug, "reason": decision.reason, "after": after, "reports": reports},
        at=timezone.now(),
    )
    changes = {"reason": decision.reason, "decision": decision.pk, "after": after}
    write_audit(site=held.site.slug, by=by, action=kind, subject=held.ref, changes=changes)  # type: ignore[arg-type]


def _to_author(held: Contribution, decision: ModerationDecision) -> list[Message]:
    """Tell the author what happened and what they can do. One that was kept never changed, so nothing is told."""
    if decision.outcome == Outcome.KEPT or held.channel == Contribution.Channel.IMPORT:
        return []
    titles = {
        Outcome.HIDDEN: _("Ocultamos lo que escribiste"),
        Outcome.RESTORED: _("Lo que escribiste vuelve a mostrarse"),
        Outcome.SHOWN: _("Publicamos lo que escribiste"),
    }
    return [
        Message(
            participant_id=held.participant_id,
            kind=RECORDS[Outcome(decision.outcome)],
            title=titles[Outcome(decision.outcome)],
            body=_author_words(decision),
            link=f"/mi-voz/aportes/{held.pk}/apelar/" if decision.outcome == Outcome.HIDDEN else "/mi-voz/",
            key=f"decision:{decision.pk}:author",
        )
    ]


def _author_words(decision: ModerationDecision) -> str:
    if decision.outcome != Outcome.HIDDEN:
        return decision.note
    words = [
        _("La razón: %(rule)s.") % {"rule": rule_words(decision.reason)},
        decision.note,
        _("Tu texto se conserva. Si no estás de acuerdo, pide que lo revise otra persona."),
    ]
    return "\n".join(word for word in words if word)


def _to_reporters(held: Contribution, decision: ModerationDecision, reports: list[Report]) -> list[Message]:
    words = {
        Outcome.KEPT: _("Lo leímos y cumple las reglas, así que se mantiene. Gracias por avisar."),
        Outcome.HIDDEN: _("Lo leímos y lo ocultamos. Gracias por avisar."),
    }
    if decision.outcome not in words:
        return []
    return [
        Message(
            participant_id=report.participant_id,
            kind="report.resolved",
            title=_("Revisamos el mensaje del que nos avisaste"),
            body=words[Outcome(decision.outcome)],
            link=f"/{held.site.slug}/moderacion/",
            key=f"decision:{decision.pk}:report:{report.pk}",
        )
        for report in reports
    ]
