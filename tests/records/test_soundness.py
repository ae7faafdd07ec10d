"""A change behind the program's back is found, and named."""

import pytest
from django.db import connection

from minka.records.actions import blank_record, sequence_records, withhold
from minka.records.queries import check_log
from tests.make.records import make_records

SWAP = (
    "update records_record set position = -1 where position = 4;"
    "update records_record set position = 4 where position = 7;"
    "update records_record set position = 7 where position = -1"
)
INSERT = (
    "insert into records_record (site_key, kind, subject, at, commitment, nonce, body, is_withheld, blank_reason,"
    " position, leaf_hash) select site_key, kind, 'contribution:99', at, commitment, nonce, body, false,"
    " '', 20, leaf_hash from records_record where position = 3"
)


def _tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def log(db: None) -> None:  # noqa: ARG001
    make_records(12)
    sequence_records()
    make_records(8)
    sequence_records()


@pytest.mark.usefixtures("log")
def test_an_honest_log_has_no_faults_whatever_was_blanked_or_withheld() -> None:
    blank_record(subject="contribution:3", reason="withdrawn")
    withhold(subject="contribution:4")
    sequence_records()

    assert check_log() == []


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ('update records_record set body = \'{"title": "x"}\' where position = 5', "5 · contribution:6"),
        ("update records_record set subject = 'contribution:77' where position = 5", "5 · contribution:77"),
        ("update records_record set at = at + interval '1 day' where position = 5", "5 · contribution:6"),
        ("update records_record set nonce = repeat('0', 64) where position = 5", "5 · contribution:6"),
        ("update records_record set nonce = '', body = null where position = 5", "5 · contribution:6"),
        ("update records_record set leaf_hash = repeat('0', 64) where position = 5", "5 · contribution:6"),
        ("update records_record set nonce = 'zz' where position = 5", "5 · contribution:6"),
        ("delete from records_record where position = 5", "5"),
        ("delete from records_record where position = 0", "0"),
        ("update records_record set position = null where position = 5", "5"),
        ("delete from records_record where position >= 18", "18 a 19"),
        (SWAP, "4 y 5"),
        (SWAP, "6 y 7"),
        (INSERT, "20 a 20"),
        ("update records_treenode set hash = repeat('0', 64) where level = 2 and index = 1", "nodo 2/1"),
        ("delete from records_treenode where level = 3 and index = 0", "nodo 3/0"),
        ("update records_head set root = repeat('0', 64) where size = 12", "cabeza 12"),
        ("update records_head set at = at + interval '1 day' where size = 12", "cabeza 12"),
        ("delete from records_head where size = 20", "12 a 19"),
    ],
)
def test_a_change_behind_the_program_is_found_and_named(sql: str, named: str) -> None:
    _tamper(sql)

    assert named in [fault.what for fault in check_log()]
