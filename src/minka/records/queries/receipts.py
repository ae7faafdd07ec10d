"""Receipts: what a person takes home and can check without us."""

import datetime as dt
import json
from typing import Any, Protocol

from django.db.models import JSONField, Subquery
from django.db.models.functions import JSONObject

from minka.engine.ledger.heads import Head as SignedHead
from minka.engine.ledger.log import Opening, make_receipt
from minka.engine.ledger.tree import inclusion_path, inclusion_proof
from minka.records.models import Head, Record
from minka.records.queries.tree import hashes_at

RECEIVED = ".received"


class Received(Protocol):
    """Whatever got a receipt code and a record of its arrival."""

    @property
    def ref(self) -> str: ...
    @property
    def code(self) -> str: ...


def receipt_of(thing: Received) -> dict[str, Any] | None:
    """Give receipt.json of a contribution with its proof, in two queries; None until it has its place in the log.

    The owner gets the words back even where the public may not read them now.
    """
    found = _record_and_head(thing.ref)
    if found is None:
        return None
    record, head = found
    position = record.position or 0
    nodes = hashes_at(inclusion_path(position, head.size))
    opening = Opening(nonce=record.nonce, body=record.body) if record.nonce else None
    entry = {
        "position": position,
        "leaf": record.leaf,
        "opening": opening,
        "blank": record.blank_reason or None,
    }
    receipt: dict[str, Any] = json.loads(
        make_receipt(entry, inclusion_proof(position, head.size, nodes), head, code=thing.code)
    )
    return receipt


def _record_and_head(subject: str) -> tuple[Record, SignedHead] | None:
    """Fetch the record of an arrival together with the newest head, if that head covers it."""
    newest = Head.objects.order_by("-size").values(
        whole=JSONObject(size="size", root="root", at="at", signature="signature", key="key")
    )
    record = (
        Record.objects.filter(subject=subject, kind__endswith=RECEIVED)
        .annotate(head=Subquery(newest[:1], output_field=JSONField()))
        .order_by("id")
        .first()
    )
    if record is None or record.position is None or not record.head or record.position >= record.head["size"]:
        return None
    return record, Head(**{**record.head, "at": dt.datetime.fromisoformat(record.head["at"])}).signed
