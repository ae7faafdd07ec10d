"""The log as it is published: a stream of lines, its head, and proofs that it only grew."""

from collections.abc import Iterator

from minka.engine.ledger.heads import Head as SignedHead
from minka.engine.ledger.log import Entry, Opening, entry_line, head_line
from minka.engine.ledger.tree import consistency_path, consistency_proof
from minka.records.models import Head, Record
from minka.records.queries.tree import hashes_at

CHUNK = 2000
WITHHELD = "en revisión"
OTHER_SITE = "de otra sede"


def newest_head() -> SignedHead | None:
    """The last signed head, or None before the first."""
    head = Head.objects.order_by("-size").first()
    return head.signed if head else None


def log_lines(site: str | None = None) -> Iterator[bytes]:
    """Write log.jsonl line by line, its head last. Words are shown only where they are public.

    Args:
        site: show only this site's words. Every line stays in its place, so the file can be checked all the same.
    """
    head = newest_head()
    if head is None:
        return
    for start in range(0, head.size, CHUNK):
        rows = Record.objects.filter(position__gte=start, position__lt=min(start + CHUNK, head.size))
        for record in rows.order_by("position"):
            yield _line(record, site)
    yield head_line(head)


def entry_of(record: Record, site: str | None = None) -> Entry:
    """One record as the public may see it."""
    reason = blank_of(record, site)
    opening = None if reason else Opening(nonce=record.nonce, body=record.body)
    return Entry(position=record.position or 0, leaf=record.leaf, opening=opening, blank=reason)


def blank_of(record: Record, site: str | None = None) -> str | None:
    """Why a record's words are not shown; None when they are."""
    if record.blank_reason:
        return record.blank_reason
    if record.is_withheld:
        return WITHHELD
    return OTHER_SITE if site not in {None, record.site_key} else None


def consistency(from_size: int) -> dict[str, object]:
    """Prove that the log of today continues the one of ``from_size`` records.

    Raises:
        ValueError: the log never had that many records.
    """
    head = newest_head()
    if head is None or not 0 <= from_size <= head.size:
        message = f"the log has not had {from_size} records"
        raise ValueError(message)
    nodes = hashes_at(consistency_path(from_size, head.size))
    proof = consistency_proof(from_size, head.size, nodes)
    return {"from_size": from_size, "proof": [step.hex() for step in proof], "head": head.as_dict()}


def _line(record: Record, site: str | None) -> bytes:
    entry = entry_of(record, site)
    return entry_line(entry["position"], entry["leaf"], entry["opening"], entry["blank"])
