"""Versions of a service: proposed by one person, approved by another, frozen for good."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person
from minka.services.models.service import Service


class Version(models.Model):
    """A definition as it was published. Never changes: whoever began with it ends with it (a trigger sees to that)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the definition's canonical bytes
    reasons = models.TextField()  # why it changed, in public
    differences = models.JSONField(default=list)  # from the version before, as sentences
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    approver = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=120)  # as they stand in public
    approver_name = models.CharField(max_length=120)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(approver__isnull=True) | ~Q(author=F("approver")),
                name="version_approved_by_another",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="version_has_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.service} v{self.number}"


class PublicationRequest(models.Model):
    """A draft that its author wants published, with reasons, until another person approves it or sends it back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("espera aprobación")
        APPROVED = "approved", _("aprobada")
        RETURNED = "returned", _("devuelta")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="publication_requests")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)  # of the draft that was proposed
    reasons = models.TextField()
    findings = models.JSONField(default=list)  # what the checks said at that moment
    accepted_findings = models.JSONField(default=dict)  # key of a finding → why it is published all the same
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    note = models.TextField(blank=True)  # of whoever decided
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(state="waiting"), name="one_publication_request_waits"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(decided_by__isnull=True) | ~Q(by=F("decided_by")),
                name="publication_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.state}"


class SavedCase(models.Model):
    """Answers of somebody made up, with what must come out of them: run at each change of the draft."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="saved_cases")
    name = models.CharField(max_length=140)
    answers = models.JSONField(default=dict)
    expected = models.JSONField(default=dict)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="saved_case_once")]

    def __str__(self) -> str:
        return self.name
