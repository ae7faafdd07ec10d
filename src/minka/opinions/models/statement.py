"""A statement that people vote on."""

from django.db import models
from django.utils import timezone

from minka.contributions.models import Contribution
from minka.processes.models import Activity
from minka.sites.models import Site


class Statement(models.Model):
    """A short sentence to agree or disagree with. Its words, author, receipt and moderation are its contribution's.

    ``number`` is how files and pages name it inside its activity; it never changes and is never used again.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="statements")
    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="statement")
    number = models.PositiveIntegerField()
    is_seed = models.BooleanField(default=False)  # written by the team to begin with
    source = models.JSONField(default=dict, blank=True)  # what a file of another platform said beyond our columns
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="statement_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.contribution.text[:60]}"
