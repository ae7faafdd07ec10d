"""Reference data: dated rows with their source, loaded from the files in ``data/`` and replaceable by command."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FALLBACK_LANGUAGE = "es"


def in_language(texts: dict[str, str], language: str | None = None) -> str:
    """The text in the language asked for (the page's own when none is), else in Spanish, which every row has."""
    return texts.get(language or get_language() or FALLBACK_LANGUAGE) or texts.get(FALLBACK_LANGUAGE, "")


class Coding(models.TextChoices):
    """The two incompatible UBIGEO codings: the same six digits name different districts in each."""

    INEI = "inei", "INEI"
    RENIEC = "reniec", "RENIEC"


class DatedQuerySet[Row: "Dated"](models.QuerySet[Row]):
    def valid_on(self, day: date | None = None) -> Self:
        """Rows in force on a day; today when none is given."""
        when = day or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=when), valid_from__lte=when)


class Dated(models.Model):
    """A row that was true from ``valid_from`` until, not including, ``valid_to``, according to ``source``."""

    source = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    # What makes two rows of a file the same row, and what the database keeps unique.
    natural_key: ClassVar[Sequence[str]]

    class Meta:
        abstract = True


def lasts_a_while(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name=f"reference_{name}_ends_after_it_begins"
    )


class Checked(models.TextChoices):
    """How sure we are of a rule: nobody has checked it, somebody read its norm, a lawyer confirmed it."""

    UNCHECKED = "unchecked", _("por confirmar por un abogado")
    READ = "read", _("leída en la norma publicada; por confirmar por un abogado")
    CONFIRMED = "confirmed", _("confirmada por un abogado")


class Place(Dated):
    """A department, province or district of Peru. A code means nothing without its coding: use ``find_place``."""

    class Level(models.TextChoices):
        DEPARTMENT = "department", _("departamento")
        PROVINCE = "province", _("provincia")
        DISTRICT = "district", _("distrito")

    level = models.CharField(max_length=10, choices=Level)
    inei_code = models.CharField(max_length=6, blank=True)
    reniec_code = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=80)
    source_name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    capital = models.CharField(max_length=80, blank=True)
    area_km2 = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    altitude_m = models.IntegerField(null=True, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    population = models.IntegerField(null=True, blank=True)
    population_series = models.CharField(max_length=80, blank=True)
    poverty_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    objects = DatedQuerySet["Place"].as_manager()
    natural_key = ("level", "inei_code", "reniec_code", "valid_from")

    class Meta:
        ordering = ("level", "inei_code", "reniec_code", "valid_from")
        constraints = (
            models.UniqueConstraint(
                "level",
                "inei_code",
                "valid_from",
                name="reference_place_once_per_inei_code",
                condition=~Q(inei_code=""),
            ),
            models.UniqueConstraint(
                "level",
                "reniec_code",
                "valid_from",
                name="reference_place_once_per_reniec_code",
                condition=~Q(reniec_code=""),
            ),
            models.CheckConstraint(condition=~Q(inei_code="", reniec_code=""), name="reference_place_has_a_code"),
            models.CheckConstraint(
                condition=Q(population=None) | ~Q(population_series=""),
                name="reference_place_population_names_its_series",
            ),
            lasts_a_while("place"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """``Chota, Chota`` for a district, ``Chota`` for a province or department. Reads the parent."""
        is_district = self.level == self.Level.DISTRICT and self.parent is not None
        return f"{self.name}, {self.parent.name}" if is_district and self.parent else self.name


class Boundary(Dated):
    """The outline of one place as published limits draw it; limits of 2007 lack the districts made since."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="boundaries")
    series = models.CharField(max_length=40)
    rings = models.JSONField(help_text="[[[longitude, latitude], …], …]; even-odd rule")
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    objects = DatedQuerySet["Boundary"].as_manager()
    natural_key = ("place_id", "series")

    class Meta:
        constraints = (models.UniqueConstraint("place", "series", name="reference_boundary_once_per_series"),)

    def __str__(self) -> str:
        return f"{self.place_id} ({self.series})"


class Calendar(Dated):
    """Whose days off these are: the nation's, or a region's on top of it."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    extends = models.SlugField(max_length=40, blank=True)  # key of the calendar whose days off also hold here
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="calendars")
    note = models.TextField(blank=True)

    objects = DatedQuerySet["Calendar"].as_manager()
    natural_key = ("key",)

    def __str__(self) -> str:
        return self.name


class Holiday(Dated):
    """One day that is not a business day in its calendar, and how sure we are of it."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("feriado")
        PUBLIC_SECTOR_DAY_OFF = "public_sector_day_off", _("día no laborable del sector público")

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="holidays")
    day = models.DateField()
    kind = models.CharField(max_length=24, choices=Kind)
    name = models.CharField(max_length=120)
    is_verified = models.BooleanField(default=False)

    objects = DatedQuerySet["Holiday"].as_manager()
    natural_key = ("calendar_id", "day", "kind")

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint("calendar", "day", "kind", name="reference_holiday_once_per_calendar"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"


class LegalRule(Dated):
    """One rule of the law of procedures: what it says, its value if it has one, and its article in both numberings."""

    class Group(models.TextChoices):
        REGIME = "regime", _("Qué pasa si la entidad no responde")
        DAYS = "days", _("Días que la ley da a cada acto")
        TERM = "term", _("Otros plazos")
        ARTICLE = "article", _("Cómo se cuenta")

    group = models.CharField(max_length=8, choices=Group)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True)  # working_days, days or months
    silence = models.CharField(max_length=10, blank=True)  # of which procedures only; empty for all
    law = models.CharField(max_length=12)  # article of Ley 27444 as amended
    tuo = models.CharField(max_length=12, blank=True)  # the same in DS 004-2019-JUS
    checked = models.CharField(max_length=10, choices=Checked, default=Checked.UNCHECKED)

    objects = DatedQuerySet["LegalRule"].as_manager()
    natural_key = ("group", "key", "valid_from")

    class Meta:
        ordering = ("group", "pk")
        constraints = (
            models.UniqueConstraint("group", "key", "valid_from", name="reference_rule_once"),
            lasts_a_while("rule"),
        )

    def __str__(self) -> str:
        return f"{self.group} {self.key}"


class DistanceTerm(Dated):
    """A row of the judiciary's general table: working days from a place to a seat, where an entity has no table."""

    place_inei = models.CharField(max_length=6)
    seat_inei = models.CharField(max_length=6)
    days = models.PositiveSmallIntegerField()

    objects = DatedQuerySet["DistanceTerm"].as_manager()
    natural_key = ("place_inei", "seat_inei", "valid_from")

    class Meta:
        constraints = (
            models.UniqueConstraint("place_inei", "seat_inei", "valid_from", name="reference_distance_once"),
            lasts_a_while("distance"),
        )

    def __str__(self) -> str:
        return f"{self.place_inei} → {self.seat_inei}: {self.days}"


class Sector(Dated):
    """One of the five kinds of organisation that take part in an open-innovation process."""

    key = models.SlugField(max_length=40)
    name = models.JSONField()
    description = models.JSONField()
    position = models.PositiveSmallIntegerField()

    objects = DatedQuerySet["Sector"].as_manager()
    natural_key = ("key", "valid_from")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint("key", "valid_from", name="reference_sector_once"),
            lasts_a_while("sector"),
        )

    def __str__(self) -> str:
        return in_language(self.name)


class ProcessTemplate(Dated):
    """How to run one kind of process; the shape of the JSON columns is in ``minka.reference.plans``."""

    class Kind(models.TextChoices):
        OPEN = "open", _("innovación abierta")
        CITIZEN = "citizen", _("innovación ciudadana")
        SOCIAL = "social", _("innovación social")

    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField()
    name = models.JSONField()
    summary = models.JSONField()
    question_prompt = models.JSONField()
    promise_prompts = models.JSONField()
    phases = models.JSONField()
    memory_prompts = models.JSONField()

    objects = DatedQuerySet["ProcessTemplate"].as_manager()
    natural_key = ("key", "version")

    class Meta:
        ordering = ("position", "key", "version")
        constraints = (
            models.UniqueConstraint("key", "version", name="reference_template_once_per_version"),
            lasts_a_while("template"),
        )

    def __str__(self) -> str:
        return in_language(self.name)


class PolicyFramework(Dated):
    """A policy that indicators and processes can be mapped to."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    note = models.TextField(blank=True)

    objects = DatedQuerySet["PolicyFramework"].as_manager()
    natural_key = ("key",)

    def __str__(self) -> str:
        return self.short_name


class PolicyObjective(Dated):
    """One objective, service or guideline of a framework, under its own code."""

    framework = models.ForeignKey(PolicyFramework, models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=20)
    parent_code = models.CharField(max_length=20, blank=True)
    name = models.TextField()

    objects = DatedQuerySet["PolicyObjective"].as_manager()
    natural_key = ("framework_id", "code")

    class Meta:
        ordering = ("framework", "code")
        constraints = (models.UniqueConstraint("framework", "code", name="reference_objective_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ConsentText(Dated):
    """What a person is asked to agree to, word for word: an agreement points at the row that was shown."""

    class Purpose(models.TextChoices):
        PARTICIPATE = "participate", _("participar")
        VOTE = "vote", _("votar")
        NOTICES_EMAIL = "notices-email", _("avisos por correo")
        NOTICES_SMS = "notices-sms", _("avisos por SMS")
        COUNT_MISSING = "count-missing", _("contar quién falta")
        PUBLIC_PHOTO = "public-photo", _("foto pública")

    purpose = models.CharField(max_length=20, choices=Purpose)
    language = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    is_required = models.BooleanField()
    title = models.CharField(max_length=120)
    text = models.TextField()

    objects = DatedQuerySet["ConsentText"].as_manager()
    natural_key = ("purpose", "language", "version")

    class Meta:
        ordering = ("purpose", "language", "version")
        constraints = (
            models.UniqueConstraint("purpose", "language", "version", name="reference_consent_once_per_version"),
            lasts_a_while("consent"),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.version}"


class TableLoad(models.Model):
    """Which files a table was last loaded from: the same bytes again cost nothing.

    ``shipped_digest`` is that of the table's own files at that moment, so that a file an operator put in their place
    stays until a new release changes them.
    """

    table = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    shipped_digest = models.CharField(max_length=64, default="")
    files = ArrayField(models.TextField())
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.table
