"""What became of contributions: reasoned answers and typed links to what they changed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.models.contribution import Contribution
from minka.people.models import Person
from minka.processes.models import Process
from minka.sites.models import Site


class Answer(models.Model):
    """The fate of one or many contributions, with the reason, the office and the person who answers."""

    class Fate(models.TextChoices):
        ACCEPTED = "accepted", _("aceptado")
        PARTLY = "partly", _("aceptado en parte")
        NOT_ACCEPTED = "not_accepted", _("no aceptado")
        FORWARDED = "forwarded", _("derivado")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="answers")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="answers")
    fate = models.CharField(max_length=12, choices=Fate)
    reason = models.TextField()
    office = models.CharField(max_length=120)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    idempotency_key = models.CharField(max_length=80, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="answer_has_a_reason")]
        indexes = [models.Index(fields=["site", "-at"], name="answer_latest")]

    def __str__(self) -> str:
        return f"{self.fate} · {self.office}"


class AnsweredContribution(models.Model):
    """One answer covers one contribution. Earlier answers stay: a correction is a new answer."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="covered")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "contribution"], name="answer_covers_once")]

    def __str__(self) -> str:
        return f"{self.answer_id} → {self.contribution_id}"


class Link(models.Model):
    """A typed edge from a public thing to what it changed, or to what it came from."""

    class Relation(models.TextChoices):
        CHANGED = "changed", _("cambió")
        SUPPORTS = "supports", _("sustenta")
        CONTINUES = "continues", _("continúa en")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=80)  # a ref such as contribution:12
    relation = models.CharField(max_length=12, choices=Relation, default=Relation.CHANGED)
    target = models.CharField(max_length=300)  # a ref, or an https address
    title = models.CharField(max_length=200)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "relation", "target"], name="link_once")]
        indexes = [models.Index(fields=["target"], name="link_target")]

    def __str__(self) -> str:
        return self.title
