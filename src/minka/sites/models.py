"""The network: sites in a tree, the organisations they work with, and who may do what where."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person


class Site(models.Model):
    """A node of the network with its own address, people and custody of its data."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("nacional")
        REGIONAL = "regional", _("regional")
        LOCAL = "local", _("local")

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    level = models.CharField(max_length=10, choices=Level)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    place_code = models.CharField(max_length=6, blank=True)  # UBIGEO in INEI coding: department, province or district
    languages = models.JSONField(default=list)
    contact = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="site_not_its_own_parent"),
            models.UniqueConstraint(fields=["level"], condition=models.Q(level="national"), name="one_national_site"),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """Someone a site works with, of one of the five sectors of the network."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="organizations")
    name = models.CharField(max_length=160)
    sector = models.CharField(max_length=20)  # a code of reference.Sector
    ruc = models.CharField(max_length=11, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="organization_once_per_site")]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinación")
    FACILITATOR = "facilitator", _("facilitación")
    OFFICIAL = "official", _("oficina que responde")
    MODERATOR = "moderator", _("moderación")
    ANALYST = "analyst", _("análisis")


class Membership(models.Model):
    """One role of one person at one site."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    office = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "person", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class Invitation(models.Model):
    """A link sent by e-mail that makes its bearer a member once, until it expires."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role)
    office = models.CharField(max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "email", "role"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.role
