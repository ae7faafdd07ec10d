"""Checking receipts and whole logs, without the server and without trusting the file.

Whatever bytes come in, the answer is a :class:`Verdict`, never an exception.
"""

import hashlib
import re
from binascii import unhexlify
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import orjson

from minka.engine.ledger.canonical import COMMITMENT_PREFIX, NotCanonical, canonical, commit
from minka.engine.ledger.heads import HASH, Head, HeadInvalid, is_count, is_signed, parse_head
from minka.engine.ledger.log import RECEIPT_VERSION, Entry, Receipt, hash_of_leaf, is_entry
from minka.engine.ledger.tree import BATCH, Frontier, verify_consistency, verify_inclusion
from minka.engine.saying import phrase

MOST_PROBLEMS = 100
LONGEST_LINE = 4_000_000
LONGEST_PROOF = 128

# The exact published form of a line. What stands in "shown" may be any JSON value and is checked apart.
_LEAF = (
    rb'"leaf":(?P<leaf>\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","commitment":"(?P<commitment>[0-9a-f]{64})",'
    rb'"kind":"[!#-\[\]-~]{1,200}","site":"[!#-\[\]-~]{1,200}","subject":"[!#-\[\]-~]{1,200}","v":1\})'
)
_END = rb',"position":(?P<position>0|[1-9]\d{0,14})\}\r?\n?'
OPENED_LINE = re.compile(
    rb'\{"blank":null,' + _LEAF + rb',"opening":\{"body":(?P<shown>(?s:.*)),"nonce":"(?P<nonce>[0-9a-f]{64})"\}' + _END
)
BLANK_LINE = re.compile(rb'\{"blank":(?P<shown>"[^"\\]{1,200}"),' + _LEAF + rb',"opening":null' + _END)

TEXTS = {
    "unreadable": phrase("No se puede leer: no es JSON válido en UTF-8."),
    "too_long": phrase("Es demasiado largo para ser una línea de la bitácora."),
    "not_canonical": phrase("No está en la forma exacta en que se publica: alguien lo editó o lo volvió a guardar."),
    "shape": phrase("Le faltan datos, le sobran o tienen otra forma."),
    "position": phrase("La posición no es la que sigue: falta, sobra o se movió una línea."),
    "commitment": phrase("El contenido no corresponde al compromiso: fue cambiado después de registrarse."),
    "head_missing": phrase("Falta la última línea, la cabeza firmada: el archivo está incompleto."),
    "head_shape": phrase("La cabeza firmada está dañada."),
    "signature": phrase("La firma de la cabeza no es válida."),
    "key": phrase("La cabeza está firmada con una clave distinta de la que conoces."),
    "size": phrase("La cabeza dice otra cantidad de registros que los que hay."),
    "root": phrase("La raíz no coincide: algún registro fue cambiado, quitado, agregado o movido."),
    "version": phrase("Es de una versión que este programa no conoce."),
    "proof": phrase("La prueba no demuestra que este registro esté en la bitácora firmada."),
    "earlier_shape": phrase("La cabeza anterior está dañada."),
    "earlier_signature": phrase("La firma de la cabeza anterior no es válida."),
    "earlier_key": phrase("La cabeza anterior está firmada con otra clave."),
    "rewritten": phrase("La bitácora no continúa la cabeza anterior: fue reescrita o recortada."),
    "no_consistency": phrase("No se puede comparar con la cabeza anterior: falta la prueba de continuidad."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong. ``line`` counts from 1; None when it concerns the whole."""

    line: int | None
    code: str

    @property
    def text(self) -> str:
        """Say it in plain Spanish."""
        return TEXTS[self.code]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    ``size`` entries were read, of which ``opened`` had their contents checked against the commitment
    and ``blanks`` show a reason in place of it. ``problems`` holds the first hundred, ``found``
    counts them all. ``head`` is the head read, if one was; its signature is good when there is no
    problem.
    """

    size: int
    opened: int
    blanks: int
    problems: tuple[Problem, ...]
    found: int
    head: Head | None

    @property
    def ok(self) -> bool:
        """Tell whether nothing at all was wrong."""
        return not self.found


@dataclass(slots=True)
class _Tally:
    """What has been counted so far, while a log is read."""

    size: int = 0
    opened: int = 0
    blanks: int = 0
    expected: int = 0
    found: int = 0
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, line: int | None = None) -> None:
        self.found += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, code))

    def verdict(self, head: Head | None) -> Verdict:
        return Verdict(self.size, self.opened, self.blanks, tuple(self.problems), self.found, head)


@dataclass(slots=True)
class _Growth:
    """The tree while a log is read, and its root when it had the size of an earlier head."""

    earlier_size: int | None
    frontier: Frontier = field(default_factory=Frontier)
    waiting: list[bytes] = field(default_factory=list)
    earlier_root: bytes | None = None
    next_stop: int = 0

    def __post_init__(self) -> None:
        self.settle()

    def add(self, leaf: bytes) -> None:
        self.waiting.append(leaf)
        if len(self.waiting) == self.next_stop:
            self.settle()

    def settle(self) -> None:
        self.frontier = self.frontier.extend(self.waiting)
        self.waiting.clear()
        if self.frontier.size == self.earlier_size:
            self.earlier_root = self.frontier.root()
        ahead = (self.earlier_size or 0) - self.frontier.size
        self.next_stop = min(BATCH, ahead) if ahead > 0 else BATCH


def verify_log(
    lines: Iterable[bytes], trusted_key: str | None = None, earlier_head: Mapping[str, object] | None = None
) -> Verdict:
    """Check a whole log as published in log.jsonl.

    Every line must have its exact published form and position, every opening must match its
    commitment, and the last line must be a signed head with the size and root of what was read.

    Args:
        lines: the lines, with or without line end; read once, so a file of any size will do.
        trusted_key: the public key the head must be signed with, in hexadecimal. Without it the
            signature is only checked against the key the head itself names.
        earlier_head: a head kept from before; the log must continue it.
    """
    tally = _Tally()
    earlier = _read_earlier(earlier_head, trusted_key, tally)
    growth = _Growth(earlier.size if earlier else None)
    last: bytes | None = None
    number = 0
    for line in lines:
        if last is not None:
            number += 1
            _take_entry(last, number, tally, growth)
        last = line
    head = _take_last(last, number + 1, tally, growth)
    growth.settle()
    if head:
        _check_head(head, trusted_key, tally)
        _compare(head, growth.frontier, tally)
    if earlier and (growth.earlier_root is None or growth.earlier_root.hex() != earlier.root):
        tally.note("rewritten")
    return tally.verdict(head)


def verify_receipt(
    receipt: bytes | Mapping[str, object],
    trusted_key: str | None = None,
    earlier_head: Mapping[str, object] | None = None,
) -> Verdict:
    """Check a receipt: its contents, its place in the log and the signature over the log.

    Args:
        receipt: the bytes of receipt.json, or the value read from it.
        trusted_key: the public key the head must be signed with, in hexadecimal.
        earlier_head: a head kept from before. The receipt's head must be the same or carry the
            ``consistency`` proof that its log continues it.
    """
    tally = _Tally()
    value = _read_receipt(receipt, tally)
    if value is None:
        return tally.verdict(None)
    head = _read_head(value["head"], tally, None)
    _check_opening(value["entry"], tally)
    if head:
        tally.size = head.size
        _check_head(head, trusted_key, tally)
        _check_inclusion(value, head, tally)
        earlier = _read_earlier(earlier_head, trusted_key, tally)
        if earlier:
            _check_continues(value.get("consistency"), head, earlier, tally)
    return tally.verdict(head)


def _take_entry(line: bytes, number: int, tally: _Tally, growth: _Growth) -> None:
    """Check one line of the log and add its leaf to the tree. This runs a million times: no detours."""
    parts = OPENED_LINE.fullmatch(line) or BLANK_LINE.fullmatch(line)
    if parts is None or len(line) > LONGEST_LINE or not _is_canonical(parts["shown"]):
        tally.note(_why_unreadable(line), number)
        return
    shown, leaf, commitment, position = parts.group("shown", "leaf", "commitment", "position")
    if int(position) != tally.expected:
        tally.note("position", number)
    tally.size += 1
    tally.expected = int(position) + 1
    growth.add(hashlib.sha256(b"\x00" + leaf).digest())
    if parts.re is BLANK_LINE:
        tally.blanks += 1
        return
    tally.opened += 1
    if hashlib.sha256(COMMITMENT_PREFIX + unhexlify(parts["nonce"]) + shown).digest() != unhexlify(commitment):
        tally.note("commitment", number)


def _is_canonical(part: bytes) -> bool:
    """Tell whether bytes are one JSON value written in the one way orjson writes it."""
    try:
        return orjson.dumps(orjson.loads(part), option=orjson.OPT_SORT_KEYS) == part
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return False


def _why_unreadable(line: bytes) -> str:
    """Name what is wrong with a line that is no entry in its exact form."""
    if len(line) > LONGEST_LINE:
        return "too_long"
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return "unreadable"
    return "not_canonical" if is_entry(value) else "shape"


def _take_last(line: bytes | None, number: int, tally: _Tally, growth: _Growth) -> Head | None:
    """Read the last line as the head; if it is an entry, the head was cut off."""
    if line is None:
        tally.note("head_missing")
        return None
    try:
        value = orjson.loads(line) if len(line) <= LONGEST_LINE else None
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict) or "root" not in value:
        _take_entry(line, number, tally, growth)
        tally.note("head_missing", number)
        return None
    if not _is_canonical(line.rstrip(b"\r\n")):
        tally.note("not_canonical", number)
    return _read_head(value, tally, number)


def _compare(head: Head, frontier: Frontier, tally: _Tally) -> None:
    if head.size != frontier.size:
        tally.note("size")
    if head.root != frontier.root().hex():
        tally.note("root")


def _read_head(value: object, tally: _Tally, line: int | None) -> Head | None:
    try:
        return parse_head(value)
    except HeadInvalid:
        tally.note("head_shape", line)
        return None


def _check_head(head: Head, trusted_key: str | None, tally: _Tally) -> None:
    if not is_signed(head):
        tally.note("signature")
    if trusted_key is not None and head.key != trusted_key.strip().lower():
        tally.note("key")


def _read_earlier(value: Mapping[str, object] | None, trusted_key: str | None, tally: _Tally) -> Head | None:
    if value is None:
        return None
    try:
        earlier = parse_head(value)
    except HeadInvalid:
        tally.note("earlier_shape")
        return None
    if not is_signed(earlier):
        tally.note("earlier_signature")
    if trusted_key is not None and earlier.key != trusted_key.strip().lower():
        tally.note("earlier_key")
    return earlier


def _read_receipt(receipt: bytes | Mapping[str, object], tally: _Tally) -> Receipt | None:
    """Read a receipt into plain values of the right shape, or note why it cannot be."""
    try:
        data = receipt if isinstance(receipt, bytes) else canonical(receipt)
        value = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (orjson.JSONDecodeError, NotCanonical):
        tally.note("unreadable")
        return None
    required = {"v", "entry", "position", "proof", "head"}
    if not isinstance(value, dict) or not required <= value.keys() <= required | {"code", "consistency"}:
        tally.note("shape")
        return None
    if type(value["v"]) is not int or value["v"] != RECEIPT_VERSION:
        tally.note("version")
        return None
    if not is_entry(value["entry"]) or not is_count(value["position"]):
        tally.note("shape")
        return None
    return cast("Receipt", value)


def _check_opening(entry: Entry, tally: _Tally) -> None:
    opening = entry["opening"]
    if opening is None:
        tally.blanks += 1
        return
    tally.opened += 1
    try:
        matches = commit(bytes.fromhex(opening["nonce"]), opening["body"]) == entry["leaf"]["commitment"]
    except NotCanonical:
        matches = False
    if not matches:
        tally.note("commitment")


def _check_inclusion(receipt: Receipt, head: Head, tally: _Tally) -> None:
    entry, proof = receipt["entry"], _read_proof(receipt["proof"])
    position = entry["position"]
    if position != receipt["position"]:
        tally.note("position")
    leaf = hash_of_leaf(entry["leaf"])
    if proof is None or not verify_inclusion(leaf, position, head.size, proof, bytes.fromhex(head.root)):
        tally.note("proof")


def _check_continues(consistency: object, head: Head, earlier: Head, tally: _Tally) -> None:
    if head.size < earlier.size:
        tally.note("rewritten")
        return
    grown = head.size > earlier.size > 0
    if grown and consistency is None:
        tally.note("no_consistency")
        return
    proof = _read_proof(consistency) if grown else []
    roots = bytes.fromhex(earlier.root), bytes.fromhex(head.root)
    if proof is None or not verify_consistency(earlier.size, head.size, proof, *roots):
        tally.note("rewritten")


def _read_proof(value: object) -> Sequence[bytes] | None:
    """Read a list of hashes in hexadecimal, or None when it is anything else."""
    if not isinstance(value, list) or len(value) > LONGEST_PROOF:
        return None
    if not all(isinstance(step, str) and HASH.fullmatch(step) for step in value):
        return None
    return [bytes.fromhex(step) for step in value]
