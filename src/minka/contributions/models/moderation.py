"""Reports, decisions with a reason code, and appeals to a second person."""

from django.db import models
from django.utils import timezone

from minka.contributions.models.contribution import Contribution
from minka.people.models import Participant, Person
from minka.sites.models import Site


class Reason(models.TextChoices):
    PERSONAL_DATA = "personal_data", "muestra datos personales de alguien"
    INSULT = "insult", "insulta o amenaza a alguien"
    HATE = "hate", "discrimina a un grupo de personas"
    ADVERTISING = "advertising", "es publicidad o mensaje repetido"
    OFF_TOPIC = "off_topic", "no trata de lo que se pregunta"
    ILLEGAL = "illegal", "muestra o pide algo prohibido por ley"


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

    def __str__(self) -> str:
        return self.reason


class ModerationDecision(models.Model):
    """A moderator keeps, hides or shows again a contribution, for a reason from the list."""

    class Outcome(models.TextChoices):
        KEPT = "kept", "se mantiene"
        HIDDEN = "hidden", "se oculta"
        RESTORED = "restored", "vuelve a mostrarse"

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="moderation_decisions")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="moderation_decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.outcome


class Appeal(models.Model):
    """The author asks a second person to look again at a decision."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="appeals")
    decision = models.OneToOneField(ModerationDecision, on_delete=models.CASCADE, related_name="appeal")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=ModerationDecision.Outcome, blank=True)
    reply = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return self.outcome or "pendiente"
