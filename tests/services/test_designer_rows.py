"""Rows inside the forms of a draft, without a script: options, conditions and decision tables grow and are ordered."""

import pytest
from django.test import Client

from minka.services.models import Service
from tests.make.services import choose, es, is_, make_draft, page, permit
from tests.people import Cast, as_person
from tests.services.designing import address, ids, press, save, shown


def document() -> dict:
    kinds = choose("kind", "¿Qué vendes?", "bread", "cheese", "honey")
    held = permit()
    held["languages"] = ["es", "qvc"]
    held["pages"] = [
        page("goods", "Tus productos", kinds),
        page("milk", "La leche", guidance=es("Trae tu carné."), when=is_("kind", "cheese")),
        *held["pages"],
    ]
    return held


@pytest.fixture
def draft(cast: Cast) -> Service:
    return make_draft(cast.cajamarca, document=document())


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


def options(service: Service) -> list[dict]:
    service.refresh_from_db()
    return service.draft["pages"][0]["questions"][0]["options"]


def test_an_option_keeps_its_id_when_its_words_or_its_place_change(designer: Client, draft: Service) -> None:
    path = address("team-question", draft, "kind")
    held = press(designer, path, "option:up:2", option_1_es="Queso fresco", option_1_qvc="Kisu")
    designer.post(path, held)

    assert options(draft) == [
        {"id": "bread", "label": {"es": "Bread"}},
        {"id": "honey", "label": {"es": "Honey"}},
        {"id": "cheese", "label": {"es": "Queso fresco", "qvc": "Kisu"}},
    ]


def test_a_button_for_rows_keeps_what_was_typed_and_saves_nothing(designer: Client, draft: Service) -> None:
    held = press(designer, address("team-question", draft, "kind"), "option:add", label="¿Qué llevas a la feria?")

    assert held["label"] == "¿Qué llevas a la feria?"
    assert held["option_count"] == "4"
    draft.refresh_from_db()
    assert draft.draft_revision == 0


def test_many_options_are_pasted_at_once_and_none_comes_twice(designer: Client, draft: Service) -> None:
    save(designer, address("team-question", draft, "kind"), options_paste="Papa\nbread\n\nOca\nPapa")

    assert [each["id"] for each in options(draft)] == ["bread", "cheese", "honey", "papa", "oca"]


def test_an_option_that_a_condition_needs_warns_when_it_goes_and_is_not_lost(designer: Client, draft: Service) -> None:
    path = address("team-question", draft, "kind")
    answer = designer.post(path, shown(designer, path) | {"act": "option:remove:1"})
    held = {bound.html_name: bound.value() or "" for bound in answer.context["form"]}
    refused = designer.post(path, held | {"revision": 0})

    assert "Página «La leche» · condición" in answer.content.decode()
    assert refused.status_code == 422
    assert [each["id"] for each in options(draft)] == ["bread", "cheese", "honey"]


def test_an_option_that_nothing_needs_goes_without_a_word(designer: Client, draft: Service) -> None:
    path = address("team-question", draft, "kind")
    designer.post(path, press(designer, path, "option:remove:0"))

    assert [each["id"] for each in options(draft)] == ["cheese", "honey"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"option_1_es": "bread"}, "Esta opción ya está"),
        ({"option_1_es": ""}, "Escribe la opción, o quítala"),
        ({f"option_{n}_es": "" for n in range(3)} | {f"option_{n}_id": "" for n in range(3)}, "al menos una opción"),
    ],
)
def test_what_is_wrong_with_an_option_is_said_in_its_row(
    designer: Client, draft: Service, typed: dict[str, str], told: str
) -> None:
    answer = save(designer, address("team-question", draft, "kind"), **typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()


@pytest.mark.parametrize("act", ["option:up:0", "option:down:2", "option:remove:9", "option:x:1", "x:up:1", "::", "x"])
def test_a_button_that_means_nothing_changes_nothing(designer: Client, draft: Service, act: str) -> None:
    path = address("team-question", draft, "kind")
    before = {**shown(designer, path), "option_count": "3", "condition_count": "1"}

    after = press(designer, path, act) | {"option_count": "3", "condition_count": "1"}

    assert {key: str(value) for key, value in after.items()} == {key: str(value) for key, value in before.items()}


def test_a_condition_grows_a_row_at_a_time(designer: Client, draft: Service) -> None:
    path = address("team-page", draft, "milk")
    held = press(designer, path, "condition:add")
    designer.post(path, held | {"subject_2": "answer:food", "op_2": "eq", "value_2": "sí", "joined": "any"})

    draft.refresh_from_db()
    assert draft.draft["pages"][1]["when"] == {"op": "or", "args": [is_("kind", "cheese"), is_("food", True)]}


TABLE = {
    "name": "Tarifas", "hit": "first", "input_count": 2, "output_count": 2, "row_count": 3,
    "input_0": "answer:kind", "input_1": "answer:metres",
    "output_0_name": "Costo", "output_0_type": "money", "output_1_name": "Riesgo", "output_1_type": "text",
    "row_0_cell_0": "cheese; bread", "row_0_cell_1": "de 5 a 20", "row_0_then_0": "30", "row_0_then_1": "alto",
    "row_1_cell_1": "> 20", "row_1_then_0": "50", "row_1_then_1": "alto",
    "row_2_then_0": "10", "row_2_then_1": "bajo",
}  # fmt: skip


def table(service: Service) -> dict:
    service.refresh_from_db()
    [found] = service.draft["tables"]
    return found


def test_a_table_with_two_columns_and_two_results_is_made_without_code(designer: Client, draft: Service) -> None:
    save(designer, address("team-part-new", draft, "tablas"), **TABLE)

    made = table(draft)
    assert made["inputs"] == [{"answer": "kind"}, {"answer": "metres"}]
    assert made["outputs"] == [{"id": "costo", "type": "money"}, {"id": "riesgo", "type": "text"}]
    assert made["rules"][0] == {"when": [["cheese", "bread"], {"from": "5", "to": "20"}], "then": ["30", "alto"]}
    assert made["rules"][2] == {"when": [None, None], "then": ["10", "bajo"]}


def test_a_table_saved_as_it_is_changes_nothing(designer: Client, draft: Service) -> None:
    save(designer, address("team-part-new", draft, "tablas"), **TABLE)
    before = table(draft)

    save(designer, address("team-part", draft, "tablas", "tarifas"))

    assert table(draft) == before
    assert draft.draft_revision == 1


def test_columns_go_with_their_cells_and_rows_are_ordered(designer: Client, draft: Service) -> None:
    save(designer, address("team-part-new", draft, "tablas"), **TABLE)
    path = address("team-part", draft, "tablas", "tarifas")
    held = press(designer, path, "input:remove:0")
    held = press(designer, path, "row:up:1", held)
    held = press(designer, path, "output:down:0", held)
    designer.post(path, held)

    made = table(draft)
    assert made["inputs"] == [{"answer": "metres"}]
    assert [each["id"] for each in made["outputs"]] == ["riesgo", "costo"]
    assert made["rules"][0] == {"when": [{"op": "gt", "value": "20"}], "then": ["alto", "50"]}


def test_all_rows_that_fit_are_joined_as_the_result_says(designer: Client, draft: Service) -> None:
    path = address("team-part-new", draft, "tablas")
    save(designer, path, **TABLE | {"hit": "collect", "output_0_collect": "max"})
    refused = save(designer, path, **TABLE | {"name": "Otra", "hit": "collect", "output_1_collect": "sum"})

    assert table(draft)["outputs"][0] == {"id": "costo", "type": "money", "collect": "max"}
    assert "Ese modo no sirve para este tipo" in refused.content.decode()


def test_the_heaviest_row_counts_where_rows_have_weights(designer: Client, draft: Service) -> None:
    save(designer, address("team-part-new", draft, "tablas"), **TABLE | {"hit": "priority", "row_1_priority": 9})

    assert [each.get("priority") for each in table(draft)["rules"]] == [None, 9, None]


def test_holes_and_overlaps_are_told_beside_the_table(designer: Client, draft: Service) -> None:
    holed = TABLE | {"hit": "unique", "row_2_cell_1": "< 3"}
    save(designer, address("team-part-new", draft, "tablas"), **holed | {"row_1_cell_1": ">= 20"})

    text = designer.get(address("team-part", draft, "tablas", "tarifas")).content.decode()

    assert "no da resultado para" in text
    assert "las filas 1, 2 dan resultados distintos" in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"input_0": "", "input_1": ""}, "Elige al menos una pregunta"),
        ({"output_0_name": "", "output_1_name": ""}, "Escribe qué resulta"),
        ({f"row_{n}_then_{k}": "" for n in range(3) for k in range(2)}, "el resultado de al menos una fila"),
        ({"row_0_cell_0": "wine"}, "Escribe una de las opciones de la pregunta"),
        ({"row_0_then_1": ""}, "Escribe el resultado."),
        ({"input_count": 0}, "Elige al menos una pregunta"),
        ({"row_count": 0}, "el resultado de al menos una fila"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(
    designer: Client, draft: Service, typed: dict[str, object], told: str
) -> None:
    answer = save(designer, address("team-part-new", draft, "tablas"), **TABLE | typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_the_rows_of_a_group_are_counted_and_summed_without_code(designer: Client, cast: Cast) -> None:
    draft = make_draft(cast.cajamarca, slug="otra")
    save(designer, address("team-question-new", draft, "helpers") + "?tipo=number", label="Horas")
    save(
        designer, address("team-part-new", draft, "calculos"), name="Horas en total", type="number", operation="mul",
        operand_0="sum:helpers:horas", operand_1="count:helpers",
    )  # fmt: skip
    save(designer, address("team-page", draft, "last"), subject_0="count:helpers", op_0="ge", value_0="2")

    draft.refresh_from_db()
    before = draft.draft
    count = {"op": "count", "of": {"answer": "helpers"}}
    assert before["pages"][-1]["when"] == {"op": "ge", "args": [count, "2"]}
    assert before["calculations"][0]["expr"]["args"][0]["value"] == {"row": "horas"}
    save(designer, address("team-part", draft, "calculos", "horas_en_total"))
    save(designer, address("team-page", draft, "last"))
    draft.refresh_from_db()
    assert draft.draft == before


def test_a_new_page_stands_where_it_belongs(designer: Client, draft: Service) -> None:
    new = address("team-page-new", draft)
    save(designer, new, title="Antes", sort="screening")
    save(
        designer, new, title="Fuera", sort="exit", guidance="Ve a la agencia.", subject_0="answer:kind", value_0="honey"
    )
    save(designer, new, title="Al final")

    names = ids(draft)
    assert names.index("fuera") == names.index("goods") + 1
    assert names.index("antes") < names.index("goods")
    assert names[-1] == "al_final"
