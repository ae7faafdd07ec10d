"""``./minka forms`` needs a definition and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from minka.config.commands import forms
from minka.config.trouble import CannotGoOn
from tests.engine.forms.samples import LICENCE, ask, choose, licence, op, page, service


def written(folder: Path, name: str, value: object) -> str:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_service_that_is_fine_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms.run(["check", written(tmp_path, "s.json", licence())]) == 0

    answer = told(capsys)
    assert answer["ok"]
    assert len(answer["digest"]) == 64
    assert {each["code"] for each in answer["findings"]} == {"no_ground"}
    assert answer["paths"][0] == "Después de «Inicio»: «First»."


def test_faults_and_errors_give_exit_code_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    never = op("and", op("eq", {"answer": "c"}, "x"), op("eq", {"answer": "c"}, "y"))
    unreachable = service(page("a", choose("c", "x", "y")), page("b", ask("q"), when=never))

    assert forms.run(["check", written(tmp_path, "a.json", service())]) == 1
    assert told(capsys)["faults"][0]["path"] == "/pages"
    assert forms.run(["check", written(tmp_path, "b.json", "{")]) == 1
    assert told(capsys)["faults"][0]["code"] == "unreadable"
    assert forms.run(["check", written(tmp_path, "c.json", unreachable)]) == 1
    assert told(capsys)["findings"][0]["code"] == "page_unreachable"


def test_answers_are_followed_to_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = written(tmp_path, "s.json", licence()), written(tmp_path, "a.json", {**LICENCE, "forged": 1})

    assert forms.run(["run", *paths, "--today", "2026-11-24"]) == 0

    answer = told(capsys)
    assert (answer["complete"], answer["fee"], answer["next"], answer["ignored"]) == (True, "63.49", None, ["forged"])
    assert answer["message"].startswith("Servicio de prueba. Lleva: Foto del local.")


def test_a_wrong_answer_gives_exit_code_one_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = written(tmp_path, "s.json", licence()), written(tmp_path, "a.json", {**LICENCE, "area": "9000"})

    assert forms.run(["run", *paths, "--today", "2026-11-24"]) == 1
    assert "El número tiene que ser 5000 o menos." in [each["text"] for each in told(capsys)["faults"]]


@pytest.mark.parametrize(("fee", "code"), [("63.49", 0), ("10.00", 1)])
def test_a_saved_case_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str], fee: str, code: int) -> None:
    case = {"answers": LICENCE, "expect": {"fee": fee}, "today": "2026-11-24"}
    paths = written(tmp_path, "s.json", licence()), written(tmp_path, "c.json", case)

    assert forms.run(["run", *paths]) == code
    assert len(told(capsys)["mismatches"]) == code


def test_what_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    fine = written(tmp_path, "s.json", licence())

    with pytest.raises(CannotGoOn, match=r"No pude leer|Cannot read"):
        forms.run(["check", str(tmp_path / "absent.json")])
    with pytest.raises(CannotGoOn) as stopped:
        forms.run(["run", fine, written(tmp_path, "a.json", "[1]")])
    assert "Aquí va un objeto." in stopped.value.spanish
    with pytest.raises(CannotGoOn):
        forms.run(["run", fine, written(tmp_path, "c.json", {"answers": {}, "expect": {}, "today": "hoy"})])


def test_it_works_in_a_terminal_without_any_database(tmp_path: Path) -> None:
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "DATABASE_URL": "postgresql://nowhere:1/none"}
    command = [sys.executable, "-m", "minka", "forms", "check", written(tmp_path, "s.json", licence())]

    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ok"]


@pytest.mark.parametrize("arguments", [[], ["draw"], ["check"], ["check", "x", "--today", "tomorrow"]])
def test_a_command_that_is_not_understood_says_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        forms.run(arguments)

    assert "usage" in capsys.readouterr().err
