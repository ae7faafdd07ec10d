"""Rows against the law and against themselves."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.procedures import (
    Fee,
    FeeDoubt,
    Procedure,
    Regime,
    Severity,
    Term,
    Unit,
    is_unlawful,
    lint,
    read_procedures,
)
from minka.engine.procedures.rules import LINE_CODES, RULES

SOUND = Procedure(
    line=1,
    code="P-1",
    title="Autorización para una feria",
    legal_basis=("Ley 27972, art. 83", "Ordenanza Municipal 012-2024"),
    requirements=("Solicitud", "Croquis de la ubicación de los puestos"),
    fee=Fee(Decimal("25.50")),
    fee_text="S/ 25.50",
    regimes=(Regime.POSITIVE,),
    is_evaluated=True,
    term=Term(15, Unit.WORKING_DAYS),
    term_text="15 días hábiles",
    decides="Gerencia de Desarrollo Económico",
)
LONG = {"term": Term(45, Unit.WORKING_DAYS), "term_text": "45 días hábiles"}
AUTOMATIC = {"regimes": (Regime.AUTOMATIC,), "is_evaluated": False}
NEGATIVE = {"regimes": (Regime.NEGATIVE,)}


def codes(*rows: Procedure) -> list[str]:
    return [finding.code for finding in lint(rows)]


def test_a_sound_row_has_no_finding() -> None:
    assert lint([SOUND]) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"regimes": (), "is_evaluated": False}, "regime_missing"),
        ({"regimes": ()}, "silence_missing"),
        ({"regimes": (Regime.POSITIVE, Regime.NEGATIVE)}, "regimes_conflict"),
        ({"regimes": (Regime.AUTOMATIC,), "term": None, "term_text": ""}, "regimes_conflict"),
        (NEGATIVE, "negative_without_ground"),
        (AUTOMATIC, "automatic_with_term"),
        (AUTOMATIC | {"term": Term(5, Unit.WORKING_DAYS), "term_text": "5 días"}, "automatic_with_document"),
        (AUTOMATIC | {"term": Term(1, Unit.MONTHS), "term_text": "1 mes"}, "automatic_with_term"),
        (LONG, "term_over_30"),
        ({"term": Term(60, Unit.DAYS), "term_text": "60 días calendario"}, "term_over_30"),
        ({"term": Term(2, Unit.MONTHS), "term_text": "2 meses"}, "term_over_30"),
        (LONG | {"legal_basis": ("Ley 29090, art. 10",)}, "term_over_30_by_law"),
        (LONG | {"legal_basis": ("Decreto Legislativo Nº 1310",)}, "term_over_30_by_law"),
        (LONG | {"legal_basis": ("Ley N° 27444", "Decreto Supremo 004-2019-JUS")}, "term_over_30"),
        ({"term": None, "term_text": ""}, "term_missing"),
        ({"term": None, "term_text": "No aplica"}, "term_missing"),
        ({"term": None, "term_text": "el que fije la comisión"}, "term_unreadable"),
        ({"fee": Fee(doubt=FeeDoubt.MISSING), "fee_text": ""}, "fee_missing"),
        ({"fee": Fee(doubt=FeeDoubt.PERCENTAGE), "fee_text": "0.7 % UIT"}, "fee_percentage"),
        ({"fee": Fee(doubt=FeeDoubt.SEVERAL), "fee_text": "20 o 30"}, "fee_several"),
        ({"fee": Fee(doubt=FeeDoubt.UNREADABLE), "fee_text": "según tarifa"}, "fee_unreadable"),
        ({"legal_basis": ()}, "legal_basis_missing"),
        ({"legal_basis": ("Decreto Supremo Nº 011-",)}, "legal_basis_cut"),
        ({"legal_basis": ("Ordenanza N°",)}, "legal_basis_cut"),
        ({"requirements": ()}, "requirements_missing"),
        ({"decides": ""}, "authority_missing"),
        ({"requirements": ("Plano de ubicación", "Solicitud", "PLANO DE UBICACION.")}, "duplicate_requirement"),
        ({"requirements": ("Plano, de ser el caso",)}, "condition_unnamed"),
        ({"requirements": ("Si el local es alquilado, el contrato",)}, "condition"),
        ({"requirements": (" ".join(["La documentación técnica de la edificación"] * 12),)}, "hard_to_read"),
    ],
)
def test_each_defect_of_a_row_is_found_alone(change: dict[str, object], code: str) -> None:
    assert codes(replace(SOUND, **change)) == [code]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Autorización sanitaria de un camal"},
        {"legal_basis": ("Ley General de Salud",)},
        {"notes": ("Silencio negativo: protege el patrimonio cultural de la Nación (art. 34.1)",)},
        {"title": "Recurso de apelación"},
    ],
)
def test_negative_silence_with_a_ground_of_the_law_is_left_alone(change: dict[str, object]) -> None:
    assert codes(replace(SOUND, **NEGATIVE, **change)) == []


def test_an_automatic_approval_without_term_is_sound() -> None:
    row = replace(SOUND, **AUTOMATIC, term=None)

    assert [codes(replace(row, term_text=text)) for text in ("", "-", "Inmediato", "En el acto")] == [[], [], [], []]


def test_rows_that_repeat_each_other_are_both_told() -> None:
    other = replace(SOUND, line=2, title="Otra cosa")
    twin = replace(SOUND, line=3, code="P-9", title="AUTORIZACION PARA UNA FERIA")

    assert codes(SOUND, other) == ["duplicate_code", "duplicate_code"]
    assert codes(SOUND, twin) == ["duplicate_title", "duplicate_title"]


def test_findings_come_heaviest_first_and_say_where_and_why() -> None:
    row = replace(
        SOUND, line=7, decides="", requirements=("Plano, si el local es alquilado", "Copia del DNI del titular")
    )

    findings = lint([row])

    assert [finding.severity for finding in findings] == [Severity.UNLAWFUL, Severity.UNCLEAR, Severity.HINT]
    first = findings[0]
    assert (first.row, first.procedure, first.requirement, first.quote) == (7, "P-1", 2, "Copia del DNI")
    assert first.sentence() == (
        "El requisito 2 pide copia del documento de identidad, "
        "que la entidad puede consultar en línea: «Copia del DNI»."
    )
    assert first.rule.article.startswith("Ley 27444, art. 40.1.10 (TUO, art. 48.1.10)")
    assert is_unlawful(findings)
    assert not is_unlawful(findings[1:])


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_each_rule_says_what_to_do_and_cites_both_numberings(rule: object) -> None:
    assert isinstance(rule, type(RULES["copies"]))
    assert rule.sentence[0].islower()
    assert not rule.sentence.endswith(".")
    assert rule.advice[0].isupper()
    assert rule.advice.endswith(".")
    assert bool(rule.law) == bool(rule.tuo)
    assert rule.law or rule.severity != Severity.UNLAWFUL


def test_the_page_names_every_rule_with_its_articles() -> None:
    page = (Path(__file__).parents[3] / "docs" / "engine" / "procedures.md").read_text(encoding="utf-8")

    rows = [f"| `{rule.code}` | {rule.severity} | {rule.law or '—'} | {rule.tuo or '—'} |" for rule in RULES.values()]
    assert [row for row in rows if row not in page] == []


def test_only_rules_of_lines_point_at_a_requirement() -> None:
    row = replace(SOUND, requirements=("Copia legalizada del DNI", "Copia legalizada del DNI"), decides="")

    assert all((finding.code in LINE_CODES) == (finding.requirement > 0) for finding in lint([row]))


@given(st.lists(st.text(max_size=80), max_size=4), st.sampled_from(["", "Evaluación previa", "automático", "negativo"]))
def test_any_row_that_can_be_read_can_be_checked(lines: list[str], regime: str) -> None:
    cells = "\n".join(line.replace('"', "'") for line in lines)
    content = f'Denominación;Calificación;Requisitos\nCopia;{regime};"{cells}"\n'.encode("utf-8", "replace")
    if b"\0" not in content:
        rows = read_procedures(content).procedures

        assert lint(rows) == lint(rows)
        assert all(finding.sentence() for finding in lint(rows))
