"""The builder over HTTP: each form changes the draft once, a colleague's change is shown, and nothing is lost."""

import pytest
from django.test import Client

from minka.services.models import Application, Service
from tests.make.services import make_draft
from tests.people import Cast, as_person
from tests.services.designing import address, arrange, ids, save, shown

WAY = (
    {"q-food": "no"},
    {"q-metres": "4"},
    {
        "q-name": "Rosa Quispe",
        "q-dni": "12345678",
        "q-born_day": "27",
        "q-born_month": "3",
        "q-born_year": "1985",
    },
    {"act": "row", "q-helper_name": "Ana", "q-helper_cooks": "si"},
    {},
    {"q-agree": "on"},
)


@pytest.fixture
def draft(cast: Cast) -> Service:
    return make_draft(cast.cajamarca)


@pytest.fixture
def designer(cast: Cast) -> Client:
    return as_person(cast.facilitator)


def question(service: Service, name: str) -> dict:
    service.refresh_from_db()
    pages = service.draft["pages"]
    asked = [each for page in pages for each in page.get("questions", [])]
    asked += [child for each in asked for child in each.get("questions", [])]
    return next(each for each in asked if each["id"] == name)


@pytest.mark.parametrize(
    "name",
    [
        "team-service", "team-page-new", "team-parts", "team-facts", "team-letters", "team-intro", "team-texts",
        "team-cases", "team-case-new", "team-preview", "team-changes", "team-whole", "team-draft-json",
        "team-publication",
    ],
)  # fmt: skip
def test_every_page_of_the_designer_opens(designer: Client, draft: Service, name: str) -> None:
    assert designer.get(address(name, draft)).status_code == 200


@pytest.mark.parametrize("name", ["sells", "too_big", "person"])
def test_a_page_saved_as_it_is_changes_nothing(designer: Client, draft: Service, name: str) -> None:
    before = draft.draft

    answer = save(designer, address("team-page", draft, name))

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.draft == before
    assert draft.draft_revision == 0


@pytest.mark.parametrize("name", ["food", "metres", "dni", "born", "helpers", "helper_name", "card_file", "agree"])
def test_a_question_saved_as_it_is_changes_nothing(designer: Client, draft: Service, name: str) -> None:
    before = question(draft, name)

    answer = save(designer, address("team-question", draft, name))

    assert answer.status_code == 302
    assert question(draft, name) == before


def test_a_page_with_a_condition_is_made_without_code(designer: Client, draft: Service) -> None:
    answer = save(
        designer,
        address("team-page-new", draft),
        title="Cocina",
        guidance="Di cómo cocinas.",
        subject_0="answer:food",
        op_0="eq",
        value_0="Sí",
        condition_count=2,
        subject_1="answer:metres",
        op_1="ge",
        value_1="2,5",
    )

    draft.refresh_from_db()
    made = draft.draft["pages"][-1]
    assert answer.status_code == 302
    assert made["id"] == "cocina"
    assert made["when"]["op"] == "and"
    assert [each["args"][1] for each in made["when"]["args"]] == [True, "2.5"]


@pytest.mark.parametrize(
    ("value", "op", "told"),
    [
        ("quizá", "eq", "Escribe «sí» o «no»."),
        ("", "eq", "Escribe con qué se compara."),
        ("sí", "ge", "Solo los números y las fechas"),
    ],
)
def test_a_row_that_says_nothing_is_refused_in_its_place(
    designer: Client, draft: Service, value: str, op: str, told: str
) -> None:
    path = address("team-page-new", draft)
    answer = save(designer, path, title="Cocina", subject_0="answer:food", op_0=op, value_0=value)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="Cocina"' in answer.content.decode()


def test_a_condition_in_json_is_read_with_its_place(designer: Client, draft: Service) -> None:
    path = address("team-page", draft, "last")
    wrong = save(designer, path, expr='{"op": "eq", "args": [{"answer": "nobody"}, true]}')
    right = save(designer, path, expr='{"op": "any", "of": {"answer": "helpers"}, "where": {"row": "helper_cooks"}}')

    assert wrong.status_code == 422
    assert "/args/0/answer" in wrong.content.decode()
    assert right.status_code == 302
    assert "helper_cooks" in designer.get(path).content.decode()


@pytest.mark.parametrize("kind", ["short_text", "number", "date", "one_of", "many_of", "group", "document", "photo"])
def test_a_question_of_each_kind_is_added(designer: Client, draft: Service, kind: str) -> None:
    path = f"{address('team-question-new', draft, 'person')}?tipo={kind}"
    typed = {"options_paste": "Verduras\nPan"} if kind in {"one_of", "many_of"} else {}

    answer = save(designer, path, label="¿Qué traes?", why="Para ubicarte", legal_basis="Ordenanza 015", **typed)

    assert answer.status_code == 302
    assert question(draft, "que_traes")["ground"]["legal_basis"] == "Ordenanza 015"
    assert question(draft, "que_traes")["type"] == kind


def test_a_question_moves_to_another_page(designer: Client, draft: Service) -> None:
    save(designer, address("team-question", draft, "born"), holder="last")

    draft.refresh_from_db()
    assert [each["id"] for each in draft.draft["pages"][-1]["questions"]] == ["agree", "born"]


def test_pages_are_moved_copied_and_taken_away(designer: Client, draft: Service) -> None:
    arrange(designer, draft, "pages", "last", "up")
    assert ids(draft)[-2:] == ["last", "card"]

    arrange(designer, draft, "pages", "person", "copy")
    assert "person_2" in ids(draft)
    assert question(draft, "name_2")["label"] == question(draft, "name")["label"]

    arrange(designer, draft, "pages", "person_2", "remove")
    assert "person_2" not in ids(draft)


def test_what_something_else_needs_is_not_taken_away(designer: Client, draft: Service) -> None:
    answer = arrange(designer, draft, "questions", "food", "remove")

    assert "No hay nada que se llame «food»" in answer.content.decode()
    assert question(draft, "food")


def test_a_colleagues_change_is_shown_and_nothing_typed_is_lost(designer: Client, draft: Service, cast: Cast) -> None:
    path = address("team-question", draft, "name")
    mine = shown(designer, path) | {"label": "Nombre y apellidos"}
    save(as_person(cast.coordinator), address("team-page", draft, "last"), title="Antes de enviar")

    refused = designer.post(path, mine)
    again = designer.post(path, mine | {"revision": refused.context["service"].draft_revision})

    assert refused.status_code == 422
    assert "Antes de enviar" in refused.content.decode()
    assert 'value="Nombre y apellidos"' in refused.content.decode()
    assert again.status_code == 302
    assert question(draft, "name")["label"]["es"] == "Nombre y apellidos"
    assert draft.draft["pages"][-1]["title"]["es"] == "Antes de enviar"


def test_the_last_change_is_undone_and_that_too(designer: Client, draft: Service) -> None:
    save(designer, address("team-page", draft, "last"), title="Final")
    for revision, to in ((1, 0), (2, 1)):
        designer.post(address("team-restore", draft), {"revision": revision, "to": to})
        draft.refresh_from_db()

    assert draft.draft["pages"][-1]["title"]["es"] == "Final"
    assert [each.revision for each in draft.changes.all()] == [3, 2, 1, 0]


def test_parts_are_made_without_code(designer: Client, draft: Service) -> None:
    save(
        designer, address("team-part-new", draft, "requisitos"), text="Croquis", kind="other",
        subject_0="answer:metres", op_0="gt", value_0="10",
    )  # fmt: skip
    save(
        designer, address("team-part-new", draft, "reglas"), message="Es muy chico", question="metres",
        subject_0="answer:metres", op_0="lt", value_0="2",
    )  # fmt: skip
    save(designer, address("team-part-new", draft, "condiciones"), text="Produces en el distrito")
    save(
        designer, address("team-part-new", draft, "calculos"), name="Costo total", type="money", operation="mul",
        operand_0="answer:metres", number_1="3,50",
    )  # fmt: skip
    save(
        designer, address("team-part-new", draft, "tablas"), name="Tarifas", hit="first",
        input_count=2, output_count=1, row_count=2, output_0_name="Tarifa", output_0_type="money",
        input_0="answer:food", input_1="answer:metres",
        row_0_cell_0="sí", row_0_cell_1=">= 10", row_0_then_0="30", row_1_then_0="10",
    )  # fmt: skip

    draft.refresh_from_db()
    document = draft.draft
    assert document["requirements"][-1]["when"]["op"] == "gt"
    assert document["rules"][0]["question"] == "metres"
    assert document["eligibility"]["conditions"][0]["text"]["es"] == "Produces en el distrito"
    assert document["calculations"][0]["expr"] == {"op": "mul", "args": [{"answer": "metres"}, "3.50"]}
    assert document["tables"][0]["rules"][0]["when"] == [True, {"op": "ge", "value": "10"}]
    assert document["tables"][0]["rules"][1] == {"when": [None, None], "then": ["10"]}
    for kind, name in (("calculos", "costo_total"), ("tablas", "tarifas"), ("reglas", "es_muy_chico")):
        again = save(designer, address("team-part", draft, kind, name))
        assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.draft == document


def test_facts_letters_and_languages_are_changed(designer: Client, draft: Service) -> None:
    save(designer, address("team-facts", draft), languages=["qvc"], term_count="20", fee="15.00", office="Desarrollo")
    save(designer, address("team-letters", draft), observation="Falta algo: {por_corregir}")
    texts = shown(designer, address("team-translation", draft, "qvc", "sells"))
    designer.post(address("team-translation", draft, "qvc", "sells"), texts | {"pages-0-title": "¿Imata qatunki?"})

    draft.refresh_from_db()
    assert draft.draft["procedure"]["term"]["count"] == 20
    assert draft.draft["procedure"]["fee"] == "15.00"
    assert draft.draft["letters"]["observation"]["es"] == "Falta algo: {items}"
    assert draft.draft["pages"][0]["title"]["qvc"] == "¿Imata qatunki?"

    save(designer, address("team-facts", draft), languages=[])
    draft.refresh_from_db()
    assert "qvc" not in draft.draft["pages"][0]["title"]


def test_the_map_of_all_ways_has_its_table(designer: Client, draft: Service) -> None:
    page = designer.get(address("team-service", draft)).content.decode()

    assert '<svg class="ways"' in page
    assert "¿Cuántos metros mide?» es más que 20" in page or "No es por aquí" in page


def test_what_is_hard_to_read_is_said_beside_it(designer: Client, draft: Service) -> None:
    hard = "La documentación administrativa correspondiente deberá encontrarse debidamente certificada " * 4
    save(designer, address("team-page", draft, "last"), guidance=hard)

    assert "difícil de leer" in designer.get(address("team-page", draft, "last")).content.decode()


def test_a_preview_leads_to_the_end_and_keeps_nothing(designer: Client, draft: Service) -> None:
    path, answers, answer = address("team-preview", draft), "", designer.get(address("team-preview", draft))
    for typed in WAY:
        data = {"answers": answers, "page": answer.context["page"].id, "act": "next"} | typed
        answer = designer.post(path, data)
        assert answer.status_code == 200, answer.context["form"].errors
        answers = answer.context["answers"]

    assert "Listo, falta enviar" in answer.content.decode()
    assert "Ana" in answers
    assert not Application.objects.exists()


def test_a_preview_becomes_a_case_in_one_press_and_is_gone_on_with(designer: Client, draft: Service) -> None:
    held = {"from_preview": "1", "answers": '{"food": true, "metres": "4"}'}
    first = designer.post(address("team-case-new", draft), held, follow=True)
    again = designer.post(address("team-case-new", draft), held, follow=True)

    assert [each.name for each in draft.saved_cases.order_by("pk")] == [
        "¿Vendes comida? Sí",
        "¿Vendes comida? Sí (2)",
    ]
    assert "Da lo que se espera." in first.content.decode()
    assert "¿Cuántos metros mide?" in again.content.decode()
    on = designer.post(address("team-preview", draft), {"answers": again.context["answers"]})
    assert on.context["page"].id == "person"


def test_answers_that_cannot_be_read_become_no_case(designer: Client, draft: Service) -> None:
    answer = designer.post(address("team-case-new", draft), {"from_preview": "1", "answers": "[1"}, follow=True)

    assert "No pudimos leer las respuestas" in answer.content.decode()
    assert not draft.saved_cases.exists()


def test_a_preview_stops_at_an_exit_and_goes_back(designer: Client, draft: Service) -> None:
    path = address("team-preview", draft)
    first = designer.post(path, {"page": "sells", "act": "next", "q-food": "no"})
    held = {"answers": first.context["answers"]}

    out = designer.post(path, held | {"page": "size", "act": "next", "q-metres": "30"})
    back = designer.post(path, held | {"page": "size", "act": "back"})
    wrong = designer.post(path, held | {"page": "size", "act": "next", "q-metres": "muchos"})

    assert "Por aquí el trámite no sigue" in out.content.decode()
    assert back.context["page"].id == "sells"
    assert wrong.status_code == 422
