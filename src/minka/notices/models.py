"""Messages to people: the inbox on the page, and what leaves by e-mail, SMS or chat."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.people.models import Participant, Person
from minka.sites.models import Site


class Notice(models.Model):
    """One thing told once to one participant or one person. The key makes 'once' true."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="notices")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(participant__isnull=True, person__isnull=False)
                | models.Q(participant__isnull=False, person__isnull=True),
                name="notice_has_one_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-id"], name="notice_participant"),
            models.Index(fields=["person", "-id"], name="notice_person"),
        ]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One attempt to carry a notice out by one channel, remembered so that it leaves once."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("correo")
        SMS = "sms", "SMS"
        CHAT = "chat", _("chat")

    class Status(models.TextChoices):
        WAITING = "waiting", _("por salir")
        SENDING = "sending", _("saliendo")
        SENT = "sent", _("enviado")
        SIMULATED = "simulated", _("simulado")
        FAILED = "failed", _("no salió")
        DROPPED = "dropped", _("ya no se quería")
        UNKNOWN = "unknown", _("no sabemos si salió")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_per_channel")]
        indexes = [
            models.Index(
                fields=["-id"], condition=models.Q(status__in=["failed", "unknown"]), name="delivery_in_trouble"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.status}"


class Silence(models.Model):
    """A person with an account who wants to read notices on the page only, and none by this channel."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="silences")
    channel = models.CharField(max_length=8, choices=Delivery.Channel)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "channel"], name="silence_once_per_channel")]

    def __str__(self) -> str:
        return self.channel


class SimulatedMessage(models.Model):
    """What the simulator would have sent. Shown on the outbox page; nothing leaves the machine."""

    channel = models.CharField(max_length=8, choices=Delivery.Channel)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
