"""A case: what was filed, where it stands, its legal dates, and the log of everything that happened to it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Participant, Person
from minka.services.models import Application, Service, Version
from minka.sites.models import Organization, Site


class CaseSeries(models.Model):
    """The last number given to a case of one entity in one year: numbers are unique and have no gaps."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "case series"
        constraints = [models.UniqueConstraint(fields=["organization", "year"], name="case_series_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Case(models.Model):
    """One application in an entity's hands, from its filing to its end. Dates are computed by engine.clocks."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("concedido")
        DENIED = "denied", _("denegado")
        SILENCE = "silence", _("aprobado por silencio positivo")
        AUTOMATIC = "automatic", _("aprobado automáticamente")
        NOT_FILED = "not_filed", _("tenido por no presentado")
        WITHDRAWN = "withdrawn", _("desistido")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="cases")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="cases")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="cases")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="case")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="cases")
    number = models.CharField(max_length=24)  # 2026-000123, unique at its entity and never changed
    applicant = models.CharField(max_length=160, blank=True)  # the name, for lists of those who may see it
    answers = models.JSONField(default=dict)  # as filed, and then as corrected; the log keeps what changed
    requirements = models.JSONField(default=list)  # [{"id", "text", "state": pending, met or observed}]
    place_code = models.CharField(max_length=6, blank=True)  # UBIGEO in INEI coding, where the person lives
    distance_days = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=40)  # id of a state of the version's workflow
    is_open = models.BooleanField(default=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    regime = models.JSONField(default=dict)  # the legal regime as it was when filed
    filed_on = models.DateField()  # the person's date: when it was handed in anywhere it may be (art. 122)
    received_on = models.DateField()  # the entity's date: when the destination received it
    due_on = models.DateField(null=True, blank=True)
    silence_on = models.DateField(null=True, blank=True)  # the day on which silence takes effect if nobody notifies
    days_late = models.PositiveIntegerField(default=0)  # past the term, as its clock counts them; kept when it ends
    clock_stopped = models.BooleanField(default=False)
    acts_on = models.DateField(null=True, blank=True)  # the next day on which the law itself changes something
    calendar_digest = models.CharField(max_length=64, blank=True)  # of the days off the dates were computed with
    counted_at = models.DateTimeField(null=True, blank=True)  # when they were computed with those days off
    assignee = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="cases")
    unit = models.CharField(max_length=120, blank=True)
    kin = models.CharField(max_length=32, blank=True)  # the same for alike cases, which can be handled together
    risk = models.FloatField(default=0)  # chance to pass the due date, 0 to 1
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64)  # nonce of the record's commitment to the answers
    revision = models.PositiveIntegerField(default=0)  # raised by each act, so that two officials do not both decide
    is_made_up = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="case_number_once_per_entity"),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_at__isnull=True, outcome="")
                | (Q(is_open=False, closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_case_has_its_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "due_on", "-risk", "id"], condition=Q(is_open=True), name="case_by_risk"),
            models.Index(fields=["silence_on"], condition=Q(is_open=True), name="case_by_silence"),
            models.Index(fields=["acts_on"], condition=Q(acts_on__isnull=False), name="case_by_law"),
            models.Index(fields=["assignee", "due_on"], condition=Q(is_open=True), name="case_of_assignee"),
            models.Index(fields=["service", "kin"], condition=Q(is_open=True), name="case_kin"),
            models.Index(fields=["service", "closed_at"], name="case_closed"),
            models.Index(fields=["participant", "-id"], name="case_of_participant"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        """How the public log and the audit trail name this case; it holds nothing personal."""
        return f"case:{self.pk}"


class CaseEvent(models.Model):
    """One thing that happened to a case. Only ever added: the database refuses to change or remove one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=40)  # id of an action of the workflow, or of the clock
    clock_event = models.CharField(max_length=40, blank=True)  # kind of event for engine.clocks, if it is one
    on = models.DateField()  # the legal day
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=60)  # actor key
    role = models.CharField(max_length=20)  # citizen, official, coordinator, system
    data = models.JSONField(default=dict)
    is_public = models.BooleanField(default=True)  # shown to whoever filed it

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="case_event_once")]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.number} {self.action}"
