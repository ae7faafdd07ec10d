"""``./minka clock explain`` needs a file and nothing else."""

import json
from pathlib import Path

import pytest

from minka.config.command import main

CASE = {
    "format": "minka-clock/1",
    "regime": {"regime": "positive", "term": {"count": 30, "unit": "working_days"}},
    "events": [{"kind": "handed_in", "at": "2026-03-02"}],
    "as_of": "2026-03-20",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "caso.json"
    path.write_text(json.dumps(CASE))
    return path


def test_a_person_reads_the_dates_and_each_day(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "explain", str(case), "--calendar", "cajamarca"]) == 0

    told = capsys.readouterr().out
    assert "Último día para decidir: miércoles 15 de abril de 2026." in told
    assert "Feriado nacional: Jueves Santo" in told
    assert "pide a un abogado que lo confirme" in told


def test_without_a_calendar_it_says_what_is_missing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "explain", str(case)]) == 0

    assert "Sin calendario solo se descuentan los fines de semana" in capsys.readouterr().out


def test_a_program_reads_json(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "explain", str(case), "--calendar", "peru", "--json", "--as-of", "2026-04-23"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert (document["state"], document["silence_on"]) == ("positive_silence", "2026-04-23")


def test_an_unlawful_regime_is_told_before_the_dates(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.write_text(json.dumps({**CASE, "regime": {"regime": "positive", "term": {"count": 45}}}))

    assert main(["clock", "explain", str(case)]) == 0

    assert capsys.readouterr().out.startswith("Revisa el régimen: Pasa de treinta días hábiles")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "no es un archivo JSON"),
        ("[" * 100_000, "no es un archivo JSON"),
        ("[]", "debe ser un objeto con sus datos"),
        (json.dumps({**CASE, "events": [{"kind": "decided", "at": "2026-03-02"}]}), "Falta el día en que se presentó"),
        (json.dumps({**CASE, "events": [{"kind": "handed_in", "at": "ayer"}]}), "(events[0].at)"),
    ],
)
def test_what_it_cannot_explain_gets_one_sentence(
    content: str, sentence: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case.write_text(content)

    assert main(["clock", "explain", str(case)]) == 1

    assert sentence in capsys.readouterr().err


def test_an_unknown_calendar_and_a_missing_file_are_told(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "explain", str(case), "--calendar", "lima"]) == 1
    assert main(["clock", "explain", str(case.with_name("otro.json"))]) == 1

    told = capsys.readouterr().err
    assert "elige uno de peru, cajamarca" in told
    assert "No pude leer" in told
