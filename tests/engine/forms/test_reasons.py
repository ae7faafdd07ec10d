"""The sentence of each operator, when it holds and when it does not: as somebody would say it."""

from typing import Any

import pytest

from minka.engine.forms import Definition, explain, journey
from minka.engine.forms.expressions.reading import read_expression
from minka.engine.forms.expressions.telling import Words, tell_condition
from minka.engine.forms.naming import collect_names
from tests.engine.forms.samples import Json, answer, ask, choose, es, op, page, read, service

ASKED = (
    ask("age", "number"),
    ask("born", "date"),
    ask("food", "yes_no"),
    ask("name", required=False),
    ask("place", "place"),
    choose("shop", "bodega", "bar", "farmacia"),
    choose("sold", "pan", "queso", kind="many_of"),
)
ANSWERS: Json = {
    "age": "20",
    "born": "1990-05-01",
    "food": True,
    "name": "Ana",
    "place": {"code": "060101", "coding": "inei"},
    "shop": "bodega",
    "sold": ["pan"],
}


def reasons(raw: Any) -> tuple[str, ...]:
    found: Definition = read(page("a", *ASKED), rules=[{"id": "r", "when": raw, "message": es("x")}])
    return explain(found, found.rules[0].when, journey(found, ANSWERS).state).sentences


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (answer("food"), "En «¿food?» respondiste que sí."),
        (op("not", answer("food")), "En «¿food?» respondiste que sí."),
        (op("eq", answer("food"), True), "En «¿food?» respondiste que sí."),
        (op("ne", answer("food"), True), "En «¿food?» respondiste que sí."),
        (op("eq", answer("shop"), "bodega"), "En «¿shop?» respondiste «Bodega»."),
        (op("eq", answer("shop"), "bar"), "En «¿shop?» respondiste «Bodega», no «Bar»."),
        (op("ne", answer("shop"), "bar"), "En «¿shop?» respondiste «Bodega», no «Bar»."),
        (op("ne", answer("shop"), "bodega"), "En «¿shop?» respondiste «Bodega»."),
        (op("in", answer("shop"), ["bodega", "bar"]), "En «¿shop?» respondiste «Bodega»."),
        (op("in", answer("shop"), ["bar", "farmacia"]), "En «¿shop?» respondiste «Bodega», no «Bar» o «Farmacia»."),
        (op("in", "pan", answer("sold")), "En «¿sold?» marcaste «Pan»."),
        (op("in", "queso", answer("sold")), "En «¿sold?» no marcaste «Queso»."),
        (op("not", op("in", "queso", answer("sold"))), "En «¿sold?» no marcaste «Queso»."),
        (op("ge", answer("age"), 18), "En «¿age?» respondiste 20, que es 18 o más."),
        (op("lt", answer("age"), 18), "En «¿age?» respondiste 20, que es 18 o más."),
        (op("gt", answer("age"), 18), "En «¿age?» respondiste 20, que es más de 18."),
        (op("gt", 18, answer("age")), "En «¿age?» respondiste 20, que es 18 o más."),
        (op("le", answer("age"), 30), "En «¿age?» respondiste 20, que es 30 o menos."),
        (op("eq", answer("age"), 20), "En «¿age?» respondiste 20."),
        (op("lt", answer("born"), "2000-01-01"), "En «¿born?» respondiste 01/05/1990, que es antes del 01/01/2000."),
        (op("ge", answer("born"), "2000-01-01"), "En «¿born?» respondiste 01/05/1990, que es antes del 01/01/2000."),
        (op("known", answer("name")), "Respondiste «¿name?»."),
        (op("not", op("known", answer("name"))), "Respondiste «¿name?»."),
        (
            op("eq", {"answer": "place", "part": "department"}, "15"),
            "El departamento de «¿place?» no es «15».",
        ),
        (op("gt", op("mul", answer("age"), 2), 30), "«¿age?» por 2 es más de 30."),
        (op("gt", op("mul", answer("age"), 2), 50), "«¿age?» por 2 es 50 o menos."),
    ],
)
def test_the_reason_tells_the_answer_that_decided(raw: Any, sentence: str) -> None:
    assert reasons(raw) == (sentence,)


@pytest.mark.parametrize(
    ("raw", "so", "contrary"),
    [
        (answer("food"), "«¿food?» es sí", "«¿food?» es no"),
        (op("not", answer("food")), "«¿food?» es no", "«¿food?» es sí"),
        (op("eq", answer("shop"), "bar"), "«¿shop?» es «Bar»", "«¿shop?» no es «Bar»"),
        (op("in", answer("shop"), ["bar"]), "«¿shop?» es «Bar»", "«¿shop?» no es «Bar»"),
        (
            op("in", answer("shop"), ["bar", "bodega"]),
            "«¿shop?» es «Bar» o «Bodega»",
            "«¿shop?» no es «Bar» o «Bodega»",
        ),
        (op("in", "pan", answer("sold")), "en «¿sold?» se marca «Pan»", "en «¿sold?» no se marca «Pan»"),
        (op("ge", answer("age"), 18), "«¿age?» es 18 o más", "«¿age?» es menos de 18"),
        (op("gt", answer("age"), 18), "«¿age?» es más de 18", "«¿age?» es 18 o menos"),
        (op("known", answer("name")), "«¿name?» está respondida", "«¿name?» no está respondida"),
        (
            op("and", answer("food"), op("not", op("known", answer("name")))),
            "«¿food?» es sí y «¿name?» no está respondida",
            "no se cumple que «¿food?» es sí y «¿name?» no está respondida",
        ),
    ],
)
def test_a_condition_is_told_as_what_is_so_or_as_its_contrary(raw: Any, so: str, contrary: str) -> None:
    document = service(page("a", *ASKED))
    condition = read_expression(raw, collect_names(document))
    labels = {each["id"]: each["label"]["es"] for each in ASKED}
    options = {each["id"]: {one["id"]: one["label"]["es"] for one in each.get("options", ())} for each in ASKED}

    assert tell_condition(condition, Words(labels, options)) == so
    assert tell_condition(condition, Words(labels, options), holds=False) == contrary
