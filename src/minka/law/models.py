"""Dated rules of a site, each with its norm. Rows are added and withdrawn, never changed: what was true stays."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person
from minka.reference.models import Checked
from minka.sites.models import Organization, Site


class Noted(models.Model):
    """What somebody of a site noted of a norm; ``organization`` when it holds for one entity only."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    norm = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)  # where it can be read
    published_on = models.DateField(null=True, blank=True)
    checked = models.CharField(max_length=10, choices=Checked, default=Checked.UNCHECKED)
    is_demonstration = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class FrontDeskRule(Noted):
    """Until which hour filings count as of that day, since a day, and where the desk stands. No hour: all day."""

    valid_from = models.DateField()
    closes_at = models.TimeField(null=True, blank=True)
    seat_code = models.CharField(max_length=6, blank=True)  # UBIGEO in INEI coding, for the distance term

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at=None) | ~Q(norm=""), name="closing_hour_has_its_norm"),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.closes_at or '24 h'}"


class CalendarDay(Noted):
    """One day that does not count, or on which nobody attended, in the whole country, a part of it or one entity."""

    class Kind(models.TextChoices):
        """As ``engine.clocks.DayKind`` tells them apart."""

        NATIONAL = "national", _("feriado nacional")
        REGIONAL = "regional", _("feriado regional")
        DECREED = "decreed", _("día no laborable por decreto")
        ENTITY = "entity", _("la entidad no trabaja, por norma")
        CLOSED = "closed", _("no se atendió (cuenta, pero ningún plazo vence en él)")

    class Scope(models.TextChoices):
        NATIONAL = "national", _("todo el país")
        REGION = "region", _("una región")
        PROVINCE = "province", _("una provincia")
        ENTITY = "entity", _("la entidad")

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    scope = models.CharField(max_length=10, choices=Scope)
    place_code = models.CharField(max_length=4, blank=True)  # UBIGEO in INEI coding of the region or province
    name = models.CharField(max_length=120)
    is_compensable = models.BooleanField(
        default=False
    )  # the hours are worked on other days; the term stops all the same

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind="closed") | ~Q(norm=""), name="day_off_has_its_norm"),
            models.CheckConstraint(
                condition=~Q(scope__in=["region", "province"]) | ~Q(place_code=""), name="local_day_has_its_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"


class DistanceTable(Noted):
    """The distance terms that an entity approved, since a day, as a whole: a change is another table."""

    valid_from = models.DateField()
    rows = models.JSONField()  # [[INEI code of the place, INEI code of the seat, working days]]

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(norm=""), name="distance_table_has_its_norm")]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.norm}"
