"""What the engine says, in the language of the page; and the voice of a screen reader where it is not in it."""

import ast
from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override

from minka.engine.clocks import ARTICLES
from minka.engine.clocks.words import spoken_day
from minka.engine.equity import Days
from minka.engine.saying import listed, named, phrase
from minka.engine.workflows import say as state_name
from minka.web.collecting import collect, texts_of_module
from minka.web.components.words import median_words
from minka.web.saying import marked, say
from tests.house.sources import SOURCE

BOTH = {"es": "Agua", "en": "Water"}
MISSING = phrase("falta responder {name}")


def test_a_sentence_is_said_with_everything_in_it() -> None:
    told = MISSING.fill(name=named(BOTH)).raised()
    with override("en"):
        assert say(told) == "Water is still to be answered."
        assert say(spoken_day(date(2026, 3, 2))) == "Monday 2 March 2026"
        assert say(ARTICLES["start"].words) == "article 133.1 of Law 27444 (article 144.1 of the TUO)"
    with override("es"):
        assert say(told) == "Falta responder Agua."


def test_what_counts_has_its_forms_in_the_language() -> None:
    days = phrase("{count} día hábil", "{count} días hábiles")
    with override("en"):
        assert [say(days.counting(number)) for number in (1, 15)] == ["1 working day", "15 working days"]


def test_what_the_engine_did_not_say_stays_as_it_is() -> None:
    with override("en"):
        assert say("falta responder {name}") == "falta responder {name}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (MISSING.fill(name=named({"es": "Agua <b>"})), '<span lang="es">Agua &lt;b&gt;</span> is still to be answered'),
        (MISSING.fill(name=named(BOTH)), "Water is still to be answered"),
        (MISSING.fill(name="x < y"), "x &lt; y is still to be answered"),
        (BOTH, "Water"),
        ({"es": "Agua de pozo"}, '<span lang="es">Agua de pozo</span>'),
        ({"es": "Para quién es"}, '<span lang="es">Para quién es</span>'),  # which the product says itself elsewhere
        (state_name({"es": "Desistida"}), "Withdrawn"),
        (state_name({"es": "Conforme"}), '<span lang="es">Conforme</span>'),
        ([phrase("nada"), named({"es": "Agua de pozo"})], 'nothing <span lang="es">Agua de pozo</span>'),
        (listed([phrase("sí"), phrase("no")], " · "), "yes · no"),
        ("Agua & sal", "Agua &amp; sal"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_page_marks_only_what_is_not_in_its_language(text: object, shown: str) -> None:
    with override("en"):
        assert marked(text) == shown  # type: ignore[arg-type]


def test_words_of_an_office_are_spanish() -> None:
    shown = Template('{{ title|told:"es" }}').render
    with override("en"):
        assert shown(Context({"title": "Mesa de partes <1>"})) == '<span lang="es">Mesa de partes &lt;1&gt;</span>'
    with override("es"):
        assert shown(Context({"title": "Mesa de partes <1>"})) == "Mesa de partes &lt;1&gt;"


def test_a_page_in_quechua_is_one_voice_while_most_of_it_is_spanish() -> None:
    with override("qvc"):
        assert marked(MISSING.fill(name=named({"es": "Agua"}))) == "falta responder Agua"
        assert marked(named({"es": "Agua", "qvc": "Yaku"}, "qvc")) == '<span lang="qvc">Yaku</span>'


def test_the_catalogues_find_what_the_engine_says_in_one_form_and_in_two() -> None:
    code = (
        'from minka.engine.saying import phrase\nA = phrase("hoy")\nB = {1: phrase("{count} mes", "{count} meses")}\n'
    )

    assert [(text.one, text.many) for text in texts_of_module(code)] == [("hoy", ""), ("{count} mes", "{count} meses")]
    assert list(texts_of_module("def phrase(text): ...\nphrase('hoy')")) == []


def test_every_phrase_of_the_engine_is_in_the_catalogues() -> None:
    found = {(text.one, text.many) for text in collect()} | {(text.one, "") for text in collect()}
    for path in sorted((SOURCE / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
                one, many = ([ast.literal_eval(arg) for arg in node.args] + [""])[:2]
                assert (one, many) in found, path


@pytest.mark.parametrize(("median", "words"), [(3.0, "3"), (2.5, "2.5"), (9.96, "10"), (12.4, "12"), (0.04, "0")])
def test_a_median_has_a_decimal_only_where_it_needs_one(median: float, words: str) -> None:
    assert median_words(Days(40, 1.0, median, 20.0)) == words


def test_too_few_have_no_median() -> None:
    assert median_words(None) == "—"
