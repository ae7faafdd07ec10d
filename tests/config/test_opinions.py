"""``./minka opinions map`` needs a file of votes and nothing else."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from minka.config.commands import opinions
from minka.config.trouble import CannotGoOn
from minka.engine.opinions.blocks import KEYS
from minka.engine.opinions.mapping import digest_of

FOLDER = Path(__file__).parents[2] / "data" / "polis_conversations" / "brexit-consensus"
VOTES, COMMENTS = FOLDER / "votes.csv.gz", FOLDER / "comments.csv.gz"

VERSIONS = {"minka": 2, "polis": 1}


@pytest.mark.parametrize("method", ["minka", "polis"])
def test_a_map_is_told_in_words(method: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert opinions.run(["map", str(VOTES), "--comments", str(COMMENTS), "--method", method]) == 0

    told = capsys.readouterr()
    assert "204 personas, 50 afirmaciones, 5303 votos." in told.out
    assert "8. Labour should oppose the Brexit process." in told.out
    assert f"Método {method} {VERSIONS[method]}, huella " in told.out
    assert told.err == ""


@pytest.mark.parametrize("method", ["minka", "polis"])
def test_json_is_the_document_byte_by_byte_whether_packed_or_not(method: str, tmp_path: Path) -> None:
    plain = tmp_path / "votos.csv"
    plain.write_bytes(gzip.decompress(VOTES.read_bytes()))

    packed, again = (in_terminal("map", path, "--method", method, "--json") for path in (VOTES, plain))

    assert (packed.returncode, packed.stderr) == (0, b"")
    assert packed.stdout == again.stdout
    document = json.loads(packed.stdout)
    assert document["method"] == {"name": method, "version": VERSIONS[method], "seed": 0}
    assert digest_of(document) == digest_of(json.loads(again.stdout))


def in_terminal(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "DATABASE_URL": "postgresql://nowhere:1/none"}
    command = [sys.executable, "-m", "minka", "opinions", *map(str, arguments)]
    return subprocess.run(command, env=surroundings, capture_output=True, check=False)


def test_what_moderators_rejected_is_in_neither_map(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    votes, comments = tmp_path / "v.csv", tmp_path / "c.csv"
    votes.write_text("comment-id,voter-id,vote\n1,1,1\n2,1,1\n1,2,-1\n2,2,0\n")
    comments.write_text("comment-id,comment-body,moderated\n1,Agua,1\n2,Insulto,-1\n")

    for method in ("minka", "polis"):
        opinions.run(["map", str(votes), "--comments", str(comments), "--method", method, "--json"])
        document = json.loads(capsysbinary.readouterr().out)
        assert [each["number"] for each in document["statements"]] == [1]


@pytest.mark.parametrize(
    ("content", "spanish", "english"),
    [
        (b"", "línea 1: no tiene ninguna fila", "line 1: has no rows"),
        (b"voter-id,vote\n1,1\n", "falta la columna «comment-id»", "lacks the column comment-id"),
        (b"comment-id,voter-id,vote\n1,1,1\n1,1,7\n", "línea 3: un voto es 1, 0 o -1, no «7»", "line 3: a vote is"),
        (b"comment-id,voter-id,vote\n1,1,1\n1,1", "línea 3: la fila tiene otro número de celdas", "cut off?"),
        (b"\x00\x01\x02\x03", "no es un archivo de texto CSV", "is no CSV text"),
        (gzip.compress(b"comment-id,voter-id,vote\n" * 999, mtime=0)[:40], "dañado o cortado", "damaged or cut off"),
        (b"\x1f\x8bhola", "dañado o cortado", "damaged or cut off"),
    ],
)
def test_a_file_that_is_wrong_gets_a_sentence(tmp_path: Path, content: bytes, spanish: str, english: str) -> None:
    path = tmp_path / "votos.csv"
    path.write_bytes(content)

    with pytest.raises(CannotGoOn) as stopped:
        opinions.run(["map", str(path)])

    assert spanish in stopped.value.spanish
    assert english in stopped.value.english
    assert str(path) in stopped.value.spanish


def test_a_file_that_is_not_there_gets_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    absent, folder = (in_terminal("map", path) for path in (tmp_path / "no.csv", tmp_path))

    for done in (absent, folder):
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"No pude leer" in done.stderr
        assert b"Traceback" not in done.stderr


def test_bad_rows_may_be_counted_and_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    votes, comments = tmp_path / "v.csv", tmp_path / "c.csv"
    votes.write_text("comment-id,voter-id,vote\n1,1,1\n1,2,9\n" + "x,1,1\n" * 30)
    comments.write_text("comment-id,comment-body\n1,Agua\x1b[31m\n1,Luz\n")

    assert opinions.run(["map", str(votes), "--comments", str(comments), "--go-on"]) == 0

    told = capsys.readouterr()
    assert "31 fila(s) o celda(s) malas" in told.err
    assert "línea 3: un voto es 1, 0 o -1, no «9»" in told.err
    assert told.err.count("línea") == 20 + 1
    assert "\x1b" not in told.out + told.err
    assert "Hay muy pocos votos" in told.out


@pytest.mark.parametrize("arguments", [[], ["map"], ["map", "x", "--seed", "-1"], ["map", "x", "--method", "otro"]])
def test_a_command_that_is_not_understood_says_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        opinions.run(arguments)

    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_every_fault_has_its_sentences() -> None:
    assert set(KEYS) == set(opinions.SPANISH) == set(opinions.ENGLISH)
