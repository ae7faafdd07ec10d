"""A contribution, its photo and its supporters."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.models.reason import Reason
from minka.people.models import Participant, Person
from minka.processes.models import Activity, Process
from minka.sites.models import Site

ASKS_FOR_ANSWER = Q(needs_answer=True) & ~Q(visibility="withdrawn")
WAITS_FOR_ANSWER = ASKS_FOR_ANSWER & Q(state__in=["received", "read"])


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Filters by where a contribution stands. ``listed`` is what anyone may see in lists."""

    def listed(self) -> Self:
        return self.filter(visibility="visible", parent__isnull=True).exclude(state="merged").defer("search")

    def asking(self) -> Self:
        """Voices as they are counted everywhere: they ask for an answer and were not withdrawn."""
        return self.filter(ASKS_FOR_ANSWER)

    def waiting(self) -> Self:
        return self.filter(WAITS_FOR_ANSWER)

    def answered(self) -> Self:
        return self.filter(needs_answer=True, answered_at__isnull=False)


class Contribution(models.Model):
    """One voice: what somebody said in one activity, through whichever channel, and where it stands."""

    class Channel(models.TextChoices):
        WEB = "web", _("web")
        PAPER = "paper", _("papel")
        DESK = "desk", _("con ayuda")
        SMS = "sms", "SMS"
        CHAT = "chat", _("chat")
        VOICE = "voice", _("voz")
        IMPORT = "import", _("importado")

    class State(models.TextChoices):
        RECEIVED = "received", _("recibido")
        READ = "read", _("leído")
        ACCEPTED = "accepted", _("aceptado")
        PARTLY = "partly", _("aceptado en parte")
        NOT_ACCEPTED = "not_accepted", _("no aceptado")
        FORWARDED = "forwarded", _("derivado")
        MERGED = "merged", _("unido a otro")

    class Visibility(models.TextChoices):
        VISIBLE = "visible", _("público")
        HELD = "held", _("en revisión")
        HIDDEN = "hidden", _("oculto")
        WITHDRAWN = "withdrawn", _("retirado")

    WAITING = (State.RECEIVED, State.READ)

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="contributions")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="contributions")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="contributions")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=20)  # idea, comment, …
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="contributions")
    title = models.CharField(max_length=140, blank=True)
    text = models.TextField(blank=True)
    body = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=8, default="es")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    place_code = models.CharField(max_length=6, blank=True)  # UBIGEO of a district in INEI coding
    spoken_by = models.CharField(max_length=80, blank=True)  # as the person wants to be named in public, or nothing
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    handed_in_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(default=timezone.now)
    code = models.CharField(max_length=24, unique=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    source = models.CharField(max_length=60, blank=True)
    source_key = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.VISIBLE)
    hidden_reason = models.CharField(max_length=16, choices=Reason, blank=True)  # the rule that moderation named
    needs_answer = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    answer = models.ForeignKey(
        "contributions.Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="in_force_for"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned")
    office = models.CharField(max_length=120, blank=True)  # that was asked to answer
    support_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    source_support_count = models.PositiveIntegerField(default=0)  # supports brought along by an import
    search = models.GeneratedField(
        expression=Func(
            Concat("title", Value(" "), "text", output_field=models.TextField()),
            function="es_tsv",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "source", "source_key"],
                condition=~Q(source_key=""),
                name="imported_row_once_per_activity",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="merged_names_its_target",
            ),
            models.CheckConstraint(
                condition=~Q(visibility="withdrawn") | Q(text="", title=""), name="withdrawn_holds_no_text"
            ),
            models.CheckConstraint(
                condition=Q(hidden_reason="") | Q(visibility__in=["hidden", "withdrawn"]), name="shown_has_no_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["activity", "kind", "-id"], name="contribution_newest"),
            models.Index(fields=["activity", "kind", "-support_count", "-id"], name="contribution_supported"),
            models.Index(fields=["process", "state", "received_at"], name="contribution_backlog"),
            models.Index(fields=["process", "place_code"], name="contribution_place"),
            models.Index(fields=["process", "received_at", "id"], name="contribution_desk"),
            models.Index(fields=["process", "-support_count", "-id"], name="contribution_desk_support"),
            models.Index(
                fields=["process", "received_at", "id"],
                include=["activity", "office", "assignee", "parent"],
                condition=Q(needs_answer=True, state__in=["received", "read"]) & ~Q(visibility="withdrawn"),
                name="contribution_waiting",
            ),
            models.Index(fields=["parent", "id"], condition=Q(parent__isnull=False), name="contribution_comments"),
            models.Index(fields=["participant", "-id"], name="contribution_voice"),
            models.Index(
                fields=["site", "received_at", "id"], condition=Q(visibility="held"), name="contribution_held"
            ),
            models.Index(
                fields=["activity", "kind", "-answered_at", "-id"],
                condition=Q(answered_at__isnull=False),
                name="contribution_answered",
            ),
            GinIndex(fields=["search"], name="contribution_search"),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:60]

    # For tables of many rows: Django's own ``get_state_display`` puts the list of all choices together at each call.
    @property
    def state_label(self) -> str:
        return str(self.State(self.state).label)

    @property
    def visibility_label(self) -> str:
        return str(self.Visibility(self.visibility).label)

    @property
    def channel_label(self) -> str:
        return str(self.Channel(self.channel).label)

    @property
    def ref(self) -> str:
        """How the public log and the audit trail name this contribution; holds nothing personal."""
        return f"contribution:{self.pk}"

    @property
    def is_asking(self) -> bool:
        """The same as ``asking`` says of many."""
        return self.needs_answer and self.visibility != self.Visibility.WITHDRAWN

    @property
    def is_waiting(self) -> bool:
        return self.needs_answer and self.state in self.WAITING


class Attachment(models.Model):
    """A photo handed in with a contribution, re-encoded by us, without its location data."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=64, unique=True)  # of the file under the data folder, random
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    is_public = models.BooleanField(default=False)  # otherwise only its author and the team see it
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Support(models.Model):
    """One participant stands behind one contribution. Once."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="supports")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField(default=timezone.now)
    brought_from = models.ForeignKey(  # the merged original that this support stands behind
        Contribution, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "participant"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.participant_id} → {self.contribution_id}"
