"""Checking what somebody brings, with the same code as the command that needs no server."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from django.utils.translation import gettext as _

from minka.engine.ledger import Verdict, find_seal, is_json, verify_log, verify_receipt, verify_seal
from minka.records import signing
from minka.records.models import Head, Record
from minka.records.sentences import facts
from minka.web.saying import say

SEAL_BYTES = 4096  # a longer text is no seal


@dataclass(frozen=True)
class Checked:
    """What a check found, and what today's log says about the same thing."""

    verdict: Verdict
    is_log: bool
    record: Record | None
    is_continued: bool | None  # whether today's log continues the one that was brought; None when nobody can tell

    @property
    def is_readable(self) -> bool:
        """Whether this is a receipt or a log at all; one without a head proves nothing and accuses nobody."""
        return self.verdict.head is not None

    @property
    def problems(self) -> Sequence[str]:
        return [
            _("%(problem)s (línea %(line)s)") % {"problem": say(problem.text), "line": problem.line}
            if problem.line
            else say(problem.text)
            for problem in self.verdict.problems[:10]
        ]


@dataclass(frozen=True)
class Sealed:
    """What a seal says, in words, or why it says nothing."""

    facts: Sequence[tuple[str, str]]
    problem: str


def check_seal(content: bytes) -> Sealed | None:
    """Check the seal that somebody brings as a text, a file or an address; None when there is none in it."""
    seal = None if is_json(content[:SEAL_BYTES]) else find_seal(content[:SEAL_BYTES].decode("utf-8", "replace"))
    if seal is None:
        return None
    verdict = verify_seal(seal, signing.own_public_key())
    return Sealed(facts(verdict.facts), say(verdict.text) if verdict.text else "")


def check_brought(content: bytes) -> Checked:
    """Check a receipt or a log. Whatever the bytes are, the answer is a verdict."""
    lines = content.splitlines(keepends=True)
    is_log = len(lines) > 1 and not _is_receipt(content)
    key = signing.own_public_key()
    verdict = verify_log(lines, trusted_key=key) if is_log else verify_receipt(content, trusted_key=key)
    return Checked(verdict, is_log, None if is_log else _record_named_in(content), _is_continued(verdict))


def _is_receipt(content: bytes) -> bool:
    """Tell a receipt that was saved over several lines from a log."""
    try:
        return isinstance(orjson.loads(content), dict)
    except orjson.JSONDecodeError:
        return False


def _record_named_in(content: bytes) -> Record | None:
    """The record whose receipt this says it is, when that is in today's log."""
    try:
        receipt = orjson.loads(content)
        position, commitment = receipt["position"], receipt["entry"]["leaf"]["commitment"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    if type(position) is not int or not 0 <= position < 2**53 or not isinstance(commitment, str):
        return None
    return Record.objects.filter(position=position, commitment=commitment[:64]).first()


def _is_continued(verdict: Verdict) -> bool | None:
    if verdict.head is None:
        return None
    own = Head.objects.filter(size=verdict.head.size).first()
    return own.root == verdict.head.root if own else None
