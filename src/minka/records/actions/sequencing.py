"""The one writer of the log: gives waiting records their positions, stores the tree, signs its head.

It stops on doubt. Nothing is ever signed that is smaller than, or different from, what was signed before.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from minka.engine.ledger.canonical import commit
from minka.engine.ledger.heads import Head as SignedHead
from minka.engine.ledger.heads import HeadInvalid, is_signed, sign_head
from minka.engine.ledger.log import hash_of_leaf
from minka.engine.ledger.tree import (
    Coordinate,
    Frontier,
    Node,
    consistency_proof,
    frontier_path,
    new_nodes,
    verify_consistency,
)
from minka.records import signing
from minka.records.actions.writing import Actor, write_audit, write_record
from minka.records.models import MOMENT, Halt, Head, Record
from minka.records.queries.tree import hashes_at

LOCK = 7264812  # any number, the same on every machine that writes to one log
BATCH = 5000

INSERT_NODES = (
    "insert into records_treenode (level, index, hash) select * from unnest(%s::int[], %s::bigint[], %s::text[])"
)
PLACE_RECORDS = (
    "update records_record set position = place.position"
    " from unnest(%s::bigint[], %s::bigint[]) as place (id, position)"
    " where records_record.id = place.id and records_record.position is null"
)


class LogDoubted(RuntimeError):  # noqa: N818 - a state, not a mistake
    """What is stored is not what was signed. The log has been halted."""


class LogHalted(RuntimeError):  # noqa: N818 - a state, not a mistake
    """The log stopped on a doubt that nobody has cleared yet."""


class KeyChanged(RuntimeError):  # noqa: N818 - a state, not a mistake
    """The log was signed with another key than this machine has."""


def sequence_records(*, limit: int = BATCH) -> Head:
    """Give waiting records their positions, in order of arrival, and return the newest signed head.

    Safe to call from anywhere at any time: whoever comes second waits, and then finds less to do.

    Raises:
        LogDoubted: the stored tree is not the signed one; this is marked, and nothing was written.
        LogHalted: that happened before.
        KeyChanged: this machine may not sign.
    """
    try:
        with transaction.atomic():
            _wait_for_turn()
            if Halt.objects.filter(cleared_at__isnull=True).exists():
                raise LogHalted
            return _extend(limit)
    except LogDoubted as doubt:
        Halt.objects.get_or_create(cleared_at=None, defaults={"problem": str(doubt)})
        raise


def resume_log(*, by: Actor, reason: str) -> None:
    """Clear a halt after somebody looked into it, and say so in the log itself.

    This machine's memory of a later head is given up; a tree that is damaged halts again at once.
    """
    with transaction.atomic():
        _wait_for_turn()
        halt = Halt.objects.select_for_update().get(cleared_at=None)
        halt.cleared_at, halt.cleared_reason = timezone.now(), reason
        halt.save(update_fields=["cleared_at", "cleared_reason"])
        write_record(site="minka", kind="log.resumed", subject="log", body={"problem": halt.problem, "reason": reason})
        write_audit(site="", by=by, action="log.resumed", subject="log")
        transaction.on_commit(signing.forget_head)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def _extend(limit: int) -> Head:
    last = Head.objects.order_by("-size").first()
    waiting = list(Record.objects.filter(position__isnull=True).order_by("id")[:limit])
    if last is not None and not waiting:
        return last
    frontier = _checked_frontier(last)
    leaves = [_checked_leaf(record) for record in waiting]
    nodes = new_nodes(frontier.size, leaves, frontier)
    grown = frontier.extend(leaves)
    _check_growth(frontier, grown, leaves, nodes)
    _store(frontier.size, waiting, nodes)
    return _sign(grown, last)


def _checked_frontier(last: Head | None) -> Frontier:
    """Take the tree up again where the last head left it, or stop."""
    size = last.size if last else 0
    highest = Record.objects.aggregate(highest=Max("position"))["highest"]
    if (-1 if highest is None else highest) != size - 1:
        raise LogDoubted("Hay más o menos registros con posición que los que dice la última cabeza firmada.")
    try:
        frontier = Frontier.at(size, hashes_at(frontier_path(size)))
    except KeyError as missing:
        raise LogDoubted("Falta un nodo del árbol.") from missing
    if last is not None:
        _check_head(last, frontier)
    _check_memory(size)
    return frontier


def _check_head(last: Head, frontier: Frontier) -> None:
    if not is_signed(last.signed) or frontier.root().hex() != last.root:
        raise LogDoubted("El árbol guardado no es el que se firmó.")
    if last.key != signing.own_public_key():
        raise KeyChanged


def _check_memory(size: int) -> None:
    """What this machine signed must still be in the database, also after somebody restored an old one."""
    try:
        memory = signing.remembered_head()
    except HeadInvalid as damaged:
        raise LogDoubted("La memoria de la última cabeza firmada está dañada.") from damaged
    if memory is None:
        return
    if memory.size > size:
        raise LogDoubted("La base de datos tiene menos registros que los ya firmados: ¿se restauró una copia antigua?")
    if not Head.objects.filter(size=memory.size, root=memory.root).exists():
        raise LogDoubted("La base de datos no contiene la última cabeza firmada.")


def _checked_leaf(record: Record) -> bytes:
    leaf = hash_of_leaf(record.leaf)
    opened = bool(record.nonce)
    if leaf.hex() != record.leaf_hash or (
        opened and commit(bytes.fromhex(record.nonce), record.body) != record.commitment
    ):
        raise LogDoubted(f"El registro {record.pk} cambió antes de recibir su posición.")
    return leaf


def _check_growth(before: Frontier, after: Frontier, leaves: Sequence[bytes], nodes: Sequence[Node]) -> None:
    """Prove to ourselves, the way a stranger would, that the new tree continues the old one."""
    known = dict(zip(frontier_path(before.size), before.peaks, strict=True))
    known |= {Coordinate(0, before.size + offset): leaf for offset, leaf in enumerate(leaves)}
    known |= {Coordinate(node.level, node.index): node.hash for node in nodes}
    proof = consistency_proof(before.size, after.size, known)
    if not verify_consistency(before.size, after.size, proof, before.root(), after.root()):
        raise LogDoubted("El árbol nuevo no continúa el anterior.")


def _store(size: int, waiting: Sequence[Record], nodes: Sequence[Node]) -> None:
    positions = list(range(size, size + len(waiting)))
    columns: Any = [[node.level for node in nodes], [node.index for node in nodes], [node.hash.hex() for node in nodes]]
    with connection.cursor() as cursor:
        cursor.execute(PLACE_RECORDS, [[record.pk for record in waiting], positions])
        if cursor.rowcount != len(waiting):
            raise LogDoubted("Otro programa dio posiciones al mismo tiempo.")
        cursor.execute(INSERT_NODES, columns)


def _sign(tree: Frontier, last: Head | None) -> Head:
    now = timezone.now().astimezone(dt.UTC).replace(microsecond=0)
    moment = max(now, last.at) if last else now
    head = sign_head(
        size=tree.size,
        root=tree.root(),
        at=moment.astimezone(dt.UTC).strftime(MOMENT),
        private_key=signing.private_key(),
    )
    transaction.on_commit(lambda: signing.remember_head(head))
    return _save(head, moment)


def _save(head: SignedHead, moment: dt.datetime) -> Head:
    return Head.objects.create(size=head.size, root=head.root, at=moment, signature=head.signature, key=head.key)
