"""Persons (accounts), participants (anyone who takes part), their consents and the limits on their pace."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone with an account: staff of a site, or a citizen who wants one. Taking part never needs it."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="es")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def actor_key(self) -> str:
        return f"person:{self.pk}"

    def get_full_name(self) -> str:
        return str(self)


class Participant(models.Model):
    """Someone who takes part, with or without an account. Holds as little as it can."""

    class Level(models.TextChoices):
        NONE = "none", _("sin identificar")
        CONTACT = "contact", _("contacto verificado")
        IDENTITY = "identity", _("identidad verificada")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="participants")
    alias = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=10, choices=Level, default=Level.NONE)
    language = models.CharField(max_length=8, default="es")
    email = models.EmailField(blank=True)
    email_proven_at = models.DateTimeField(null=True, blank=True)  # before that nothing but the proof is sent there
    phone = models.CharField(max_length=20, blank=True)
    epoch = models.PositiveIntegerField(default=0)  # raised to end every phone's hold on this participant
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email_proven_at__isnull=True) | ~models.Q(email=""), name="proven_email_is_there"
            ),
        ]

    def __str__(self) -> str:
        return self.alias or "Participante"

    @property
    def actor_key(self) -> str:
        return f"participant:{self.key}"


class Consent(models.Model):
    """One yes to one purpose in one version of its text, given at a moment, withdrawn at another or never."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    text_version = models.CharField(max_length=40)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_in_force_once_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class Pace(models.Model):
    """A token bucket: how much of one limited act one participant or address may still do."""

    key = models.CharField(max_length=120, primary_key=True)
    tokens = models.FloatField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class FailedCodes(models.Model):
    """How many receipt codes opened nothing in one hour, whoever tried them."""

    hour = models.DateTimeField(primary_key=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.count}"
