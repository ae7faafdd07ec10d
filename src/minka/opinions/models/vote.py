"""Who votes, what they vote, and what they voted before they changed their mind."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.models import Contribution
from minka.opinions.models.statement import Statement
from minka.people.models import Participant, Person
from minka.processes.models import Activity
from minka.sites.models import Site


class Voter(models.Model):
    """A participant in one activity of opinions, with the receipt code that brings them back.

    ``number`` is drawn at random, so that files of votes say neither who came first nor who anybody is.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="voters")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="voters")
    number = models.PositiveBigIntegerField()
    code = models.CharField(max_length=24, unique=True)
    channel = models.CharField(max_length=8, choices=Contribution.Channel, default=Contribution.Channel.WEB)
    place_code = models.CharField(max_length=6, blank=True)  # UBIGEO of a district in INEI coding
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    is_excluded = models.BooleanField(default=False)  # banned or withdrawn: gone from every map made from then on
    excluded_reason = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "participant"], name="voter_once_per_activity"),
            models.UniqueConstraint(fields=["activity", "number"], name="voter_number_once"),
        ]
        indexes = [models.Index(fields=["participant", "-id"], name="voter_voice")]

    def __str__(self) -> str:
        return str(self.number)


class Vote(models.Model):
    """What one voter says of one statement: one row for each pair, the last word counts."""

    class Value(models.IntegerChoices):
        DISAGREE = -1, _("en desacuerdo")
        PASS = 0, _("paso")
        AGREE = 1, _("de acuerdo")

    pk = models.CompositePrimaryKey("activity_id", "voter_id", "statement_id")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", db_index=False)
    voter = models.ForeignKey(Voter, on_delete=models.PROTECT, related_name="votes", db_index=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="votes", db_index=False)
    value = models.SmallIntegerField(choices=Value)
    at = models.DateTimeField(db_default=Now())  # of the last change

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="vote_is_one_of_three")]
        indexes = [
            models.Index(fields=["activity", "at"], name="vote_newest"),  # what came since the map was last made
            models.Index(fields=["statement"], name="vote_by_statement"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id} · {self.statement_id} · {self.value}"


class EarlierVote(models.Model):
    """What a vote was before it was changed; written by the database itself."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    voter = models.ForeignKey(Voter, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.SmallIntegerField(choices=Vote.Value)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.voter_id} · {self.statement_id} · {self.value}"
