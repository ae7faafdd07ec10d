"""What people type, and what is kept of it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minka.engine.forms import Context, QuestionType, clean_answer, clean_page
from minka.engine.forms.faults import ANSWER_TEXTS
from tests.engine.forms.samples import answer, ask, choose, op, page, read

NOW = Context(today=date(2026, 11, 24), places={"060101", "060601"})


def clean(kind: str, typed: object, **more: object) -> Any:
    question = choose("q", "x", "y", "z", kind=kind, **more) if kind.endswith("_of") else ask("q", kind, **more)
    return clean_answer(read(page("a", question)).by_id["q"], typed, NOW)


KEPT = [
    ("short_text", "  Rosa\u200b   Quispe \n", "Rosa Quispe"),
    ("long_text", "uno\r\n\r\n\r\n\r\ndos\u0000", "uno\n\ndos"),
    ("number", "12", "12"),
    ("number", " 1 250 ", "1250"),
    ("number", "1,250", "1250"),
    ("number", "1.250.000", "1250000"),
    ("number", "−5", "-5"),
    ("number", "007", "7"),
    ("number", "１２", "12"),
    ("money", "1 250,50", "1250.50"),
    ("money", "S/ 1250.50", "1250.50"),
    ("money", "S/. 1,250.50", "1250.50"),
    ("money", "1.250,50", "1250.50"),
    ("money", "80 soles", "80.00"),
    ("money", "0,5", "0.50"),
    ("money", "1'250", "1250.00"),
    ("money", "0.00", "0.00"),
    ("date", {"day": "27", "month": "3", "year": "1985"}, "1985-03-27"),
    ("date", {"day": "29", "month": "febrero", "year": "2024"}, "2024-02-29"),
    ("date", "27/3/1985", "1985-03-27"),
    ("date", "27-03-1985", "1985-03-27"),
    ("date", "27 de marzo de 1985", "1985-03-27"),
    ("date", "1 set 2025", "2025-09-01"),
    ("date", "1985-03-27", "1985-03-27"),
    ("yes_no", "sí", True),
    ("yes_no", "off", False),
    ("yes_no", False, False),
    ("declaration", "on", True),
    ("one_of", "y", "y"),
    ("many_of", ["z", "x"], ["x", "z"]),
    ("many_of", "y", ["y"]),
    ("place", "060101", {"code": "060101", "coding": "inei"}),
    ("document", {"kind": "dni", "number": "4238 8604"}, {"kind": "dni", "number": "42388604"}),
    ("document", {"kind": "dni", "number": "42388604-3"}, {"kind": "dni", "number": "42388604"}),
    ("document", {"kind": "ruc", "number": "20131312955"}, {"kind": "ruc", "number": "20131312955"}),
    ("document", {"kind": "ce", "number": "001234567"}, {"kind": "ce", "number": "001234567"}),
    ("document", {"kind": "passport", "number": "ab-123456"}, {"kind": "passport", "number": "AB123456"}),
    ("phone", "987 654 321", "987654321"),
    ("phone", "+51 987-654-321", "987654321"),
    ("phone", "(076) 36 2233", "076362233"),
    ("phone", "4471234", None),
    ("phone", "14471234", "014471234"),
    ("phone", "+593 99 123 4567", "+593991234567"),
    ("email", " Rosa.Q@Correo.PE ", "Rosa.Q@correo.pe"),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), KEPT)
def test_what_is_typed_is_kept_in_one_form(kind: str, typed: object, kept: object) -> None:
    cleaned = clean(kind, typed)

    assert cleaned.kept == kept
    assert (cleaned.faults == ()) is (kept is not None)


REFUSED = [
    ("short_text", "x" * 201, {}, "text_long"),
    ("short_text", "x", {"limits": {"min_length": 2}}, "text_short"),
    ("short_text", "", {}, "required"),
    ("short_text", "\u200b \u200b", {}, "required"),
    ("short_text", 5, {}, "shape"),
    ("number", "doce", {}, "number"),
    ("number", "1e5", {}, "number"),
    ("number", "1.5", {}, "number_whole"),
    ("number", "1,5", {}, "number_whole"),
    ("number", "12,34,5", {}, "number"),
    ("number", "9" * 16, {}, "number"),
    ("number", "1.250", {}, "number_ambiguous"),
    ("number", "17", {"limits": {"min": 18}}, "number_low"),
    ("number", "1.25", {"limits": {"decimals": 1}}, "number_decimals"),
    ("money", "1.250", {}, "number_ambiguous"),
    ("money", "mucho", {}, "money"),
    ("money", "-1", {}, "number_low"),
    ("money", "1.2.3", {}, "money"),
    ("date", {"day": "3", "month": "", "year": "2020"}, {}, "date_part"),
    ("date", {"day": "29", "month": "2", "year": "2023"}, {}, "date_unreal"),
    ("date", {"day": "31", "month": "4", "year": "2023"}, {}, "date_unreal"),
    ("date", {"day": "1", "month": "13", "year": "2023"}, {}, "date_month"),
    ("date", {"day": "1", "month": "1", "year": "85"}, {}, "date_year"),
    ("date", "mañana", {}, "date"),
    ("date", "1/1/2027", {"limits": {"not_after": "today"}}, "date_late"),
    ("date", "1/1/2020", {"limits": {"not_before": "2020-01-02"}}, "date_early"),
    ("yes_no", "quizá", {}, "required_choice"),
    ("declaration", "off", {}, "required_declaration"),
    ("declaration", None, {}, "required_declaration"),
    ("one_of", "w", {}, "option"),
    ("many_of", ["x", "w"], {}, "option"),
    ("many_of", [], {}, "required_many"),
    ("place", "999999", {}, "place"),
    ("document", {"kind": "dni", "number": "1234567"}, {}, "dni"),
    ("document", {"kind": "ruc", "number": "20131312956"}, {}, "ruc"),
    ("document", {"kind": "x", "number": "1"}, {}, "document_kind"),
    ("document", {"kind": "dni", "number": "12345678"}, {"limits": {"kinds": ["ruc"]}}, "document_kind"),
    ("phone", "12", {}, "phone"),
    ("email", "rosa@correo", {}, "email"),
    ("email", "a..b@c.pe", {}, "email"),
    ("email", "a@" + "b" * 300 + ".pe", {}, "email"),
    ("file", None, {}, "required_file"),
]


@pytest.mark.parametrize(("kind", "typed", "more", "code"), REFUSED)
def test_what_cannot_be_kept_gets_a_sentence(kind: str, typed: object, more: Any, code: str) -> None:
    cleaned = clean(kind, typed, **more)

    assert [fault.code for fault in cleaned.faults] == [f"answer_{code}"]
    assert cleaned.kept is None
    assert "{" not in cleaned.faults[0].text


def test_sentences_say_what_was_typed_and_what_to_do() -> None:
    assert clean("date", "31/2/2023").faults[0].text == "El 31 de febrero de 2023 no existe. Revisa el día y el mes."
    assert clean("date", {"day": "", "month": "2", "year": ""}).faults[0].text == "A la fecha le falta el día y el año."
    assert clean("money", "1.250").faults[0].text.endswith("Escríbelo sin separar los miles: 1250.")


def test_a_doubtful_dni_warns_and_stops_nobody() -> None:
    doubtful = clean("document", {"kind": "dni", "number": "42388604-7"})

    assert doubtful.kept == {"kind": "dni", "number": "42388604"}
    assert doubtful.faults == ()
    assert [each.is_warning for each in doubtful.warnings] == [True]


def test_a_question_that_may_stay_blank_may_stay_blank() -> None:
    assert clean("number", " ", required=False).kept is None
    assert clean("number", " ", required=False).faults == ()


def test_a_page_is_cleaned_as_a_whole_and_only_what_is_shown_counts() -> None:
    more = ask("why", when=op("eq", answer("sick"), True))
    service = read(page("a", ask("sick", "yes_no"), more), page("b", ask("z")))

    hidden = clean_page(service, "a", {"sick": "no", "why": "x" * 999}, {"z": "kept"})
    shown = clean_page(service, "a", {"sick": "sí", "why": ""}, {"why": "old"})

    assert (dict(hidden.answers), hidden.faults) == ({"z": "kept", "sick": False}, ())
    assert dict(shown.answers) == {"sick": True}
    assert [(each.path, each.code) for each in shown.faults] == [("why", "answer_required")]


def test_rows_are_cleaned_one_by_one_and_empty_ones_left_out() -> None:
    group = ask("g", "group", questions=[ask("name"), ask("born", "date"), ask("more", required=False)])
    service = read(page("a", group))

    typed = {"g": [{"name": "Ana", "born": "1/2/2020"}, {"name": "", "born": ""}, {"name": "Bea", "born": "x"}]}
    cleaned = clean_page(service, "a", typed, {})

    assert cleaned.answers["g"][0] == {"name": "Ana", "born": "2020-02-01", "more": None}  # type: ignore[index]
    assert [(each.path, each.code) for each in cleaned.faults] == [("g/1/born", "answer_date")]


PARTS = ["kind", "number", "day", "month", "year", "code", "i"]


@given(
    some.sampled_from(sorted(QuestionType)),
    some.recursive(
        some.none() | some.text(max_size=30) | some.booleans() | some.integers(),
        lambda inner: (
            some.lists(inner, max_size=3)
            | some.dictionaries(
                some.sampled_from(["kind", "number", "day", "month", "year", "code", "i"]), inner, max_size=4
            )
        ),
        max_leaves=6,
    ),
)
def test_whatever_is_typed_gives_an_answer_that_can_be_kept_or_a_fault(kind: str, typed: object) -> None:
    more = {"questions": [ask("i")]} if kind == "group" else {}
    question = choose("q", "x", kind=kind) if kind.endswith("_of") else ask("q", kind, **more)
    service = read(page("a", question))

    once = clean_page(service, "a", {"q": typed}, {}, NOW)

    assert once.faults or "q" in once.answers
    if not once.faults and not kind.startswith(("file", "photo")):
        again = clean_page(service, "a", {"q": once.answers["q"]}, {}, NOW)
        assert again.answers == once.answers


def test_every_sentence_can_be_filled() -> None:
    names = ("least", "most", "found", "example", "parts", "day", "month", "year", "name", "kinds", "message", "id")
    filled = dict.fromkeys(names, "x")

    assert all(text.format_map(filled) for text in ANSWER_TEXTS.values())
