"""What was foretold of a case, kept so that it can be held against what came, and how people found the service."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.cases.models.case import Case


class Forecast(models.Model):
    """An expected end that was shown to whoever filed the case: with which certainty, and from how many cases."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="forecasts")
    made_on = models.DateField()
    coverage = models.FloatField()  # the share that was promised, 0 to 1
    ends_by = models.DateField()
    basis = models.CharField(max_length=10)  # service, entity or family
    finished = models.PositiveIntegerField()  # cases it rests on
    came_true = models.BooleanField(null=True)  # known when the case ends

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "made_on"], name="forecast_once_a_day"),
            models.CheckConstraint(condition=Q(coverage__gt=0, coverage__lt=1), name="forecast_coverage_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.ends_by}"


class Rating(models.Model):
    """How somebody found the service at one moment: good or not, and because of which of the five drivers."""

    class Moment(models.TextChoices):
        FILED = "filed", _("al presentar")
        DECIDED = "decided", _("al recibir la decisión")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ratings")
    moment = models.CharField(max_length=8, choices=Moment)
    is_good = models.BooleanField()
    drivers = models.JSONField(default=list)  # of ease, effectiveness, efficiency, humanity, transparency
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "moment"], name="rating_once_a_moment")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.moment}"
