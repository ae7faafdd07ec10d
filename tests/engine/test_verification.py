"""Checking receipts and logs: honest ones pass, every tampering is found, nothing hostile raises."""

import copy
from collections.abc import Callable

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.ledger import Verdict, public_key, verify_log, verify_receipt
from minka.engine.ledger.verification import BATCH, MOST_PROBLEMS, TEXTS
from tests.engine import logs
from tests.engine.logs import KEY, head_for, log_for, receipt_for

TRUSTED = public_key(KEY)
STRANGER = b"s" * 32


def codes(verdict: Verdict) -> set[str]:
    return {problem.code for problem in verdict.problems}


@pytest.mark.parametrize("size", range(len(logs.TEXTS) + 1))
def test_honest_log_passes(size: int) -> None:
    verdict = verify_log(log_for(logs.TEXTS[:size]), trusted_key=TRUSTED)

    assert verdict.ok
    assert (verdict.size, verdict.opened, verdict.blanks) == (size, size, 0)


def test_withdrawn_contents_leave_a_blank_and_a_log_that_passes() -> None:
    verdict = verify_log(log_for(logs.TEXTS, blanks={2: "withdrawn"}), trusted_key=TRUSTED)

    assert verdict.ok
    assert (verdict.opened, verdict.blanks) == (len(logs.TEXTS) - 1, 1)


def test_log_continues_every_head_it_ever_had() -> None:
    lines = log_for(logs.TEXTS)

    for size in range(len(logs.TEXTS) + 1):
        assert verify_log(lines, earlier_head=head_for(logs.TEXTS[:size])).ok


def test_earlier_head_within_and_after_a_batch_is_found() -> None:
    texts = [str(number) for number in range(BATCH + 10)]
    lines = log_for(texts)

    for size in (BATCH - 1, BATCH, BATCH + 1):
        assert verify_log(lines, earlier_head=head_for(texts[:size])).ok
    forged = head_for(["otro", *texts[1 : BATCH + 1]])
    assert codes(verify_log(lines, earlier_head=forged)) == {"rewritten"}


def swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[1], lines[0], *lines[2:]]


def edited(lines: list[bytes]) -> list[bytes]:
    return [lines[0].replace(b"Agua", b"Awua"), *lines[1:]]


def recommitted(lines: list[bytes]) -> list[bytes]:
    other = log_for(["Otra cosa", *logs.TEXTS[1:]])
    return [other[0], *lines[1:]]


TAMPERINGS: dict[str, tuple[Callable[[list[bytes]], list[bytes]], set[str]]] = {
    "contents edited": (edited, {"commitment"}),
    "contents and commitment edited": (recommitted, {"root"}),
    "line deleted": (lambda lines: lines[:2] + lines[3:], {"position", "size", "root"}),
    "line doubled": (lambda lines: [*lines[:2], *lines[1:]], {"position", "size", "root"}),
    "lines swapped": (swapped, {"position", "root"}),
    "last entry cut": (lambda lines: [*lines[:-2], lines[-1]], {"size", "root"}),
    "head cut": (lambda lines: lines[:-1], {"head_missing"}),
    "head in the middle": (lambda lines: [lines[-1], *lines], {"shape"}),
    "blank line": (lambda lines: [b"\n", *lines], {"unreadable"}),
    "saved with blanks": (
        lambda lines: [lines[0].replace(b'":', b'": '), *lines[1:]],
        {"not_canonical", "position", "size", "root"},
    ),
    "truncated line": (lambda lines: [*lines[:-2], lines[-2][:40], lines[-1]], {"unreadable", "size", "root"}),
    "other encoding": (
        lambda lines: [line.decode().encode("utf-16") for line in lines],
        {"unreadable", "head_missing"},
    ),
    "Latin-1": (
        lambda lines: [line.decode().encode("latin-1", "replace") for line in lines],
        {"unreadable", "position", "size", "root"},
    ),
    "signed by a stranger": (lambda _: log_for(logs.TEXTS, key=STRANGER), {"key"}),
    "head edited": (lambda lines: [*lines[:-1], lines[-1].replace(b'"size":7', b'"size":8')], {"signature", "size"}),
    "head damaged": (lambda lines: [*lines[:-1], b'{"root":1}\n'], {"head_shape"}),
    "rolled back": (lambda _: log_for(logs.TEXTS[:3]), {"rewritten"}),
    "forked": (lambda _: log_for(["Otra", *logs.TEXTS[1:]]), {"rewritten"}),
    "empty": (lambda _: [], {"head_missing", "rewritten"}),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(name: str) -> None:
    tamper, expected = TAMPERINGS[name]

    verdict = verify_log(tamper(log_for(logs.TEXTS)), trusted_key=TRUSTED, earlier_head=head_for(logs.TEXTS[:5]))

    assert not verdict.ok
    assert expected <= codes(verdict)


def test_problem_names_its_line_and_says_it_plainly() -> None:
    verdict = verify_log(edited(log_for(logs.TEXTS)))

    problem = verdict.problems[0]
    assert (problem.line, problem.code) == (1, "commitment")
    assert problem.text == "El contenido no corresponde al compromiso: fue cambiado después de registrarse."


@settings(max_examples=300)
@given(st.data())
def test_any_flipped_bit_is_found(data: st.DataObject) -> None:
    content = bytearray(b"".join(log_for(logs.TEXTS[:3])))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))

    verdict = verify_log(bytes(content).splitlines(keepends=True), trusted_key=TRUSTED)

    assert not verdict.ok


@given(st.lists(st.binary(max_size=60)))
def test_any_bytes_give_a_verdict(lines: list[bytes]) -> None:
    assert not verify_log(lines).ok


HOSTILE = {
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep body": b'{"blank":null,"leaf":{},"opening":{"body":' + b"[" * 900 + b"]" * 900 + b"}}",
    "huge integer": b'{"position":' + b"9" * 10_000 + b"}",
    "null": b"null",
    "doubled key": b'{"root":"a","root":"b"}',
    "lone surrogate": b'{"root":"\\ud800"}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "zero bytes": bytes(1000),
    "very long": b'"' + b"a" * 5_000_000 + b'"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_line_gives_a_problem(name: str) -> None:
    honest = log_for(logs.TEXTS[:2])

    assert not verify_log([HOSTILE[name], *honest]).ok
    assert not verify_log([*honest, HOSTILE[name]]).ok
    assert not verify_receipt(HOSTILE[name]).ok


def test_deep_contents_within_an_honest_frame_are_found() -> None:
    line = log_for(["a"])[0].replace(b'{"tags":[1,null],"text":"a"}', b"[" * 900 + b"]" * 900)

    assert "commitment" in codes(verify_log([line])) or "not_canonical" in codes(verify_log([line]))


def test_problems_are_counted_but_not_hoarded() -> None:
    verdict = verify_log([b"x\n"] * 1000)

    assert len(verdict.problems) == MOST_PROBLEMS
    assert verdict.found > 1000


def test_lines_may_end_as_on_other_systems() -> None:
    lines = log_for(logs.TEXTS)

    assert verify_log([line.replace(b"\n", b"\r\n") for line in lines]).ok
    assert verify_log([line.rstrip() for line in lines]).ok


@pytest.mark.parametrize("position", range(len(logs.TEXTS)))
def test_honest_receipt_passes(position: int) -> None:
    receipt = receipt_for(position, logs.TEXTS)

    assert verify_receipt(receipt, trusted_key=TRUSTED).ok
    assert verify_receipt(orjson.dumps(receipt, option=orjson.OPT_INDENT_2), trusted_key=TRUSTED.upper()).ok
    assert verify_receipt(b"\xef\xbb\xbf" + orjson.dumps(receipt)).ok


def changed(receipt: dict[str, object], path: str, value: object) -> dict[str, object]:
    """Copy a receipt with one value, named by a dotted path, put in or (``...``) taken out."""
    result = copy.deepcopy(receipt)
    *way, last = path.split(".")
    place: object = result
    for step in way:
        assert isinstance(place, dict)
        place = place[step]
    assert isinstance(place, dict)
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return result


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("entry.opening.body", {"text": "Otra"}, "commitment"),
        ("entry.opening.body", {"text": 1.5}, "unreadable"),
        ("entry.opening.nonce", "11" * 32, "commitment"),
        ("entry.leaf.site", "jaen", "proof"),
        ("entry.leaf.commitment", "0" * 64, "commitment"),
        ("entry.position", 2, "proof"),
        ("entry.position", 2, "position"),
        ("entry.position", 2**53, "unreadable"),
        ("entry.opening", None, "shape"),
        ("entry.extra", 1, "shape"),
        ("entry", None, "shape"),
        ("position", 2, "position"),
        ("position", "1", "shape"),
        ("position", ..., "shape"),
        ("proof", [], "proof"),
        ("proof", ["zz"], "proof"),
        ("proof", "ab", "proof"),
        ("proof", ["0" * 64] * 500, "proof"),
        ("head.size", 8, "signature"),
        ("head.root", "0" * 64, "signature"),
        ("head.signature", ..., "head_shape"),
        ("head", [], "head_shape"),
        ("v", 2, "version"),
        ("v", True, "version"),
        ("surprise", 1, "shape"),
    ],
)
def test_changed_receipt_is_found(path: str, value: object, code: str) -> None:
    verdict = verify_receipt(changed(receipt_for(1, logs.TEXTS), path, value), trusted_key=TRUSTED)

    assert code in codes(verdict)


def test_fraction_in_the_contents_of_a_receipt_file_is_found() -> None:
    data = orjson.dumps(changed(receipt_for(1, logs.TEXTS), "entry.opening.body", {"text": 1.5}))

    assert codes(verify_receipt(data)) == {"commitment"}


def test_receipt_signed_by_a_stranger_is_found() -> None:
    assert codes(verify_receipt(receipt_for(1, logs.TEXTS), trusted_key=public_key(STRANGER))) == {"key"}


def test_receipt_of_withdrawn_contents_still_proves_the_place() -> None:
    receipt = changed(changed(receipt_for(1, logs.TEXTS), "entry.opening", None), "entry.blank", "withdrawn")

    verdict = verify_receipt(receipt)

    assert verdict.ok
    assert (verdict.opened, verdict.blanks) == (0, 1)


@pytest.mark.parametrize("earlier", range(len(logs.TEXTS) + 1))
def test_receipt_continues_an_earlier_head(earlier: int) -> None:
    receipt = receipt_for(1, logs.TEXTS, earlier=earlier)
    honest, forged = head_for(logs.TEXTS[:earlier]), head_for(["x", *logs.TEXTS[1:earlier]])

    assert verify_receipt(receipt, earlier_head=honest).ok
    if earlier:
        assert codes(verify_receipt(receipt, earlier_head=forged)) == {"rewritten"}


def test_receipt_that_cannot_be_compared_says_so() -> None:
    receipt = receipt_for(1, logs.TEXTS)

    assert codes(verify_receipt(receipt, earlier_head=head_for(logs.TEXTS[:3]))) == {"no_consistency"}
    assert codes(verify_receipt(receipt, earlier_head=head_for([*logs.TEXTS, "más"]))) == {"rewritten"}
    assert codes(verify_receipt(receipt, earlier_head={})) == {"earlier_shape"}


def test_earlier_head_must_itself_be_signed() -> None:
    forged = head_for(logs.TEXTS) | {"signature": "0" * 128}
    other = head_for(logs.TEXTS, key=STRANGER)

    assert codes(verify_receipt(receipt_for(1, logs.TEXTS), earlier_head=forged)) == {"earlier_signature"}
    assert codes(verify_log(log_for(logs.TEXTS), TRUSTED, earlier_head=other)) == {"earlier_key"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PATHS = [
    "v",
    "entry",
    "entry.leaf",
    "entry.leaf.at",
    "entry.opening",
    "entry.opening.nonce",
    "entry.blank",
    "entry.position",
]
PATHS += ["position", "proof", "head", "head.size", "head.key", "head.root", "consistency", "code"]


@settings(max_examples=300)
@given(st.sampled_from(PATHS), JSON)
def test_any_value_in_any_place_gives_a_verdict(path: str, value: object) -> None:
    receipt = changed(receipt_for(1, logs.TEXTS[:4]), path, value)

    verdict = verify_receipt(receipt, TRUSTED, earlier_head=head_for(logs.TEXTS[:3]))

    assert verdict.found == len(verdict.problems)


@given(st.binary(max_size=200))
def test_any_receipt_bytes_give_a_verdict(data: bytes) -> None:
    assert not verify_receipt(data).ok


def test_every_problem_has_a_sentence() -> None:
    assert all(text.endswith(".") and text[0].isupper() for text in TEXTS.values())
