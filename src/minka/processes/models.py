"""Processes, their phases and activities: what is asked, who decides, until when, and what is open to whom."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.sites.models import Organization, Site


class Process(models.Model):
    """One question a site puts to people, with the promise of what their voices can decide."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("borrador")
        OPEN = "open", _("abierto")
        CLOSED = "closed", _("cerrado")

    class Kind(models.TextChoices):
        OPEN = "open", _("innovación abierta")
        CITIZEN = "citizen", _("innovación ciudadana")
        SOCIAL = "social", _("innovación social")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="processes")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OPEN)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    template_key = models.CharField(max_length=60, blank=True)
    template_version = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=140)
    question = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    promise_decides = models.CharField(max_length=300)
    promise_by_whom = models.CharField(max_length=200)
    promise_until = models.DateField(null=True, blank=True)
    promise_then = models.CharField(max_length=300)
    lead = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objectives = models.JSONField(default=list, blank=True)  # codes of reference.PolicyObjective
    is_demonstration = models.BooleanField(default=False)
    attribution = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    unanswered_reason = models.TextField(blank=True)
    memory_tried = models.TextField(blank=True)
    memory_decided = models.TextField(blank=True)
    memory_learned = models.TextField(blank=True)
    idempotency_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="process_slug_once_per_site"),
            models.CheckConstraint(
                condition=~models.Q(status="closed") | models.Q(closed_at__isnull=False),
                name="closed_process_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["site", "status", "-opened_at"], name="process_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How the public log and the audit trail name this process."""
        return f"{self.site.slug}/{self.slug}"


class Phase(models.Model):
    """A stretch of a process with its purpose, dates and exit criteria."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=400, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)  # last day included
    exit_criteria = models.JSONField(default=list, blank=True)  # [{"text": …, "met_on": day or null, "evidence": …}]

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "order"], name="phase_order_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="phase_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, today: dt.date) -> bool:
        """Whether the phase's dates hold this day; a phase without an opening day has not begun."""
        begun = self.opens_on is not None and self.opens_on <= today
        return begun and (self.closes_on is None or today <= self.closes_on)


class Activity(models.Model):
    """What people can do in a phase. Its kind (ideas, …) decides its pages and rules."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="activities")
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="activities")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="activities")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=140)
    prompt = models.CharField(max_length=300)
    settings = models.JSONField(default=dict, blank=True)
    is_paused = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "activities"
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="activity_slug_once")]

    def __str__(self) -> str:
        return self.title
