"""The public append-only log, its Merkle tree, and the audit trail.

Rows here hold keys, not foreign keys: they outlive what they speak of (docs/decisions/0002).
"""

import datetime as dt

from django.db import models
from django.utils import timezone

from minka.engine.ledger.heads import Head as SignedHead
from minka.engine.ledger.log import Leaf, make_leaf

MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Record(models.Model):
    """One public fact. Its leaf never changes; its opening (nonce and body) may be blanked with a reason.

    Written in the transaction of the act; given its position a moment later by the one sequencer.
    """

    site_key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    at = models.DateTimeField(default=timezone.now)
    commitment = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64, blank=True)
    body = models.JSONField(null=True)
    is_withheld = models.BooleanField(default=False)  # the opening is kept but not shown: held or hidden by moderation
    blanked_at = models.DateTimeField(null=True, blank=True)
    blank_reason = models.CharField(max_length=60, blank=True)
    position = models.BigIntegerField(null=True, unique=True)
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(position__isnull=True), name="record_waiting"),
            models.Index(fields=["subject", "id"], name="record_subject"),
            models.Index(fields=["site_key", "-id"], name="record_site"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(blank_reason="") | models.Q(nonce="", body__isnull=True),
                name="record_blank_holds_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def leaf(self) -> Leaf:
        """The part that never changes, in the form whose hash is in the tree. Raises LeafInvalid for a strange name."""
        return make_leaf(
            kind=self.kind,
            site=self.site_key,
            subject=self.subject,
            at=self.at.astimezone(dt.UTC).strftime(MOMENT),
            commitment=self.commitment,
        )


class TreeNode(models.Model):
    """A complete interior node of the Merkle tree, kept so that a proof is one query."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tree_node_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Head(models.Model):
    """A signed statement of the log's size and root at a moment; what witnesses keep."""

    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"

    @property
    def signed(self) -> SignedHead:
        """The head as the engine knows it and as it is published."""
        at = self.at.astimezone(dt.UTC).strftime(MOMENT)
        return SignedHead(size=self.size, root=self.root, at=at, signature=self.signature, key=self.key)


class Halt(models.Model):
    """The log stopped on doubt: what was found, and how a person cleared it."""

    at = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cleared_at"],
                nulls_distinct=False,
                condition=models.Q(cleared_at__isnull=True),
                name="one_halt",
            ),
        ]

    def __str__(self) -> str:
        return self.problem


class AuditEntry(models.Model):
    """Who did what to which thing, when. Never holds a text a person wrote nor a contact."""

    at = models.DateTimeField(default=timezone.now)
    site_key = models.SlugField(max_length=60, blank=True)
    actor = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_subject"),
            models.Index(fields=["site_key", "-id"], name="audit_site"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
