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


def test_tables_of_a_site_and_its_closing_hour_come_with_the_command(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filing = {"kind": "handed_in", "at": "2026-03-06T18:42"}
    case.write_text(json.dumps({**CASE, "events": [filing]}))
    days, table = tmp_path / "dias.csv", tmp_path / "tabla.csv"
    days.write_text("day,kind,name,norm\n2026-03-10,decreed,Puente,DS de ejemplo\n", encoding="utf-8")
    table.write_text("place_inei,seat_inei,days,source\n0608,0601,3,Resolución de ejemplo\n", encoding="utf-8")
    desk = ["--closes-at", "18:00", "--desk-ground", "Directiva de ejemplo"]
    distance = ["--distances", str(table), "--home", "060801", "--seat", "060101"]

    assert main(["clock", "explain", str(case), "--days", str(days), *desk, *distance, "--every-day"]) == 0

    told = capsys.readouterr().out
    assert "Llegó después de las 18:00, la hora de cierre que fija Directiva de ejemplo: cuenta como llegada" in told
    assert "Día declarado no laborable: Puente (DS de ejemplo): no cuenta. [art. 137.1, TUO 148.1]" in told
    assert "3 días hábiles más para lo que te toque hacer a ti" in told
    assert "[art. 135.1, TUO 146.1]" in told


def test_table_that_cannot_be_read_gets_one_sentence(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "explain", str(case), "--distances", "no-esta.csv"]) == 1

    assert "No pude leer no-esta.csv" in capsys.readouterr().err
