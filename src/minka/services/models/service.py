"""What an entity does for people: the procedure as its TUPA states it, and the service that is made of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person
from minka.sites.models import Organization, Site


class Procedure(models.Model):
    """One row of an entity's TUPA as it was imported, with what the check of the law found in it."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="procedures")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="procedures")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    row = models.JSONField()  # as engine.procedures read it
    findings = models.JSONField(default=list)
    source = models.CharField(max_length=200, blank=True)
    is_demonstration = models.BooleanField(default=False)
    imported_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["organization", "code"], name="procedure_once_per_entity")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Service(models.Model):
    """A digital service of an entity: the draft its designers work on, and whether people can use it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("borrador")
        LIVE = "live", _("en servicio")
        PAUSED = "paused", _("en pausa")
        RETIRED = "retired", _("retirado")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="services")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="services")
    procedure = models.ForeignKey(Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="services")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=140)  # of the newest version, or of the draft before the first
    summary = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    pause_reason = models.CharField(max_length=300, blank=True)  # shown to people while it pauses
    family = models.CharField(max_length=40, blank=True)  # kin of services whose waiting times may stand in for another
    calendar = models.SlugField(max_length=40, default="peru")  # key of reference.Calendar
    origin = models.CharField(max_length=80, blank=True)  # ref of the contribution it began with
    draft = models.JSONField()  # the definition as its designers have it now
    draft_revision = models.PositiveIntegerField(default=0)  # raised by each change, so that two do not overwrite
    retention_days = models.PositiveIntegerField(default=1825)  # of a closed case's answers and files
    is_demonstration = models.BooleanField(default=False)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="service_slug_once_per_site"),
            models.CheckConstraint(
                condition=~models.Q(status="paused") | ~models.Q(pause_reason=""), name="paused_service_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How the public log and the audit trail name this service."""
        return f"{self.site.slug}/servicios/{self.slug}"


class DraftChange(models.Model):
    """The draft as it was after one change of a designer: what undoing goes back to."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    document = models.JSONField()
    what = models.CharField(max_length=200)  # in words, for the list of changes
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["service", "revision"], name="draft_change_once")]

    def __str__(self) -> str:
        return f"{self.revision}. {self.what}"


class DraftEditor(models.Model):
    """Who wrote on the draft since the last version, from which revision to which: they do not approve it as well."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="editors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        ordering = ["first", "id"]
        constraints = [models.UniqueConstraint(fields=["service", "person"], name="draft_editor_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.first}-{self.last}"
