"""One writer gives records their positions, and stops rather than sign what it cannot vouch for."""

import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from minka.engine.ledger import is_signed, root_from_leaves
from minka.records import signing
from minka.records.actions import SYSTEM, LogDoubted, LogHalted, resume_log, sequence_records
from minka.records.models import AuditEntry, Halt, Head, Record, TreeNode
from minka.records.tasks import sequence_forever
from tests.make.records import make_record, make_records


@pytest.mark.django_db
def test_an_empty_log_has_a_signed_head_of_its_own() -> None:
    head = sequence_records()

    assert (head.size, head.root) == (0, root_from_leaves([]).hex())
    assert is_signed(head.signed)


@pytest.mark.django_db
def test_waiting_records_get_positions_in_the_order_of_their_arrival() -> None:
    make_records(3)
    sequence_records()
    make_records(4)

    head = sequence_records()

    records = list(Record.objects.order_by("id"))
    assert [record.position for record in records] == list(range(7))
    assert head.root == root_from_leaves([bytes.fromhex(record.leaf_hash) for record in records]).hex()
    assert is_signed(head.signed)
    assert head.key == signing.own_public_key()


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_the_tree_does_not_depend_on_how_many_are_taken_at_a_time(limit: int) -> None:
    records = make_records(11)

    while Record.objects.filter(position__isnull=True).exists():
        head = sequence_records(limit=limit)

    assert head.root == root_from_leaves([bytes.fromhex(record.leaf_hash) for record in records]).hex()
    assert TreeNode.objects.count() == 5 + 2 + 1


@pytest.mark.django_db
def test_sequencing_again_changes_nothing_when_nothing_waits() -> None:
    make_records(2)

    assert sequence_records() == sequence_records()
    assert Head.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tampering",
    [
        "update records_record set leaf_hash = repeat('0', 64) where position = 2",
        "update records_record set position = null where position = 2",
        "delete from records_record where position = 2",
        "delete from records_treenode where level = 1",
        "update records_treenode set hash = repeat('0', 64) where level = 1",
        "update records_head set root = repeat('0', 64)",
        "update records_head set signature = repeat('0', 128)",
        "delete from records_head",
    ],
)
def test_nothing_is_signed_over_a_tree_that_was_touched(tampering: str) -> None:
    make_records(3)
    sequence_records()
    heads = Head.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    touched_heads = Head.objects.count()
    late = make_record(9)

    with pytest.raises(LogDoubted):
        sequence_records()

    late.refresh_from_db()
    assert late.position is None
    assert Head.objects.count() == touched_heads <= heads
    assert Halt.objects.get().cleared_at is None


@pytest.mark.django_db
def test_a_record_changed_before_its_turn_halts_the_log() -> None:
    record = make_record()
    Record.objects.filter(pk=record.pk).update(body={"title": "Otra cosa"})

    with pytest.raises(LogDoubted, match=str(record.pk)):
        sequence_records()


@pytest.mark.django_db
def test_a_halted_log_stays_so_until_somebody_gives_a_reason() -> None:
    record = make_record()
    Record.objects.filter(pk=record.pk).update(leaf_hash="0" * 64)
    with pytest.raises(LogDoubted):
        sequence_records()
    Record.objects.filter(pk=record.pk).update(leaf_hash=record.leaf_hash)
    with pytest.raises(LogHalted):
        sequence_records()

    resume_log(by=SYSTEM, reason="Se repuso la fila desde la copia de las 10:00")
    head = sequence_records()

    assert head.size == 2
    assert Record.objects.get(kind="log.resumed").body["reason"].startswith("Se repuso")
    assert AuditEntry.objects.filter(action="log.resumed").exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_restored_from_an_old_copy_is_noticed(settings: object, tmp_path: Path) -> None:
    settings.LOG_HEAD_FILE = tmp_path / "head.json"
    make_records(2)
    sequence_records()
    make_record(3)
    sequence_records()
    Head.objects.filter(size=3).delete()
    TreeNode.objects.all().delete()
    Record.objects.all().delete()
    make_records(1)

    with pytest.raises(LogDoubted):
        sequence_records()


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_one_tree() -> None:
    make_records(40)

    def write(number: int) -> None:
        try:
            make_record(100 + number)
            sequence_records(limit=7)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while Record.objects.filter(position__isnull=True).exists():
        sequence_records()

    leaves = [bytes.fromhex(value) for value in Record.objects.order_by("position").values_list("leaf_hash", flat=True)]
    assert len(leaves) == 48
    assert Head.objects.order_by("-size").first().root == root_from_leaves(leaves).hex()


@pytest.mark.django_db(transaction=True)
def test_the_sequencer_goes_on_until_it_is_told_to_stop() -> None:
    make_records(3)
    stop = threading.Event()
    sequencer = threading.Thread(target=sequence_forever, args=[stop])

    sequencer.start()
    for _ in range(200):
        if Head.objects.filter(size=3).exists():
            break
        threading.Event().wait(0.05)
    stop.set()
    sequencer.join(10)

    assert not sequencer.is_alive()
    assert not Record.objects.filter(position__isnull=True).exists()


def test_the_signing_key_is_made_once_and_only_its_owner_reads_it(settings: object, tmp_path: Path) -> None:
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log"

    key = signing.own_public_key()

    assert signing.own_public_key() == key
    assert settings.LOG_KEY_FILE.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.LOG_KEY_FILE.parent.iterdir()] == ["log"]


@pytest.mark.django_db
def test_an_operator_resumes_with_one_command_that_says_when_it_was_too_early() -> None:
    with pytest.raises(CommandError, match="no está detenido"):
        call_command("resume_log", "--reason", "nada")
    record = make_record()
    Record.objects.filter(pk=record.pk).update(leaf_hash="0" * 64)
    with pytest.raises(LogDoubted):
        sequence_records()

    with pytest.raises(CommandError, match="otra vez"):
        call_command("resume_log", "--reason", "Se revisó")
    Record.objects.filter(pk=record.pk).update(leaf_hash=record.leaf_hash)
    out = StringIO()
    call_command("resume_log", "--reason", "Se repuso la fila", stdout=out)

    assert "continúa con 3 líneas" in out.getvalue()
