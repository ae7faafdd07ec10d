"""A map of opinions as it was computed once, and the names people gave to its groups."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person
from minka.processes.models import Activity
from minka.sites.models import Site


class OpinionMap(models.Model):
    """One result with everything needed to show it and to count it again.

    ``document`` is the engine's own (``engine.opinions``, format ``minka-opinion-map/1``); ``digest`` its SHA-256.
    The newest one is the live map. A published one is frozen and has an entry in the public log.
    """

    class Method(models.TextChoices):
        MINKA = "minka", _("Minka")
        POLIS = "polis", _("compatible con Polis")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="opinion_maps")
    method = models.CharField(max_length=10, choices=Method, default=Method.MINKA)
    method_version = models.CharField(max_length=20)
    seed = models.PositiveIntegerField(default=0)
    votes_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    vote_count = models.PositiveBigIntegerField()
    voter_count = models.PositiveIntegerField()
    document = models.JSONField()
    computed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["activity", "-id"], name="opinion_map_newest")]

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.vote_count}"

    @property
    def ref(self) -> str:
        """How the public log and the audit trail name this map."""
        return f"opinion-map:{self.pk}"


class GroupName(models.Model):
    """What people call a group, after they saw what it believes; the letter stays with the group from map to map."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="group_names")
    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=60)
    opinion_map = models.ForeignKey(
        OpinionMap, on_delete=models.PROTECT, related_name="+"
    )  # the evidence it was given on
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "letter"], name="group_name_once")]

    def __str__(self) -> str:
        return f"{self.letter}: {self.name}"


class Recount(models.Model):
    """A map that was counted again from the votes themselves, because somebody asked."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("en espera")
        SAME = "same", _("igual, byte por byte")
        VOTES_CHANGED = "votes", _("los votos ya no son los mismos")
        DIFFERENT = "different", _("distinto")

    opinion_map = models.ForeignKey(OpinionMap, on_delete=models.CASCADE, related_name="recounts")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    digest = models.CharField(max_length=64, blank=True)  # of what came out
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.opinion_map_id} · {self.outcome}"
