"""``./minka tupa`` needs a file of procedures and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from minka.config.commands import tupa
from minka.config.trouble import CannotGoOn

FOLDER = Path(__file__).parents[2] / "data" / "tupa_demonstration"
SOUND, UNLAWFUL = FOLDER / "procedures.json", FOLDER / "unlawful.json"


def in_terminal(*arguments: object) -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "DATABASE_URL": "postgresql://nowhere:1/none"}
    command = [sys.executable, "-m", "minka", "tupa", *map(str, arguments)]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def test_lawful_rows_end_with_nought_and_unlawful_ones_with_one() -> None:
    sound, unlawful = (in_terminal("lint", path) for path in (SOUND, UNLAWFUL))

    assert (sound.returncode, sound.stderr) == (0, "")
    assert "Va contra la ley" not in sound.stdout
    assert unlawful.returncode == 1
    assert "Va contra la ley: 10" in unlawful.stdout
    assert "Pide solo el número y la fecha del pago. Ley 27444, art. 40.1.8 (TUO, art. 48.1.8)" in unlawful.stdout


def test_json_has_every_finding_with_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert tupa.run(["lint", str(UNLAWFUL), "--json"]) == 1

    document = json.loads(capsys.readouterr().out)
    assert (document["format"], document["procedures"], document["faults"]) == ("minka-tupa-check/1", 2, [])
    assert document["counts"]["unlawful"] == 10
    first = document["findings"][0]
    assert set(first) == {
        "line", "procedure", "requirement", "code", "severity", "article", "text", "advice", "quote",
    }  # fmt: skip
    assert sum(document["counts"].values()) == len(document["findings"])


def test_rows_left_out_are_told_on_the_other_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "filas.csv"
    path.write_text("Código;Denominación;Plazo\nP-1;Constancia;5 días\nP-2;;3 días\n", encoding="cp1252")

    tupa.run(["lint", str(path)])

    told = capsys.readouterr()
    assert "1 procedimiento(s)" in told.out
    assert told.err == "Línea 3: La fila no dice cómo se llama el procedimiento, y no se leyó.\n"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{", b"a,b\n1,2\n", b" " * 5_000_001])
def test_a_file_that_cannot_be_read_stops_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "filas.csv"
    path.write_bytes(content)

    with pytest.raises(CannotGoOn, match=r"filas\.csv"):
        tupa.run(["lint", str(path)])
    with pytest.raises(CannotGoOn, match="No pude leer"):
        tupa.run(["lint", str(tmp_path / "nada.csv")])


def test_a_draft_is_the_definition_alone_and_its_open_points_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert tupa.run(["draft", str(SOUND), "--code", "D-02"]) == 0

    told = capsys.readouterr()
    assert json.loads(told.out)["procedure"]["code"] == "D-02"
    assert "cuánto tiempo se guarda" in told.err


def test_a_page_is_markdown_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert tupa.run(["page", str(SOUND), "--code", "D-03"]) == 0
    assert capsys.readouterr().out.startswith("# Obtener duplicado")

    assert tupa.run(["page", str(SOUND), "--code", "D-03", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "minka-guide/1"


@pytest.mark.parametrize("arguments", [["draft", str(SOUND)], ["page", str(SOUND), "--code", "D-77"]])
def test_which_procedure_must_be_said_where_there_are_several(arguments: list[str]) -> None:
    with pytest.raises(CannotGoOn, match="D-01, D-02, D-03"):
        tupa.run(arguments)
