"""Files of procedures as entities have them, and as nobody should."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.procedures import (
    Channel,
    Fault,
    FeeDoubt,
    Procedure,
    ProceduresInvalid,
    ReadProcedures,
    Regime,
    Term,
    Unit,
    Way,
    read_procedures,
)
from minka.engine.procedures.cells import fee_of, list_of, regimes_of, term_of
from minka.engine.procedures.faults import SENTENCES

ROW = {
    "código": "P-12",
    "Denominación": "Autorización para una feria",
    "base legal": ["Ley 27972, art. 83", "Ordenanza 12"],
    "Requisitos": ["1.- Solicitud", "2.- Copia del plano"],
    "Calificación": "Evaluación previa – Silencio positivo",
    "Plazo": "15 días hábiles",
    "costo": 25.50,
    "canales": {"presencial": "Plaza 1", "virtual": "https://example.org"},
}


def read(*rows: object) -> tuple[Procedure, ...]:
    return read_procedures(json.dumps(rows).encode()).procedures


def refused(content: bytes) -> str:
    with pytest.raises(ProceduresInvalid) as stop:
        read_procedures(content)
    assert stop.value.fault.sentence()
    return stop.value.fault.key


def test_a_row_of_json_is_read_whole() -> None:
    (row,) = read(ROW)

    assert (row.code, row.title) == ("P-12", "Autorización para una feria")
    assert row.legal_basis == ("Ley 27972, art. 83", "Ordenanza 12")
    assert row.requirements == ("Solicitud", "Copia del plano")
    assert (row.regime, row.is_evaluated, row.term) == (Regime.POSITIVE, True, Term(15, Unit.WORKING_DAYS))
    assert row.channels == (Channel(Way.IN_PERSON, "Plaza 1"), Channel(Way.ONLINE, "https://example.org"))


def test_a_number_of_json_keeps_its_digits() -> None:
    assert read({"title": "Copia", "fee": "0.10"})[0].fee.amount == Decimal("0.10")
    assert read_procedures(b'[{"title": "Copia", "costo": "S/ 0.10"}]').procedures[0].fee.amount == Decimal("0.10")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_in_the_encodings_and_with_the_signs_of_offices(delimiter: str, encoding: str) -> None:
    lines = [["Código", "Denominación", "Plazo", "Costo (S/)"], ["P-1", "Señalización", "treinta (30) días", "12.50"]]
    content = "\r\n".join(delimiter.join(cells) for cells in lines).encode(encoding)

    (row,) = read_procedures(content).procedures

    assert (row.line, row.code, row.title) == (2, "P-1", "Señalización")
    assert (row.term, row.fee.amount) == (Term(30, Unit.WORKING_DAYS), Decimal("12.50"))


def test_titles_above_and_merged_cells_below_are_no_rows_of_their_own() -> None:
    text = (
        "MUNICIPALIDAD;;;\nTEXTO ÚNICO;;;\n"
        "N°;Denominación del procedimiento;Requisitos;Plazo para resolver (en días hábiles)\n"
        "1;Constancia;1. Solicitud;5\n;;2. Plano;\n;;3. Declaración jurada;\n2;Copia;Solicitud;3\n"
    )

    first, second = read_procedures(text.encode()).procedures

    assert first.requirements == ("Solicitud", "Plano", "Declaración jurada")
    assert (first.line, second.line, second.title) == (4, 7, "Copia")


def test_each_regime_may_have_a_column_of_its_own_with_a_cross() -> None:
    text = "Denominación;Automático;Positivo;Negativo\nUno;X;;\nDos;;x;\nTres;;;✓\nCuatro;no;;\n"

    regimes = [row.regimes for row in read_procedures(text.encode()).procedures]

    assert regimes == [(Regime.AUTOMATIC,), (Regime.POSITIVE,), (Regime.NEGATIVE,), ()]


def test_the_legal_basis_may_stand_under_the_name() -> None:
    text = 'Denominación y base legal;Plazo\n"Licencia\nBase legal: Ley 28976\nDecreto Supremo 163-2020-PCM";2\n'

    (row,) = read_procedures(text.encode()).procedures

    assert (row.title, row.legal_basis) == ("Licencia", ("Ley 28976", "Decreto Supremo 163-2020-PCM"))


@pytest.mark.parametrize(
    ("cell", "term"),
    [
        ("30", Term(30, Unit.WORKING_DAYS)),
        ("Treinta (30) días hábiles", Term(30, Unit.WORKING_DAYS)),
        ("30 (treinta) días", Term(30, Unit.WORKING_DAYS)),
        ("quince días útiles", Term(15, Unit.WORKING_DAYS)),
        ("cuarenta y cinco (45) d.h.", Term(45, Unit.WORKING_DAYS)),
        ("10 días calendario", Term(10, Unit.DAYS)),
        ("un mes", Term(1, Unit.MONTHS)),
        ("tres (03) meses", Term(3, Unit.MONTHS)),
        ("No aplica", None),
        ("En el acto", None),
        ("24 horas", None),
        ("", None),
        ("0 días", None),
    ],
)
def test_terms_are_read(cell: str, term: Term | None) -> None:
    assert term_of(cell) == term


@pytest.mark.parametrize(
    ("cell", "amount", "doubt"),
    [
        ("Gratuito", "0", None),
        ("S/ 0.00", "0.00", None),
        ("S/. 1,250.50", "1250.50", None),
        ("1 250,50", "1250.50", None),
        ("1.250", "1250", None),
        ("S/ 35.2", "35.2", None),
        ("0.7653% UIT: S/ 39.41", "39.41", None),
        ("S/ 39.41 y en la web S/ 39.41", "39.41", None),
        ("0.76 % de la UIT", None, FeeDoubt.PERCENTAGE),
        ("1 UIT", None, FeeDoubt.PERCENTAGE),
        ("Persona natural S/ 20.00, jurídica S/ 30.00", None, FeeDoubt.SEVERAL),
        ("según tarifario", None, FeeDoubt.UNREADABLE),
        (" - ", None, FeeDoubt.MISSING),
        ("", None, FeeDoubt.MISSING),
    ],
)
def test_fees_are_read(cell: str, amount: str | None, doubt: FeeDoubt | None) -> None:
    fee = fee_of(cell)

    assert (fee.amount, fee.doubt) == (None if amount is None else Decimal(amount), doubt)


@pytest.mark.parametrize(
    ("cell", "regimes", "is_evaluated"),
    [
        ("Aprobación automática", (Regime.AUTOMATIC,), False),
        ("EVALUACIÓN PREVIA - SILENCIO POSITIVO", (Regime.POSITIVE,), True),
        ("Silencio administrativo negativo", (Regime.NEGATIVE,), True),
        ("Evaluación previa", (), True),
        ("Automático / silencio positivo", (Regime.AUTOMATIC, Regime.POSITIVE), True),
        ("SAP", (Regime.POSITIVE,), True),
        ("", (), False),
    ],
)
def test_regimes_are_read(cell: str, regimes: tuple[Regime, ...], is_evaluated: bool) -> None:
    assert regimes_of(cell) == (regimes, is_evaluated)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("1. Solicitud\n2. Plano de\nubicación", ("Solicitud", "Plano de ubicación")),
        ("1.- Solicitud 2.- Plano", ("Solicitud", "Plano")),
        ("1) Solicitud; 2) Plano", ("Solicitud;", "Plano")),
        ("- Solicitud\n• Plano", ("Solicitud", "Plano")),
        ("Solicitud\nPlanos:\na) de ubicación\nb) de planta", ("Solicitud", "Planos: a) de ubicación b) de planta")),
        ("1. Solicitud según el artículo 12. Debe firmarla", ("Solicitud según el artículo 12. Debe firmarla",)),
        ("Requisitos generales\n1. Solicitud\n2. Plano", ("Requisitos generales", "Solicitud", "Plano")),
        ("2 copias del plano", ("2 copias del plano",)),
        ("—\n…", ()),
    ],
)
def test_lists_in_one_cell_are_cut_where_their_items_begin(cell: str, items: tuple[str, ...]) -> None:
    assert list_of(cell) == items


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"[]", "empty"),
        (b" " * 5_000_001, "too_large"),
        (b"PK\x03\x04 anything", "binary"),
        (b"Denominaci\x00n", "binary"),
        (b"\x81\x8d,\xff", "encoding"),
        (b'[{"title": "a"', "json"),
        (b'[{"title": "a"}] tail', "json"),
        (b'[{"title": NaN}]', "json"),
        (b'{"procedures": {}}', "shape"),
        (b'{"format": "minka-tupa/9", "procedures": []}', "format"),
        (b"[" * 100_000, "depth"),
        (b"color,size\nred,2\n", "columns"),
        (b'Denominacion,Plazo\n"Constancia,5\n', "quote"),
        (json.dumps([{"title": "x"}] * 2_001).encode(), "too_many"),
        (b"Denominacion,Plazo\n" + b"Constancia,5\n" * 2_001, "too_many"),
        (b"Denominacion,Plazo\nConstancia,5\n" + b",6\n" * 100_000, "too_long"),
    ],
)
def test_files_that_cannot_be_trusted_are_refused(content: bytes, key: str) -> None:
    assert refused(content) == key


def test_rows_that_are_wrong_are_told_with_their_line_and_the_others_stay() -> None:
    content = b"""[
      {"title": "Buena"},
      7,
      {"code": "sin nombre"},
      {"title": {"es": "objeto"}},
      {"title": "Otra", "costo": ["a", 1], "nombre": "dos veces"}
    ]"""

    result = read_procedures(content)

    assert [row.title for row in result.procedures] == ["Buena", "Otra"]
    assert [(fault.line, fault.key) for fault in result.faults] == [
        (3, "row"),
        (4, "title"),
        (5, "value"),
        (5, "title"),
        (6, "twice"),
    ]
    assert all(fault.sentence().startswith("Línea ") for fault in result.faults)


@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", '=HYPERLINK("http://x")', " =cmd|' /C calc'!A0"])
def test_a_formula_is_never_kept(formula: str) -> None:
    result = read_procedures(json.dumps([{"title": "Copia", "plazo": formula, "requisitos": [formula]}]).encode())

    assert (result.procedures[0].term_text, result.procedures[0].requirements) == ("", ())
    assert {fault.key for fault in result.faults} == {"formula"}


def test_what_is_too_much_of_one_row_is_cut_and_told() -> None:
    many = {"title": "Copia", "requisitos": ["Plano"] * 301, "nota": "a" * 20_001}

    result = read_procedures(json.dumps([many]).encode())

    assert len(result.procedures[0].requirements) == 300
    assert {fault.key for fault in result.faults} == {"many", "long"}


def test_unseen_characters_are_taken_out() -> None:
    assert read({"title": "Li\u200bcen\u202ecia\ud800", "code": "\u0007P-1"})[0].title == "Licencia"


def test_every_fault_has_a_sentence_of_its_own() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)


def outcome(content: bytes) -> ReadProcedures | Fault:
    try:
        return read_procedures(content)
    except ProceduresInvalid as stop:
        return stop.fault


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    result = outcome(content)

    assert isinstance(result, ReadProcedures) or result.sentence()


texts = st.text(max_size=60)
values = st.recursive(st.none() | st.booleans() | st.integers() | texts, lambda inner: st.lists(inner, max_size=3))
names = st.sampled_from(
    ["title", "Denominación", "requisitos", "plazo", "costo", "calificación", "positivo", "canales"]
)


@given(st.lists(st.dictionaries(names | texts, values, max_size=6), max_size=5))
def test_any_rows_of_json_are_read_the_same_twice(rows: list[dict[str, object]]) -> None:
    content = json.dumps(rows).encode()

    assert outcome(content) == outcome(content)


@given(st.lists(st.lists(texts, min_size=1, max_size=5), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_any_cells_under_a_header_are_read_or_refused(rows: list[list[str]], delimiter: str) -> None:
    lines = [["Denominación", "Plazo", "Costo", "Requisitos"], *rows]
    result = outcome("\n".join(delimiter.join(cells) for cells in lines).encode("utf-8", "replace"))

    assert isinstance(result, ReadProcedures) or result.key in {"quote", "empty", "binary"}
