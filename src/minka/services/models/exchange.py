"""What the simulators of other institutions were asked, so that anybody can see that nothing left."""

from django.db import models
from django.utils import timezone


class SimulatedExchange(models.Model):
    """One exchange with a simulated bridge, kept once for each key. Holds no name and no document."""

    bridge = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bridge", "key"], name="simulated_exchange_once")]

    def __str__(self) -> str:
        return f"{self.bridge} {self.key}"
