"""From a row to the draft of a service."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.procedures import Draft, Procedure, Regime, Term, Unit, draft_service
from minka.engine.procedures.kinds import RequirementKind, kind_of
from minka.engine.procedures.letters import PLACEHOLDERS, letters_of
from minka.engine.procedures.screening import MOST_QUESTIONS
from tests.engine.procedures.demonstration import rows

type Json = dict[str, Any]


def drafted(*requirements: str, **more: Any) -> Draft:
    return draft_service(Procedure(line=1, title="Permiso de feria", requirements=requirements, **more))


def pages(draft: Draft) -> list[Json]:
    found = draft.definition["pages"]
    assert isinstance(found, list)
    return found


def questions(draft: Draft) -> dict[str, Json]:
    return {question["id"]: question for page in pages(draft) for question in page["questions"]}


def requirements(draft: Draft) -> list[Json]:
    found = draft.definition["requirements"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Solicitud dirigida al alcalde", "form"),
        ("Formulario único de edificación", "form"),
        ("F.U.T. llenado", "form"),
        ("Plano de ubicación", "upload"),
        ("Contrato de alquiler", "upload"),
        ("Carta poder simple", "upload"),
        ("Declaración jurada de domicilio", "declaration"),
        ("Número y fecha de la constancia de pago", "number_and_date"),
        ("Indicar el número de la partida registral", "number_and_date"),
        ("El número y la fecha de la autorización", "number_and_date"),
        ("Pago por derecho de trámite", "payment"),
        ("Exhibir el DNI", "held_by_state"),
        ("Exhibición o consulta en línea del DNI", "held_by_state"),
        ("Presentación del escrito del recurso", "form"),
        ("Informe técnico favorable", "upload"),
        ("Tener más de 18 años", "other"),
    ],
)
def test_a_requirement_is_met_by_its_kind(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_each_kind_is_asked_in_its_own_way() -> None:
    draft = drafted(
        "Solicitud",
        "Plano",
        "Declaración jurada de que el local es seguro",
        "Pago por derecho de trámite",
        "Ser vecino",
    )

    asked = {name: (each["type"], each["label"]["es"]) for name, each in questions(draft).items() if name[0] == "r"}
    assert asked == {
        "r2_file": ("file", "Adjunta: Plano"),
        "r3_declared": ("declaration", "Declaro que el local es seguro"),
        "r4_number": ("short_text", "Número de la constancia de pago"),
        "r4_date": ("date", "Día del pago"),
        "r5_declared": ("declaration", "Declaro que cumplo: Ser vecino"),
    }
    assert [each.get("question") for each in requirements(draft)] == [
        None,
        "r2_file",
        "r3_declared",
        "r4_number",
        "r5_declared",
    ]


def test_a_declaration_in_own_words_leaves_space_for_them() -> None:
    draft = drafted("Declaración jurada de lo que pasó")

    assert questions(draft)["r1_told"]["type"] == "long_text"


def test_what_the_state_holds_is_listed_and_not_asked() -> None:
    draft = drafted("Copia del DNI", "Certificado de antecedentes penales")

    assert [each["kind"] for each in requirements(draft)] == ["held_by_state", "held_by_state"]
    assert not [name for name in questions(draft) if name.startswith("r")]


@pytest.mark.parametrize(
    "line",
    [
        "Libreta militar",
        "Dos fotografías tamaño carné",
        "Visto bueno de la gerencia",
        "Escrito con firma de abogado",
        "Otros documentos que la entidad solicite",
    ],
)
def test_what_may_never_be_asked_is_left_out_and_told(line: str) -> None:
    draft = drafted("Solicitud", line)

    assert [each["id"] for each in requirements(draft)] == ["r1"]
    assert any(f"no está en el borrador, porque no se puede pedir: «{line}»" in point for point in draft.open_points)


def test_a_condition_becomes_a_question_before_starting() -> None:
    draft = drafted("En caso de personas jurídicas, copia del estatuto", "Para personas naturales, carta de vecindad")

    first = pages(draft)[0]
    assert (first["screening"], [each["id"] for each in first["questions"]]) == (True, ["is_company"])
    assert [each["when"] for each in requirements(draft)] == [
        {"answer": "is_company"},
        {"op": "not", "args": [{"answer": "is_company"}]},
    ]
    assert [page["when"] for page in pages(draft) if page["id"].startswith("page_r")] == [
        {"answer": "is_company"},
        {"op": "not", "args": [{"answer": "is_company"}]},
    ]


def test_a_case_without_a_question_of_ours_is_asked_in_its_own_words() -> None:
    draft = drafted("Si la feria cierra una calle, plano del desvío")

    assert questions(draft)["case_1"]["label"] == {"es": "¿Vale esto para ti? «Si la feria cierra una calle»"}
    assert any("Escribe con palabras sencillas" in point for point in draft.open_points)


def test_a_condition_that_names_no_case_makes_the_answer_optional() -> None:
    question = questions(drafted("Plano de ubicación, de ser el caso"))["r1_file"]

    assert (question["required"], question["label"]["es"]) == (False, "Adjunta: Plano de ubicación")
    assert "Solo si te corresponde" in question["hint"]["es"]


def test_more_cases_than_a_short_list_are_asked_on_the_way() -> None:
    draft = drafted(*(f"Si ocurre el hecho número {number}, plano {number}" for number in range(1, 10)))

    assert len(pages(draft)[0]["questions"]) == MOST_QUESTIONS
    places = [page["id"] for page in pages(draft)]
    assert places.index("page_case_7") < places.index("page_r7")


def test_whether_somebody_else_acts_is_asked_once() -> None:
    screened = drafted("En caso de representación, carta poder")

    for draft in (drafted("Plano"), screened):
        asked = [question["id"] for page in pages(draft) for question in page["questions"]]
        assert asked.count("is_represented") == 1
        assert len(asked) == len(set(asked))


def test_every_question_says_why_it_is_asked() -> None:
    draft = drafted("Si vende comida, plano", legal_basis=("Ley 27972, art. 83",), office="Gerencia")

    for name, question in questions(draft).items():
        ground = question["ground"]
        assert ground["why"]["es"]
        assert ground["used_by"] == "Gerencia"
        assert "por confirmar" in ground["kept"]
        assert bool(ground["legal_basis"]) == (name != "phone")
    assert questions(draft)["r1_file"]["ground"]["legal_basis"] == "Ley 27972, art. 83"


def test_a_question_of_a_row_without_legal_basis_has_none() -> None:
    assert questions(drafted("Plano"))["r1_file"]["ground"]["legal_basis"] == ""


def test_what_the_row_does_not_say_is_assumed_aloud() -> None:
    draft = drafted("Plano")

    procedure = draft.definition["procedure"]
    assert isinstance(procedure, dict)
    assert (procedure["regime"], procedure["term"], procedure["fee"]) == (
        "positive",
        {"count": 30, "unit": "working_days"},
        "0.00",
    )
    assert sum("El borrador" in point for point in draft.open_points) == 3


def test_an_automatic_approval_has_no_term() -> None:
    draft = drafted("Plano", regimes=(Regime.AUTOMATIC,), term=Term(45, Unit.WORKING_DAYS), term_text="45 días")

    procedure = draft.definition["procedure"]
    assert isinstance(procedure, dict)
    assert "term" not in procedure
    assert any("aprobación automática" in point for point in draft.open_points)


@pytest.mark.parametrize("regime", Regime)
def test_letters_cite_both_numberings_and_leave_known_gaps(regime: Regime) -> None:
    for name, text in letters_of(regime).items():
        assert isinstance(text, dict)
        words = text["es"]
        assert "Ley 27444" in words, name
        assert "TUO" in words, name
        assert set(re.findall(r"\{(\w+)\}", words)) <= PLACEHOLDERS


@pytest.mark.parametrize("name", ["procedures", "unlawful"])
def test_rows_of_the_demonstration_are_drafted_whole(name: str) -> None:
    for row in rows(name):
        draft = draft_service(row)

        assert pages(draft)[-1]["id"] == "truth_page"
        assert draft == draft_service(row)


def test_rows_of_the_demonstration_leave_no_legal_question_open() -> None:
    for row in rows():
        assert not [point for point in draft_service(row).open_points if "supone" in point or "no se puede" in point]


line = st.sampled_from(
    [
        "Plano", "Copia del DNI", "Si llueve, plano", "En caso de personas jurídicas, RUC", "Otros que la entidad pida",
        "Declaración jurada, de ser el caso", "Pago por derecho de trámite", "Para extranjeros, pasaporte",
    ]
) | st.text(max_size=120)  # fmt: skip


@given(st.lists(line, max_size=12))
def test_ids_of_any_draft_are_its_own_and_its_references_lead_somewhere(lines: list[str]) -> None:
    draft = drafted(*lines)

    names = [page["id"] for page in pages(draft)] + [each["id"] for each in requirements(draft)] + [*questions(draft)]
    assert len(names) == len(set(names))
    assert {each["question"] for each in requirements(draft) if "question" in each} <= set(questions(draft))
    assert set(re.findall(r"'answer': '(\w+)'", str(draft.definition))) <= set(questions(draft))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) for name in names)


def test_every_kind_of_the_contract_is_a_kind() -> None:
    assert {kind.value for kind in RequirementKind} == {
        "upload",
        "declaration",
        "number_and_date",
        "form",
        "payment",
        "held_by_state",
        "other",
    }
