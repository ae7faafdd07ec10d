"""What one person fills in, kept from the first answer until it is filed, and the files that go with it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Participant, Person
from minka.services.models.service import Service
from minka.services.models.version import Version
from minka.sites.models import Site


class Application(models.Model):
    """One filling in of one version. Its code brings it back on any phone; once filed it belongs to a case."""

    class State(models.TextChoices):
        FILLING = "filling", _("sin enviar")
        FILED = "filed", _("presentada")

    class Help(models.TextChoices):
        NONE = "none", _("la persona misma")
        FAMILY = "family", _("alguien de confianza")
        STAFF = "staff", _("personal de la sede")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="applications")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="applications")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="applications")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="applications")
    code = models.CharField(max_length=24, unique=True)
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)  # raised by each page, so that two phones do not overwrite
    state = models.CharField(max_length=8, choices=State, default=State.FILLING)
    language = models.CharField(max_length=8, default="es")
    channel = models.CharField(max_length=8, default="web")
    helped_by = models.CharField(max_length=8, choices=Help, default=Help.NONE)
    helper = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    helper_name = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # when the person said that it is as they want it
    confirmed_how = models.CharField(max_length=20, blank=True)  # phone, code, fingerprint on paper
    started_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    filed_at = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)  # of the form that began it
    filing_key = models.CharField(max_length=80, null=True, blank=True, unique=True)  # of the form that filed it
    is_made_up = models.BooleanField(default=False)  # by the simulation, and said so wherever it is counted

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="filed", filed_at__isnull=False) | Q(state="filling", filed_at__isnull=True),
                name="filed_application_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(helped_by="none") | Q(state="filling") | Q(confirmed_at__isnull=False),
                name="helped_application_was_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-id"], name="application_of"),
            models.Index(fields=["service", "state", "started_at"], name="application_by_service"),
        ]

    def __str__(self) -> str:
        return f"application:{self.pk}"


class Upload(models.Model):
    """A file or photo that answers a question, checked by its content, under a random name."""

    class Scan(models.TextChoices):
        CLEAN = "clean", _("sin virus")
        UNSCANNED = "unscanned", _("sin revisar: no hay antivirus")
        INFECTED = "infected", _("tenía un virus y se borró")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="uploads")
    question = models.CharField(max_length=40)
    name = models.CharField(max_length=64, unique=True)  # of the file under the data folder, random
    original_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)  # by its content, not by what it says of itself
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["application", "question"], name="upload_of_question")]

    def __str__(self) -> str:
        return self.name
