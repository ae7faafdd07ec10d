"""Recomputing the whole log from its rows, the way a stranger would, and naming every row that does not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.db.models import Q

from minka.engine.ledger.canonical import NotCanonical, commit
from minka.engine.ledger.heads import HeadInvalid, is_signed
from minka.engine.ledger.log import LeafInvalid, hash_of_leaf
from minka.engine.ledger.tree import Coordinate, Frontier, Node, new_nodes
from minka.records import signing
from minka.records.models import Head, Record, TreeNode

CHUNK = 2048


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: which row, and what is wrong with it in a plain sentence."""

    what: str
    text: str


@dataclass(slots=True)
class _Check:
    """What is known while the log is read once from its first entry to its last."""

    heads: dict[int, Head]
    frontier: Frontier = field(default_factory=Frontier)
    whole: bool = True
    faults: list[Fault] = field(default_factory=list)

    def note(self, what: str, text: str) -> None:
        self.faults.append(Fault(what, text))


def check_log() -> list[Fault]:
    """Recompute every leaf, commitment, node, root and signature; an empty list means that all is as it was signed."""
    heads = {head.size: head for head in Head.objects.order_by("size")}
    check = _Check(heads)
    for records in batched(_in_order(), CHUNK):
        _take(records, check)
    _check_heads(check)
    _check_memory(check)
    return check.faults


def _in_order() -> Iterator[Record]:
    return Record.objects.filter(position__isnull=False).order_by("position").iterator(CHUNK)


def _take(records: Sequence[Record], check: _Check) -> None:
    for record in records:
        _check_record(record, check)
    expected = range(check.frontier.size, check.frontier.size + len(records))
    if check.whole and any(record.position != place for record, place in zip(records, expected, strict=True)):
        _name_gaps(records, check)
    if check.whole:
        _grow(records, check)


def _check_record(record: Record, check: _Check) -> None:
    name = f"{record.position} · {record.subject}"
    try:
        if hash_of_leaf(record.leaf).hex() != record.leaf_hash:
            check.note(name, "Este registro fue cambiado después de entrar en la bitácora.")
        if record.nonce and commit(bytes.fromhex(record.nonce), record.body) != record.commitment:
            check.note(name, "El contenido de este registro fue cambiado.")
        if not record.nonce and not record.blank_reason:
            check.note(name, "El contenido de este registro fue borrado sin decir por qué.")
    except (LeafInvalid, NotCanonical, ValueError):
        check.note(name, "Este registro está dañado.")


def _name_gaps(records: Sequence[Record], check: _Check) -> None:
    """After a gap no root can be recomputed; every missing position is still named."""
    check.whole = False
    present = {record.position for record in records}
    last = max(position for position in present if position is not None)
    for position in range(check.frontier.size, last):
        if position not in present:
            check.note(str(position), "Falta el registro de esta posición: fue borrado o movido.")


def _grow(records: Sequence[Record], check: _Check) -> None:
    leaves = [bytes.fromhex(record.leaf_hash) for record in records]
    _check_nodes(new_nodes(check.frontier.size, leaves, check.frontier), check)
    start = check.frontier.size
    stops = sorted(size for size in check.heads if start <= size <= start + len(leaves))
    for stop in stops:
        check.frontier = check.frontier.extend(leaves[check.frontier.size - start : stop - start])
        if check.frontier.root().hex() != check.heads[stop].root:
            check.note(f"cabeza {stop}", "La raíz firmada no es la de los registros guardados.")
    check.frontier = check.frontier.extend(leaves[check.frontier.size - start :])


def _check_nodes(nodes: Sequence[Node], check: _Check) -> None:
    if not nodes:
        return
    ranges = Q(pk__in=[])
    for level in {node.level for node in nodes}:
        indexes = [node.index for node in nodes if node.level == level]
        ranges |= Q(level=level, index__gte=min(indexes), index__lte=max(indexes))
    stored = {
        Coordinate(*row[:2]): row[2] for row in TreeNode.objects.filter(ranges).values_list("level", "index", "hash")
    }
    for node in nodes:
        if stored.get(Coordinate(node.level, node.index)) != node.hash.hex() and node.level == 1:
            check.note(
                f"{2 * node.index} y {2 * node.index + 1}",
                "Los registros de estas posiciones no son los que se firmaron: alguno fue cambiado, agregado o movido.",
            )
        elif stored.get(Coordinate(node.level, node.index)) != node.hash.hex():
            check.note(f"nodo {node.level}/{node.index}", "Este nodo del árbol no es el de los registros que cubre.")


def _check_heads(check: _Check) -> None:
    newest = max(check.heads, default=0)
    if check.whole and check.frontier.size < newest:
        check.note(f"{check.frontier.size} a {newest - 1}", "Faltan los últimos registros firmados.")
    if check.whole and check.frontier.size > newest:
        check.note(f"{newest} a {check.frontier.size - 1}", "Estos registros tienen posición, pero nadie los firmó.")
    for head in check.heads.values():
        if not is_signed(head.signed):
            check.note(f"cabeza {head.size}", "La firma de esta cabeza no es válida.")


def _check_memory(check: _Check) -> None:
    try:
        memory = signing.remembered_head()
    except HeadInvalid:
        check.note("memoria", "El archivo con la última cabeza firmada está dañado.")
        return
    if memory and (memory.size not in check.heads or check.heads[memory.size].root != memory.root):
        check.note(f"cabeza {memory.size}", "Esta cabeza se firmó en esta máquina y ya no está en la base de datos.")
