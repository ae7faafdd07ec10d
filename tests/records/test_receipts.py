"""A receipt and the published log prove themselves, without the server."""

from dataclasses import dataclass

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minka.engine.ledger import verify_consistency, verify_log, verify_receipt
from minka.records import signing
from minka.records.actions import blank_record, restore, sequence_records, withhold
from minka.records.models import Record
from minka.records.queries import consistency, log_lines, newest_head, receipt_of
from tests.make.records import make_record, make_records


@dataclass
class Thing:
    ref: str
    code: str = "kudu-yeme-sifi-311"


@pytest.mark.django_db
def test_a_receipt_proves_its_place_in_two_queries() -> None:
    make_records(21)
    sequence_records()

    with CaptureQueriesContext(connection) as queries:
        receipt = receipt_of(Thing("contribution:13"))

    assert len(queries) <= 2
    assert receipt["position"] == 12
    assert receipt["code"] == "kudu-yeme-sifi-311"
    assert verify_receipt(receipt, trusted_key=signing.own_public_key()).ok


@pytest.mark.django_db
def test_there_is_no_receipt_before_there_is_a_place() -> None:
    make_record()

    assert receipt_of(Thing("contribution:1")) is None
    assert receipt_of(Thing("contribution:2")) is None


@pytest.mark.django_db
def test_the_only_record_of_a_log_has_a_receipt_too() -> None:
    make_record()
    sequence_records()

    assert verify_receipt(receipt_of(Thing("contribution:1"))).ok


@pytest.mark.django_db
def test_a_changed_receipt_is_found() -> None:
    make_records(5)
    sequence_records()
    receipt = receipt_of(Thing("contribution:2"))

    receipt["entry"]["opening"]["body"]["title"] = "Otra idea"

    assert not verify_receipt(receipt).ok


@pytest.mark.django_db
def test_the_published_log_proves_itself() -> None:
    make_records(30)
    sequence_records()

    verdict = verify_log(log_lines(), trusted_key=signing.own_public_key())

    assert verdict.ok
    assert (verdict.size, verdict.opened, verdict.blanks) == (30, 30, 0)


@pytest.mark.django_db
def test_withdrawn_words_leave_a_blank_with_its_reason_and_the_log_whole() -> None:
    make_records(3)
    sequence_records()

    assert blank_record(subject="contribution:2", reason="retirado por su autor") == 1
    assert blank_record(subject="contribution:2", reason="retirado por su autor") == 0
    sequence_records()

    lines = list(log_lines())
    assert orjson.loads(lines[1])["blank"] == "retirado por su autor"
    assert orjson.loads(lines[3])["leaf"]["kind"] == "record.blanked"
    assert verify_log(lines).ok
    assert Record.objects.filter(subject="contribution:2", nonce="", body__isnull=True).count() == 1


@pytest.mark.django_db
def test_blanked_words_leave_a_receipt_that_still_proves_its_place() -> None:
    make_records(3)
    blank_record(subject="contribution:2", reason="withdrawn")
    sequence_records()

    assert verify_receipt(receipt_of(Thing("contribution:2"))).ok


@pytest.mark.django_db
def test_withheld_words_are_nowhere_in_the_log_until_they_are_restored() -> None:
    make_records(3)
    sequence_records()

    withhold(subject="contribution:2")
    held = b"".join(log_lines())
    restore(subject="contribution:2")
    shown = b"".join(log_lines())

    assert b"Idea 2" not in held
    assert b"Idea 2" in shown
    assert verify_log(held.splitlines(keepends=True)).ok


@pytest.mark.django_db
def test_the_log_of_one_site_shows_its_words_only_and_proves_itself_all_the_same() -> None:
    make_record(1)
    make_record(2, site="tacna")
    sequence_records()

    lines = list(log_lines(site="cajamarca"))

    assert b"Idea 1" in lines[0]
    assert b"Idea 2" not in lines[1]
    assert verify_log(lines).ok


@pytest.mark.django_db
def test_the_log_of_today_proves_that_it_continues_yesterdays() -> None:
    make_records(5)
    sequence_records()
    before = newest_head()
    make_records(8)
    sequence_records()

    answer = consistency(5)

    proof = [bytes.fromhex(step) for step in answer["proof"]]
    roots = bytes.fromhex(before.root), bytes.fromhex(newest_head().root)
    assert verify_consistency(5, 13, proof, *roots)
    with pytest.raises(ValueError, match="14"):
        consistency(14)
