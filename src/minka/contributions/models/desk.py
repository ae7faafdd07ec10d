"""What facilitators work with: saved views, paper sheets and imports."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.models.contribution import Contribution
from minka.people.models import Person
from minka.processes.models import Activity, Process
from minka.sites.models import Site


class SavedView(models.Model):
    """A named set of filters of the desk, one person's own."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="saved_views")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    filters = models.CharField(max_length=1000)  # the query string of the desk

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["process", "person", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name


class RepeatSearch(models.Model):
    """The last search for repeated contributions in a process: what it found, and how far it looked."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="repeat_search")
    looked_up_to = models.BigIntegerField(default=0)  # the number of the newest contribution that was compared
    groups = models.JSONField(default=list)  # [{"keys": [numbers], "score": 0 to 1}], the closest first
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.process_id} · {self.at:%Y-%m-%d %H:%M}"


class PaperSheet(models.Model):
    """One printed sheet with its receipt code, waiting for a voice or already holding one."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="paper_sheets")
    batch = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=24, unique=True)
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="paper_sheet"
    )
    printed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="sheet_number_once")]

    def __str__(self) -> str:
        return str(self.number)


class Import(models.Model):
    """One file of contributions of another platform: its mapping, its dry run and what it brought."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("subido")
        CHECKING = "checking", _("en revisión")
        CHECKED = "checked", _("revisado")
        RUNNING = "running", _("importando")
        DONE = "done", _("terminado")
        FAILED = "failed", _("falló")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=64, unique=True)  # made from the form's key: sent twice, kept once
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=60)
    licence = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.UPLOADED)
    report = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
