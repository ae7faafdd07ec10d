"""``./minka verify`` needs a file and nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from minka.config.commands import verify
from minka.config.trouble import CannotGoOn
from minka.engine.ledger import make_seal, public_key
from minka.records import signing
from minka.records.actions import sequence_records
from minka.records.queries import consistency, log_lines, newest_head, receipt_of
from tests.make.records import make_records


@dataclass
class Thing:
    ref: str
    code: str = "kudu-yeme-sifi-311"


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:  # noqa: ARG001
    """A receipt, a log and its head, as somebody downloaded them."""
    make_records(4)
    sequence_records()
    head = newest_head()
    assert head is not None
    (tmp_path / "cabeza.json").write_text(json.dumps(head.as_dict()))
    make_records(3)
    sequence_records()
    receipt = receipt_of(Thing("contribution:2"))
    assert receipt is not None
    (tmp_path / "recibo.json").write_text(json.dumps(receipt))
    receipt["consistency"] = consistency(4)["proof"]
    (tmp_path / "recibo-continuo.json").write_text(json.dumps(receipt, indent=2))
    (tmp_path / "log.jsonl").write_bytes(b"".join(log_lines()))
    return tmp_path


@pytest.mark.parametrize("name", ["recibo.json", "log.jsonl", "recibo-continuo.json"])
def test_what_was_downloaded_is_found_true(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.run([str(folder / name), "--key", signing.own_public_key()]) == 0
    assert "Todo coincide" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["log.jsonl", "recibo-continuo.json"])
def test_it_continues_a_head_that_was_kept(folder: Path, name: str) -> None:
    assert verify.run([str(folder / name), "--head", str(folder / "cabeza.json")]) == 0


def test_a_changed_log_is_found_and_the_line_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = folder / "log.jsonl"
    log.write_text(log.read_text().replace("Idea 2", "Idea X", 1))

    assert verify.run([str(log)]) == 1
    assert "línea 2" in capsys.readouterr().out


def test_another_key_is_refused(folder: Path) -> None:
    assert verify.run([str(folder / "recibo.json"), "--key", "0" * 64]) == 1


def test_a_log_cut_short_of_a_kept_head_is_refused(folder: Path) -> None:
    lines = (folder / "log.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "corto.jsonl").write_bytes(b"".join([*lines[:2], lines[-1]]))

    assert verify.run([str(folder / "corto.jsonl"), "--head", str(folder / "cabeza.json")]) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"hola", b"{}", b"[]\n[]\n", b"\xff\xfe\x00", b"null", b"[" * 100_000, b'{"proof":' * 100_000],
    ids=range(8),
)
def test_any_other_file_gets_a_verdict(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "otro").write_bytes(content)

    assert verify.run([str(tmp_path / "otro")]) == 1


def test_it_runs_from_a_terminal_without_any_database(folder: Path) -> None:
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "DATABASE_URL": "postgresql://nowhere:1/none"}
    command = [sys.executable, "-m", "minka", "verify"]

    good = subprocess.run(
        [*command, folder / "log.jsonl"], env=surroundings, capture_output=True, text=True, check=False
    )
    absent = subprocess.run(
        [*command, folder / "no.json"], env=surroundings, capture_output=True, text=True, check=False
    )

    assert (good.returncode, absent.returncode) == (0, 1)
    assert "No pude leer" in absent.stderr


@pytest.fixture
def seal() -> str:
    return make_seal({"about": "cargo", "number": "2026-000001"}, bytes(32))


def test_a_seal_is_found_true_with_the_known_key(seal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.run(["--seal", f"https://minka.pe/registro/comprobar/#{seal}", "--key", public_key(bytes(32))]) == 0
    assert "number: 2026-000001" in capsys.readouterr().out


def test_a_seal_in_a_file_is_checked_as_well(seal: str, tmp_path: Path) -> None:
    (tmp_path / "qr.txt").write_text(f"{seal}\n")

    assert verify.run([str(tmp_path / "qr.txt"), "--key", public_key(bytes(32))]) == 0
    assert verify.run([str(tmp_path / "qr.txt"), "--key", public_key(bytes(range(32)))]) == 1


def test_a_changed_seal_is_refused(seal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.run(["--seal", seal[:-4] + "AAAA", "--key", public_key(bytes(32))]) == 1
    assert "NO es válido" in capsys.readouterr().out


def test_a_seal_without_a_key_proves_nothing(seal: str) -> None:
    with pytest.raises(CannotGoOn, match="--key"):
        verify.run(["--seal", seal])


def test_a_seal_among_the_words_of_a_log_does_not_stand_in_for_its_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal = make_seal({"about": "cargo"}, signing.private_key())
    log = folder / "log.jsonl"
    log.write_text(log.read_text().replace("Idea 2", f"Idea {seal}", 1))

    assert verify.run([str(log), "--key", signing.own_public_key()]) == 1
    assert "línea 2" in capsys.readouterr().out
