"""How filling in goes, measured at the server without cookies of its own and without anybody's name."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.services.models.service import Service


class Step(models.Model):
    """One thing that happened on one page of one filling in. ``draft`` is a keyed hash that leads to nobody."""

    class Kind(models.TextChoices):
        SERVED = "served", _("mostrada")
        ANSWERED = "answered", _("respondida")
        REFUSED = "refused", _("rechazada")
        CHANGED = "changed", _("corregida desde la revisión")
        FILED = "filed", _("presentada")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="steps")
    version_number = models.PositiveIntegerField()
    draft = models.CharField(max_length=16)
    page = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind)
    question = models.CharField(max_length=40, blank=True)  # that was refused
    rule = models.CharField(max_length=60, blank=True)  # that refused it
    seconds = models.PositiveIntegerField(null=True, blank=True)  # from served to answered, capped
    at = models.DateTimeField(default=timezone.now)
    is_made_up = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["service", "version_number", "page", "kind"], name="step_counted")]

    def __str__(self) -> str:
        return f"{self.page} {self.kind}"
