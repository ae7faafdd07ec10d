"""Reports, decisions with a reason code, and appeals to a second person."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.models.contribution import Contribution
from minka.contributions.models.reason import Reason
from minka.people.models import Participant, Person
from minka.sites.models import Site


class Report(models.Model):
    """Somebody says that a contribution breaks the rules."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="reports")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reports")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "participant"], name="report_once")]
        indexes = [
            models.Index(
                fields=["site", "contribution", "at"],
                condition=models.Q(resolved_at__isnull=True),
                name="report_waiting",
            ),
            models.Index(fields=["site", "at"], name="report_by_month"),
        ]

    def __str__(self) -> str:
        return self.reason


class ModerationDecision(models.Model):
    """A moderator keeps, hides or shows a contribution. Hiding names a reason from the list."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("se mantiene")
        HIDDEN = "hidden", _("se oculta")
        RESTORED = "restored", _("vuelve a mostrarse")
        SHOWN = "shown", _("se publica")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="moderation_decisions")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="moderation_decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome="hidden") | ~models.Q(reason=""), name="hiding_names_its_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["site", "at"], name="decision_by_month"),
            models.Index(fields=["contribution", "-id"], name="decision_newest"),
        ]

    def __str__(self) -> str:
        return self.outcome


class Appeal(models.Model):
    """The author asks a second person to look again at a decision.

    ``first_by`` is who took that decision, kept here so that the database itself refuses the same person twice.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="appeals")
    decision = models.OneToOneField(ModerationDecision, on_delete=models.CASCADE, related_name="appeal")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    first_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=ModerationDecision.Outcome, blank=True)
    reply = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("first_by")),
                name="appeal_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, outcome="", decided_by__isnull=True)
                | models.Q(decided_at__isnull=False, outcome__in=["hidden", "restored"]),
                name="appeal_decided_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "id"], condition=models.Q(decided_at__isnull=True), name="appeal_waiting"),
        ]

    def __str__(self) -> str:
        return self.outcome or "pendiente"
