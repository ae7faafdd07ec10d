"""Checks before publishing: what nobody reaches, contradicts itself or has no ground; honest where it cannot tell."""

import pytest

from minka.engine.forms import Definition, Severity, check_definition, read_definition
from tests.engine.forms.samples import Json, answer, ask, choose, es, licence, op, page, read

GROUND: Json = {"why": es("Para saber."), "legal_basis": "Ley 1", "used_by": "Mesa", "kept": "P5Y"}
GROUND["sources"] = [{"kind": "law"}]
IS_X, IS_Y = op("eq", answer("c"), "x"), op("eq", answer("c"), "y")
CHOICE = page("a", choose("c", "x", "y", ground=GROUND))


def codes(definition: Definition) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in check_definition(definition).all]


def service(*pages: Json, **more: object) -> Definition:
    return read(CHOICE, *pages, **more)


def grounded(name: str, kind: str = "short_text", **more: object) -> Json:
    return ask(name, kind, ground=GROUND, **more)


def rule(when: object, question: str = "") -> list[Json]:
    return [{"id": "r", "when": when, "message": es("No."), **({"question": question} if question else {})}]


FOUND: dict[str, tuple[Definition, str, str]] = {
    "two choices at once": (
        service(page("b", grounded("q"), when=op("and", IS_X, IS_Y))),
        "page_unreachable",
        "/pages/1",
    ),
    "a number between nothing": (
        service(
            page("before", grounded("n", "number")),
            page("b", grounded("q"), when=op("and", op("gt", answer("n"), 4), op("lt", answer("n"), 5))),
        ),
        "page_unreachable",
        "/pages/2",
    ),
    "a page behind a page that never comes": (
        service(
            page("b", grounded("q"), when=op("and", IS_X, IS_Y)),
            page("d", grounded("r"), when=op("eq", answer("q"), "z")),
        ),
        "page_unreachable",
        "/pages/2",
    ),
    "a question against its page": (
        service(page("b", grounded("q", when=IS_Y), when=IS_X)),
        "question_never",
        "/pages/1/questions/0",
    ),
    "an age nobody has": (
        service(
            page("before", grounded("d", "date", limits={"not_before": "2000-01-01"})),
            page("b", grounded("q"), when=op("gt", op("age", answer("d")), 90)),
        ),
        "page_unreachable",
        "/pages/2",
    ),
    "only exits": (
        service(page("out", when=IS_X, exit=True, guidance=es("a")), page("off", exit=True, guidance=es("b"))),
        "no_end",
        "/pages",
    ),
    "exits for everybody": (
        service(
            page("out", when=IS_X, exit=True, guidance=es("a")),
            page("off", when=IS_Y, exit=True, guidance=es("b")),
            page("end", grounded("q")),
        ),
        "no_end",
        "/pages",
    ),
    "nothing asked": (read(page("a")), "no_questions", "/pages"),
    "a rule that stops everybody": (service(rules=rule(op("or", IS_X, IS_Y), "c")), "rule_always", "/rules/0"),
    "a rule that stops nobody": (service(rules=rule(op("and", IS_X, IS_Y))), "rule_never", "/rules/0"),
    "a condition that is always so": (
        service(page("b", grounded("q"), when=op("or", IS_X, IS_Y))),
        "condition_always",
        "/pages/1/when",
    ),
    "a page that looks ahead": (
        service(page("b", grounded("q"), when=op("eq", answer("r"), "x")), page("d", grounded("r"))),
        "later_answer",
        "/pages/1",
    ),
    "a condition on what is not always asked": (
        service(
            page("b", grounded("n", "number"), when=IS_X),
            page("d", grounded("r"), when=op("lt", answer("n"), 5)),
        ),
        "may_be_unknown",
        "/pages/2/when",
    ),
    "a fee on what may be blank": (
        service(
            page("b", grounded("n", "number", required=False)),
            procedure={"regime": "positive", "fee": op("mul", answer("n"), 2)},
        ),
        "may_be_unknown",
        "/procedure/fee",
    ),
    "a question without ground": (service(page("b", ask("q"))), "no_ground", "/pages/1/questions/0"),
    "a question without law": (
        service(page("b", ask("q", ground={"why": es("x")}))),
        "no_legal_basis",
        "/pages/1/questions/0/ground",
    ),
    "an upload for nothing": (service(page("b", grounded("f", "file"))), "upload_unnamed", "/pages/1/questions/0"),
    "a paper that nothing asks for": (
        service(requirements=[{"id": "p", "text": es("Plano"), "kind": "upload"}]),
        "requirement_unasked",
        "/requirements/0",
    ),
    "a paper of nobody": (
        service(requirements=[{"id": "p", "text": es("Plano"), "when": op("and", IS_X, IS_Y)}]),
        "requirement_never",
        "/requirements/0",
    ),
    "a paper that screening cannot tell": (
        service(requirements=[{"id": "p", "text": es("Plano"), "when": IS_X}]),
        "screening_misses",
        "/requirements/0/when",
    ),
    "an exit that says nothing": (service(page("out", when=IS_X, exit=True)), "exit_silent", "/pages/1"),
    "office words": (
        service(page("b", {**grounded("q"), "label": es("¿Qué documento va a recepcionar el administrado?")})),
        "jargon",
        "/pages/1/questions/0/label",
    ),
    "a text that is hard": (
        service(
            page(
                "b",
                grounded("q"),
                guidance=es(
                    "La presentación de documentación complementaria acreditando fehacientemente la titularidad "
                    "registral constituye condición indispensable para la continuación del procedimiento iniciado "
                    "oportunamente por la representación institucional correspondiente."
                ),
            )
        ),
        "hard_to_read",
        "/pages/1/guidance",
    ),
    "texts that a language lacks": (service(languages=["es", "qvc"]), "untranslated", "/languages"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_is_wrong_is_found(name: str) -> None:
    definition, code, path = FOUND[name]

    assert (code, path) in codes(definition)


def test_what_an_exit_spares_people_is_no_open_condition() -> None:
    out = page("out", exit=True, when=IS_X, guidance=es("Pregunta en la mesa de partes."))
    paper = {"id": "paper", "text": es("Un papel"), "when": op("eq", answer("n"), 1)}
    definition = service(
        {key: value for key, value in out.items() if key != "questions"},
        page("b", grounded("n", "number")),
        page("d", grounded("r"), when=op("lt", answer("n"), 5)),
        requirements=[paper],
    )

    assert "may_be_unknown" not in {code for code, _path in codes(definition)}


def test_every_finding_is_told_in_words_with_its_severity_and_an_example() -> None:
    found = check_definition(FOUND["a condition on what is not always asked"][0])

    unknown = next(each for each in found.all if each.code == "may_be_unknown")
    assert unknown.text.startswith("La condición de «D» lee respuestas que a veces no se preguntan")
    assert dict(unknown.example)["c"] == "«y»"
    assert found.publishable
    assert all("{" not in each.text for definition, *_ in FOUND.values() for each in check_definition(definition).all)


def test_errors_come_first_and_keep_a_service_from_being_published() -> None:
    found = check_definition(FOUND["two choices at once"][0])

    assert found.all[0].severity == Severity.ERROR
    assert not found.publishable


def test_a_service_that_is_fine_has_only_questions_without_ground() -> None:
    found = check_definition(read_definition(licence()))

    assert found.publishable
    assert {each.code for each in found.all} == {"no_ground"}


def test_what_has_too_many_cases_is_said_to_be_undecided_and_never_to_be_wrong() -> None:
    texts = [grounded(f"n{at}", "number") for at in range(12)]
    sums = op("add", *[answer(f"n{at}") for at in range(12)])
    many = read(page("a", *texts), page("b", grounded("q"), when=op("eq", sums, "123456")))

    assert ("not_decided", "/pages/1") in codes(many)
    assert "page_unreachable" not in [code for code, _ in codes(many)]


def test_checking_a_large_service_ends() -> None:
    pages = [page("p0", choose("c0", "x", "y"))]
    pages += [_following(at) for at in range(1, 120)]

    found = check_definition(read(*pages))

    assert found.publishable
    assert "not_decided" in {each.code for each in found.all}


def test_a_service_made_to_be_hard_to_check_is_given_up_on() -> None:
    asked = [choose(f"c{at}", "x", "y", "z") for at in range(30)]
    all_y = op("and", *[op("eq", answer(f"c{at}"), "y") for at in range(30)])
    hard = read(page("a", *asked), *[page(f"p{at}", ask(f"q{at}"), when=all_y) for at in range(250)])

    found = check_definition(hard)

    assert found.publishable
    assert [each.code for each in found.all].count("not_decided") >= 250


def _following(at: int) -> Json:
    return page(f"p{at}", choose(f"c{at}", "x", "y"), when=op("eq", answer(f"c{at - 1}"), "x"))
