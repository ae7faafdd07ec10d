"""Somebody's own list: papers, cost, term and place; what it depends on; one SMS long."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minka.engine.forms import entitlement, explain, journey, personal_list, read_definition
from minka.engine.forms.messages import BASIC, DOUBLE, LONGEST_MESSAGE, cut_to_message, length_of
from tests.engine.forms.samples import LICENCE, answer, ask, es, licence, op, page, read

SERVICE = read_definition(licence())
MANY = op("gt", answer("n"), 1)


def papers(answers: dict[str, object]) -> dict[str, tuple[bool | None, tuple[str, ...]]]:
    own = personal_list(SERVICE, answers)
    return {each.requirement.id: (each.applies, each.needs) for each in own.papers}


def test_before_any_question_the_list_says_what_it_depends_on() -> None:
    assert papers({}) == {
        "photo_of_shop": (True, ()),
        "inspection": (None, ("food", "area")),
        "power": (None, ("who",)),
    }
    assert personal_list(SERVICE, {}).fee.needs == ("area",)
    assert not personal_list(SERVICE, {}).certain


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        ({"who": "person", "food": True, "area": "50"}, ["photo_of_shop"]),
        ({"who": "person", "food": True, "area": "150"}, ["photo_of_shop", "inspection"]),
        ({"who": "company", "food": False, "area": "250"}, ["photo_of_shop", "inspection", "power"]),
    ],
)
def test_a_few_questions_make_it_certain(answers: dict[str, object], needed: list[str]) -> None:
    own = personal_list(SERVICE, answers)

    assert [each.requirement.id for each in own.needed] == needed
    assert own.certain
    assert own.fee.amount is not None


def test_each_paper_says_why() -> None:
    own = personal_list(SERVICE, {"who": "company", "food": False, "area": "20"})

    assert own.papers[2].sentences == ("En «¿who?» respondiste «Company».",)
    assert own.papers[1].sentences == ("«level» según la tabla «risk» no es «high».",)
    assert (own.fee.amount, own.where) == ("56.66", "Mesa de partes, jirón Lima 100")


def test_what_is_never_asked_leaves_a_paper_open_and_says_so() -> None:
    service = read(
        page("a", ask("sick", "yes_no")),
        page("b", ask("days", "number"), when=op("eq", answer("sick"), True)),
        requirements=[{"id": "r", "text": es("Certificado"), "when": op("gt", answer("days"), 3)}],
    )

    paper = personal_list(service, {"sick": False}).papers[0]

    assert (paper.applies, paper.needs) == (None, ())
    assert paper.sentences == ("«¿days?» no se pregunta en este caso.",)


@pytest.mark.parametrize(
    ("raw", "answers", "sentence"),
    [
        (op("gt", op("div", 1, answer("n")), 1), {"n": "0"}, "No se puede dividir entre cero."),
        (op("gt", op("mul", answer("n"), 1_000_000_000), 1), {"n": "999999999"}, "El número es demasiado grande."),
        (op("gt", op("age", answer("d")), 1), {"d": "2020-01-01"}, "No se sabe qué día es hoy."),
        (op("gt", answer("n"), 1), {"n": "x"}, "La respuesta a «¿n?» no se puede leer."),
        (op("gt", answer("o"), 1), {"o": None}, "«¿o?» quedó en blanco."),
        (
            op("and", op("gt", answer("n"), 1), op("lt", answer("n"), 5)),
            {"n": "7"},
            "En «¿n?» respondiste 7, que es 5 o más.",
        ),
        (
            op("or", op("gt", answer("n"), 1), op("gt", answer("o"), 5)),
            {"n": "7"},
            "En «¿n?» respondiste 7, que es más de 1.",
        ),
    ],
)
def test_a_reason_names_what_decided(raw: object, answers: dict[str, object], sentence: str) -> None:
    questions = [ask("n", "number"), ask("o", "number", required=False), ask("d", "date")]
    service = read(page("a", *questions), rules=[{"id": "r", "when": raw, "message": es("x")}])

    reason = explain(service, service.rules[0].when, journey(service, answers).state)

    assert reason.sentences == (sentence,)
    assert reason.to_json()["children"]


def test_the_message_is_one_sms() -> None:
    own = personal_list(SERVICE, {"who": "company", "food": True, "area": "150"})

    assert own.message("Licencia de tienda") == (
        "Licencia de tienda. Lleva: Foto del local; Certificado de inspeccion; Vigencia de poder. S/99.95. "
        "4 dias habiles. Mesa de partes, jiron Lima 100"
    )


def test_a_list_that_is_too_long_is_cut_and_counted() -> None:
    cut = cut_to_message("Trámite", [f"Documento número {at}" for at in range(20)], ["S/10.00"], 2)

    assert cut == (
        "Tramite. Lleva: Documento numero 0; Documento numero 1; Documento numero 2; Documento numero 3; "
        "Documento numero 4; 15 papeles mas. Quiza 2 mas. S/10.00"
    )


@given(
    some.text(max_size=200),
    some.lists(some.text(max_size=90), max_size=30),
    some.lists(some.text(max_size=90), max_size=3),
)
def test_a_message_is_never_longer_and_never_outside_the_alphabet(title: str, parts: list[str], end: list[str]) -> None:
    message = cut_to_message(title, parts, end, 3)

    assert length_of(message) <= LONGEST_MESSAGE
    assert set(message) <= BASIC | DOUBLE


def test_eligibility_weighs_what_can_be_computed_and_tells_the_rest() -> None:
    small, big, unknown = (entitlement(SERVICE, each) for each in ({"area": "40"}, {"area": "900"}, {}))

    assert [str(each.verdict) for each in (small, big, unknown)] == ["probable", "no", "depends"]
    assert [each.text for each in small.to_check] == ["La zona permite comercio"]
    assert [each.condition.id for each in big.against] == ["small"]
    assert unknown.needs == ("area",)


def test_the_same_answers_give_the_same_list() -> None:
    def seen(own: Any) -> Any:
        return [(each.requirement.id, each.applies, each.sentences) for each in own.papers], own.fee.amount

    turned = dict(reversed(list(LICENCE.items())))

    assert seen(personal_list(SERVICE, LICENCE)) == seen(personal_list(SERVICE, turned))


@pytest.mark.parametrize(("fee", "amount"), [("0.125", "0.13"), ("0", "0.00"), ("-3", "0.00"), ("1234.5", "1234.50")])
def test_a_fee_is_told_to_the_centimo(fee: str, amount: str) -> None:
    service = read(page("a", ask("q")), procedure={"regime": "positive", "fee": fee})

    assert personal_list(service, {}).fee.amount == amount
