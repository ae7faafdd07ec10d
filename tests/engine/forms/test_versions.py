"""All ways as a graph, saved cases, differences of versions, and the question that settles most."""

import copy
from typing import Any

import pytest

from minka.engine.forms import (
    ask_next,
    check_case,
    differences,
    entitlement,
    journey,
    migrate,
    paths,
    read_definition,
    run_case,
)
from tests.engine.forms.samples import LICENCE, Json, answer, ask, choose, es, licence, op, page, read, service

SERVICE = read_definition(licence())
IS_X, IS_Y = op("eq", answer("c"), "x"), op("eq", answer("c"), "y")
TWO_WAYS = page("b", ask("q"), when=IS_X), page("d", ask("r"), when=IS_Y)


def test_the_graph_holds_every_way_that_somebody_can_go_and_no_other() -> None:
    found = paths(read(page("a", choose("c", "x", "y")), *TWO_WAYS))

    ways = {(each.source, each.target): each.condition for each in found.edges}
    assert ways == {
        ("#start", "a"): "",
        ("a", "b"): "si «¿c?» es «X»",
        ("a", "d"): "si «¿c?» es «Y»",
        ("b", "#end"): "",
        ("d", "#end"): "",
    }
    assert all(each.certain for each in found.edges)
    assert [(each.id, each.layer, each.place) for each in found.nodes] == [
        ("#start", 0, 0),
        ("a", 1, 0),
        ("b", 2, 0),
        ("d", 2, 1),
        ("#end", 3, 0),
    ]


def test_the_graph_is_told_in_words() -> None:
    told = paths(SERVICE).sentences

    assert told[0] == "Después de «Inicio»: «First»."
    assert "Después de «Where»: «Staff» si «¿food?» es sí; «Money» en los demás casos." in told
    assert [node.kind for node in paths(SERVICE).nodes][:4] == ["start", "screening", "screening", "exit"]
    assert set(paths(SERVICE).to_json()) == {"nodes", "edges"}


def test_a_way_that_could_not_be_tried_is_kept_and_marked() -> None:
    sums = op("add", answer("n"), answer("m"))
    found = paths(read(page("a", ask("n", "number"), ask("m", "number")), page("b", ask("q"), when=op("eq", sums, 99))))

    assert {(each.target, each.certain) for each in found.edges if each.source == "a"} == {("b", False), ("#end", True)}


def test_a_hundred_pages_with_conditions_have_a_graph() -> None:
    pages = [page(f"p{at}", ask(f"q{at}"), when=op("eq", answer("c"), "x")) for at in range(100)]

    found = paths(read(page("a", choose("c", "x", "y")), *pages))

    assert len(found.nodes) == 103
    assert [each.target for each in found.edges if each.source in {"a", "p0"}] == ["p0", "#end", "p1"]
    assert all(each.certain for each in found.edges)


def test_a_saved_case_passes_until_something_changes() -> None:
    case = {"answers": LICENCE, "expect": run_case(SERVICE, LICENCE), "today": "2026-11-24"}

    changed = licence()
    changed["calculations"][0]["expr"]["args"][0] = "60"

    assert check_case(SERVICE, case) == ()
    mismatches = check_case(read_definition(changed), case)
    assert [(each.key, each.expected, each.found) for each in mismatches] == [("fee", "63.49", "73.49")]
    assert mismatches[0].text == "Cambiaron el derecho de trámite: se esperaba 63.49 y salió 73.49."


def test_a_saved_case_names_only_what_it_cares_for() -> None:
    assert check_case(SERVICE, {"answers": {"who": "king"}, "expect": {"faults": ["who: answer_option"]}}) != ()
    assert check_case(SERVICE, {"answers": LICENCE, "expect": {"complete": True, "exit": None}}) == ()
    assert (
        check_case(SERVICE, {"answers": 3, "expect": {"colour": 1}})[0].text
        == "«colour» no se conoce entre lo que se espera."
    )


def changed(path: list[Any], value: object) -> Json:
    first = page("a", choose("c", "x", "y"), ask("q"))
    document = copy.deepcopy(service(first, page("b", ask("g", "group", questions=[ask("i")]))))
    holder: Any = document
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return document


OLD = read_definition(changed(["title"], es("Servicio de prueba")))
ANSWERS = {"c": "x", "q": "text", "g": [{"i": "a"}]}


@pytest.mark.parametrize(
    ("path", "value", "code", "again"),
    [
        (["pages", 0, "questions", 1, "label"], es("¿Otra cosa?"), "question_label", ("q",)),
        (["pages", 0, "questions", 1, "hint"], es("Así."), None, ()),
        (["pages", 0, "questions", 1, "type"], "number", "question_type", ("q",)),
        (["pages", 0, "questions", 1, "required"], False, "question_required", ()),
        (["pages", 0, "questions", 1, "when"], IS_X, "question_when", ()),
        (["pages", 0, "questions", 1, "limits"], {"max_length": 3}, "question_limits", ()),
        (["pages", 0, "questions", 1, "id"], "q2", "question_removed", ("q",)),
        (["pages", 0, "questions", 0, "options", 0, "label"], es("Nueva"), "question_options", ("c",)),
        (["pages", 0, "questions", 0, "options", 0, "id"], "z", "question_options", ("c",)),
        (["pages", 1, "questions", 0, "questions", 0, "label"], es("¿Otra?"), "question_label", ("g/i",)),
        (["pages", 1, "questions", 0, "label"], es("¿Otros?"), "question_label", ("g",)),
        (["pages", 1, "when"], IS_X, "page_when", ()),
        (["procedure", "fee"], "5.00", "fee", ()),
        (["rules"], [{"id": "r", "when": IS_X, "message": es("No.")}], "rule_added", ()),
    ],
)
def test_what_changed_is_told_and_only_what_changed_meaning_is_asked_again(
    path: list[Any], value: object, code: str | None, again: tuple[str, ...]
) -> None:
    difference = differences(OLD, read_definition(changed(path, value)))

    assert code is None or code in [each.code for each in difference.changes]
    assert all(each.text and "{" not in each.text for each in difference.changes)
    assert migrate(ANSWERS, difference, OLD).asked_again == again


def test_an_option_that_was_added_leaves_answers_as_they_are() -> None:
    more = [*service(page("a", choose("c", "x", "y", "z")))["pages"][0]["questions"][0]["options"]]

    difference = differences(OLD, read_definition(changed(["pages", 0, "questions", 0, "options"], more)))

    assert [each.text for each in difference.changes] == ["La pregunta «¿c?» tiene otras opciones: entra «Z»."]
    assert migrate(ANSWERS, difference, OLD).answers == ANSWERS


def test_new_words_may_be_said_to_mean_the_same() -> None:
    new = read_definition(changed(["pages", 0, "questions", 1, "label"], es("¿Cuál?")))

    assert migrate(ANSWERS, differences(OLD, new, same_meaning=["q"]), OLD).answers == ANSWERS


def test_a_version_is_the_same_as_itself() -> None:
    assert differences(SERVICE, read_definition(licence())).same
    assert migrate(LICENCE, differences(SERVICE, SERVICE), SERVICE).answers == LICENCE


def test_migrated_answers_lead_to_what_is_asked_again() -> None:
    new = read_definition(changed(["pages", 1, "questions", 0, "questions", 0, "label"], es("¿Otra?")))

    moved = migrate(ANSWERS, differences(OLD, new), OLD)

    assert moved.answers["g"] == [{}]
    next_page = journey(new, moved.answers).next_page
    assert next_page is not None
    assert next_page.id == "b"


def benefit(*conditions: object, kind: str = "number") -> Any:
    listed = [{"id": f"k{at}", "text": es(f"Condición {at}"), "expr": each} for at, each in enumerate(conditions)]
    asked = page("a", ask("age", kind), choose("zone", "urban", "rural"), ask("child", "yes_no"))
    return read(asked, eligibility={"conditions": listed})


RURAL, CHILD = op("eq", answer("zone"), "rural"), op("eq", answer("child"), True)


def test_the_question_that_settles_most_services_is_asked() -> None:
    services = [benefit(RURAL), benefit(RURAL, CHILD), benefit(op("ge", answer("age"), 65), RURAL)]

    first = ask_next(services, {})
    assert first is not None
    assert (first.question.id, first.services, first.expected) == ("zone", 3, 2.0)
    after = ask_next(services, {"zone": "rural"})
    assert after is not None
    assert after.question.id == "child"
    assert ask_next(services, {"zone": "urban"}) is None
    passed = ask_next(services, {}, passed=["zone"])
    assert passed is not None
    assert passed.question.id != "zone"


def test_questions_are_asked_until_every_service_is_settled() -> None:
    services = [benefit(RURAL), benefit(CHILD), benefit(op("ge", answer("age"), 65), CHILD)]
    answers: dict[str, object] = {}
    truth = {"zone": "rural", "child": True, "age": "70"}

    while (question := ask_next(services, answers)) is not None:
        answers[question.question.id] = truth[question.question.id]

    assert answers == truth
    assert [str(entitlement(each, answers).verdict) for each in services] == ["probable"] * 3


def test_one_id_with_two_types_is_not_one_question() -> None:
    services = [benefit(op("ge", answer("age"), 65)), benefit(op("lt", answer("age"), "2000-01-01"), kind="date")]

    found = ask_next(services, {})

    assert found is not None
    assert (found.question.type, found.services) == ("number", 1)
    assert ask_next(services, {"age": "70"}) is None


def test_what_only_a_person_can_check_is_not_asked() -> None:
    human = read(page("a", ask("q")), eligibility={"conditions": [{"id": "k", "text": es("Vive aquí")}]})

    assert ask_next([human], {}) is None
    assert str(entitlement(human, {}).verdict) == "ask"
