"""Comparing what people were told with what the database holds, by plain SQL and the engine's own arithmetic."""

from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg

from benchmarks.product import Product, wait_until
from minka.engine.ledger import root_from_leaves

STORED = "select idempotency_key, id from contributions_contribution where idempotency_key like 'web:%'"
ODD_COUNTS: dict[str, LiteralString] = {
    "records": "select count(*) from contributions_contribution c where 1 <> (select count(*) from records_record r"
    " where r.subject = 'contribution:' || c.id and r.kind = 'contribution.received')",
    "audit entries": "select count(*) from contributions_contribution c where 1 <> (select count(*)"
    " from records_auditentry a where a.subject = 'contribution:' || c.id and a.action = 'contribution.received')",
    "participants": "select count(*) from people_participant p where 1 <> (select count(*)"
    " from contributions_contribution c where c.participant_id = p.id)",
    "consents": "select count(*) from people_participant p where 1 <> (select count(*)"
    " from people_consent c where c.participant_id = p.id and c.purpose = 'participate')",
    "orphans": "select count(*) from records_record r where r.kind = 'contribution.received' and not exists"
    " (select from contributions_contribution c where r.subject = 'contribution:' || c.id)",
}
WAITING = "select count(*) from records_record where position is null"


@dataclass(frozen=True)
class Comparison:
    """How many were acknowledged, and how many of anything is wrong."""

    acknowledged: int
    lost: int
    doubled: int
    mistaken: int  # stored under another number than the receipt said
    unasked: int
    odd: dict[str, int]
    log_is_sound: bool

    @property
    def is_clean(self) -> bool:
        wrong = self.lost + self.doubled + self.mistaken + self.unasked + sum(self.odd.values())
        return wrong == 0 and self.log_is_sound

    def rows(self) -> list[list[object]]:
        odd = [[f"without exactly one: {name}", count] for name, count in self.odd.items()]
        counts: list[list[object]] = [
            ["acknowledged", self.acknowledged],
            ["lost", self.lost],
            ["doubled", self.doubled],
            ["under another number", self.mistaken],
            ["stored and never asked for", self.unasked],
        ]
        return [*counts, *odd, ["log complete, root as signed", "yes" if self.log_is_sound else "NO"]]


def compare(product: Product, receipts: dict[str, int]) -> Comparison:
    """Look for each acknowledged key, once the public log has come to rest."""
    with psycopg.connect(product.database(), autocommit=True) as connection:
        wait_until(lambda: one(connection, WAITING) == 0)
        stored: dict[str, list[int]] = {}
        for key, number in connection.execute(STORED):
            stored.setdefault(key.removeprefix("web:"), []).append(number)
        return Comparison(
            acknowledged=len(receipts),
            lost=sum(key not in stored for key in receipts),
            doubled=sum(len(numbers) > 1 for numbers in stored.values()),
            mistaken=sum(key in stored and stored[key][0] != number for key, number in receipts.items()),
            unasked=sum(key not in receipts for key in stored),
            odd={name: one(connection, query) for name, query in ODD_COUNTS.items()},
            log_is_sound=is_sound(connection),
        )


def is_sound(connection: "psycopg.Connection[Any]") -> bool:
    """Positions without gaps, and the root of all leaves the one that the newest head signs."""
    rows = connection.execute("select position, leaf_hash from records_record order by position").fetchall()
    head = connection.execute("select size, root from records_head order by size desc limit 1").fetchone()
    root = root_from_leaves(bytes.fromhex(leaf) for _, leaf in rows).hex()
    return [position for position, _ in rows] == list(range(len(rows))) and head == (len(rows), root)


def one(connection: "psycopg.Connection[Any]", query: LiteralString) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
