"""What officials make while they handle a case: the one observation, requests to units, letters, notes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.cases.models.case import Case
from minka.people.models import Person


class Observation(models.Model):
    """The one request to correct, all defects at once. A second one cannot be: the law allows one (art. 126.2)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="observation")
    items = models.JSONField()  # [{"requirement", "code", "text", "questions": [ids that may be corrected]}]
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrections = models.JSONField(default=dict)  # question → what stood there before
    expired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True) | Q(expired_at__isnull=True), name="observation_ends_once"
            )
        ]

    def __str__(self) -> str:
        return f"observation of {self.case_id}"


class UnitRequest(models.Model):
    """Something asked of another unit or entity, with a term of its own; it may stop the case's clock."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="unit_requests")
    unit = models.CharField(max_length=120)
    question = models.TextField()
    stops_clock = models.BooleanField(default=False)
    legal_ground = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stops_clock=False) | ~Q(legal_ground=""), name="stopping_request_has_its_ground"
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answered_at__isnull=True), name="unit_request_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.case_id}"


class Letter(models.Model):
    """A letter of the entity about a case, as it was sent, with how and when it was notified."""

    class Kind(models.TextChoices):
        OBSERVATION = "observation", _("observación")
        EXTENSION = "extension", _("prórroga")
        SUSPENSION = "suspension", _("suspensión")
        NOT_FILED = "not_filed", _("tenido por no presentado")
        DECISION = "decision", _("decisión")
        SILENCE = "silence", _("constancia de silencio positivo")
        APPEAL = "appeal", _("respuesta al recurso")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    citations = models.JSONField(default=list)  # articles it rests on
    digest = models.CharField(max_length=64)  # SHA-256 of subject, text and citations
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    notified_at = models.DateTimeField(null=True, blank=True)
    notified_by = models.CharField(max_length=20, blank=True)  # page, e-mail, mailbox, paper
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="letter_number_once_per_case")]

    def __str__(self) -> str:
        return self.subject


class CaseNote(models.Model):
    """A note for colleagues. Whoever filed the case does not see it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"note of {self.case_id}"
