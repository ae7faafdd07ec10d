"""The journey: pages in order, hidden is absent, forged is borne, everything from the answers alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minka.engine.forms import Context, Journey, check_page, clean_page, journey, read_definition
from tests.engine.forms.samples import LICENCE, answer, ask, choose, es, licence, op, page, read

SERVICE = read_definition(licence())
NOW = Context(today=date(2026, 11, 24))


def follow(**answers: object) -> Journey:
    return journey(SERVICE, answers, NOW)


def ids(pages: Any) -> list[str]:
    return [each.id for each in pages]


def test_a_person_comes_to_the_end() -> None:
    done = journey(SERVICE, LICENCE, NOW)

    assert ids(done.pages) == ["first", "size", "owner", "where", "staff", "money", "last"]
    assert done.complete
    assert done.next_page is None
    assert done.screened
    assert done.answered == LICENCE
    assert (done.cleared, done.ignored, done.faults) == ((), (), ())


def test_pages_that_depend_on_later_answers_are_undecided() -> None:
    start = follow()

    assert ids(start.pages) == ["first", "size", "where", "money", "last"]
    assert ids(start.undecided) == ["too_big", "owner", "firm", "staff"]
    assert start.next_page is not None
    assert start.next_page.id == "first"
    assert not start.screened


def test_the_length_is_exact_once_no_page_is_undecided() -> None:
    early, late = follow(), follow(**LICENCE)

    assert len(early.pages) <= early.length <= len(early.pages) + len(early.undecided)
    assert not late.undecided
    assert late.length == len(late.pages)


def test_an_exit_ends_the_journey() -> None:
    out = follow(who="company", food=True, area="900", capital="50.00")

    assert out.exit_page is not None
    assert ids(out.pages) == ["first", "size", "too_big"]
    assert not out.complete
    assert not out.screened
    assert out.next_page is out.exit_page
    assert out.cleared == ("capital",)


def test_pages_lead_on_and_back() -> None:
    now = follow(who="company", food=False)

    after, before = now.page_after("size"), now.page_before("where")
    assert after is not None
    assert before is not None
    assert (after.id, before.id) == ("firm", "firm")
    assert now.page_before("first") is None
    assert now.page_after("last") is None
    assert now.page_after("owner") is None
    assert now.may_open("size")
    assert not now.may_open("firm")
    assert not now.may_open("owner")


def test_hidden_answers_count_for_nothing_and_are_named() -> None:
    changed = journey(SERVICE, {**LICENCE, "who": "company"}, NOW)

    assert changed.cleared == ("name", "born")
    assert "name" not in changed.answered
    assert changed.next_page is not None
    assert changed.next_page.id == "firm"


def test_what_no_question_asks_is_ignored_and_named() -> None:
    rows = [{"person_name": "Luz", "cooks": False, "card": "2026-01-05", "admin": True}]
    forged = journey(SERVICE, {**LICENCE, "price": "0", "people": rows}, NOW)

    assert forged.ignored == ("price", "people/0/admin", "people/0/card")
    assert forged.answered["people"] == [{"person_name": "Luz", "cooks": False}]
    assert forged.complete


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("who", "king", "answer_option"),
        ("who", ["person"], "answer_option"),
        ("food", "true", "answer_required_choice"),
        ("area", 40, "answer_number"),
        ("area", "1e3", "answer_number"),
        ("area", "0.5", "answer_number_low"),
        ("area", "40.505", "answer_number_decimals"),
        ("born", "2030-01-01", "answer_date_late"),
        ("born", "2026-02-30", "answer_date"),
        ("capital", "-5.00", "answer_number_low"),
        ("photo", [], "answer_required_file"),
        ("photo", [{"key": "a", "name": "x.exe", "type": "x", "size": 1}], "answer_file_kind"),
        ("photo", [{"key": "a", "name": "x.jpg", "type": "x", "size": 10**9}], "answer_file_size"),
        ("photo", [{"key": "a", "name": "x.jpg", "type": "x", "size": True}], "answer_file_empty"),
        ("true_all", False, "answer_required_declaration"),
        ("place", {"code": "060101", "coding": "reniec"}, "answer_place_coding"),
        ("place", "060101", "answer_place"),
        ("people", "all", "answer_shape"),
        ("people", [{"person_name": "x", "cooks": True}] * 6, "answer_rows_many"),
        ("people", [{"person_name": "x"}], "answer_required_choice"),
    ],
)
def test_a_forged_answer_is_a_fault_and_counts_for_nothing(name: str, value: object, code: str) -> None:
    now = journey(SERVICE, {**LICENCE, name: value}, NOW)

    assert code in [each.code for each in now.faults]
    assert not now.complete


def test_a_rule_holds_its_page_back_and_says_why() -> None:
    young = journey(SERVICE, {**LICENCE, "born": "2012-01-01"}, NOW)
    poor = journey(SERVICE, {**LICENCE, "capital": "10.00"}, NOW)

    assert [(each.path, each.text) for each in young.faults] == [("born", "Tienes que ser mayor de edad.")]
    assert [(each.path, each.text) for each in poor.faults] == [("money", "No alcanza para el pago.")]
    assert young.next_page is not None
    assert young.next_page.id == "owner"


def test_blank_is_an_answer_only_where_nothing_is_required() -> None:
    service = read(page("a", ask("q"), ask("r", required=False)), page("b", ask("s"), when=op("eq", answer("r"), "x")))

    assert check_page(service, "a", {"q": None, "r": None})[0].code == "answer_required"
    passed = journey(service, {"q": "x", "r": None})
    assert ids(passed.pages) == ["a"]
    assert passed.complete
    assert not journey(service, {"q": "x"}).complete


def test_a_page_of_guidance_holds_nobody_back() -> None:
    service = read(page("read", guidance=es("Lee esto.")), page("a", ask("q")))

    now = journey(service, {})

    assert now.next_page is not None
    assert now.next_page.id == "a"


def test_conditions_inside_a_group_speak_of_the_row_and_of_other_answers() -> None:
    child = ask("why", when=op("and", answer("ask_why"), op("eq", {"row": "kind"}, "x")))
    group = ask("g", "group", questions=[choose("kind", "x", "y"), child])
    service = read(page("a", ask("ask_why", "yes_no"), group))
    rows = [{"kind": "x", "why": "a"}, {"kind": "y", "why": "b"}]

    asked, not_asked = (journey(service, {"ask_why": yes, "g": rows}) for yes in (True, False))

    assert asked.answered["g"] == [{"kind": "x", "why": "a"}, {"kind": "y"}]
    assert not_asked.answered["g"] == [{"kind": "x"}, {"kind": "y"}]


def test_a_page_not_known_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        check_page(SERVICE, "nowhere", {})
    with pytest.raises(KeyError):
        clean_page(SERVICE, "nowhere", {}, {})


CHOICES = {
    "who": some.sampled_from(["person", "company", "king"]),
    "food": some.booleans(),
    "area": some.sampled_from(["5", "100.5", "300", "900", "x"]),
    "name": some.text(max_size=3),
    "born": some.sampled_from(["1980-01-01", "2020-01-01", None]),
    "capital": some.sampled_from(["1.00", "9000.00"]),
    "people": some.sampled_from([[], [{"person_name": "a", "cooks": True}], [{}], None, 3]),
    "ruc": some.sampled_from([{"kind": "ruc", "number": "20131312955"}, {"kind": "dni", "number": "12345678"}]),
    "nothing": some.integers(),
}
ANSWERS = some.fixed_dictionaries({}, optional=CHOICES)


@given(ANSWERS)
def test_the_journey_of_current_answers_is_the_journey(answers: dict[str, object]) -> None:
    once = journey(SERVICE, answers, NOW)
    again = journey(SERVICE, once.answered, NOW)

    assert ids(again.pages) == ids(once.pages)
    assert again.answered == once.answered
    assert again.cleared == again.ignored == ()


@given(ANSWERS, some.randoms())
def test_the_order_of_answers_does_not_matter(answers: dict[str, object], chance: Any) -> None:
    turned = list(answers.items())
    chance.shuffle(turned)

    one, other = journey(SERVICE, answers, NOW), journey(SERVICE, dict(turned), NOW)

    assert (ids(one.pages), one.done, one.faults) == (ids(other.pages), other.done, other.faults)
    assert one.answered == other.answered


@given(ANSWERS, ANSWERS)
def test_hidden_answers_never_matter(answers: dict[str, object], others: dict[str, object]) -> None:
    now = journey(SERVICE, answers, NOW)
    hidden = {name: value for name, value in others.items() if name in SERVICE.by_id and not now.shows(name)}

    then = journey(SERVICE, {**now.answered, **hidden}, NOW)

    assert ids(then.pages) == ids(now.pages)
    assert then.state.values == journey(SERVICE, now.answered, NOW).state.values


@given(ANSWERS, some.sampled_from(sorted(CHOICES)), some.data())
def test_pages_that_are_decided_stay_so_when_one_more_question_is_answered(
    answers: dict[str, object], name: str, data: some.DataObject
) -> None:
    before = journey(SERVICE, answers, NOW)
    if name in answers:
        return

    after = journey(SERVICE, {**answers, name: data.draw(CHOICES[name])}, NOW)

    exits = after.exit_page is not None
    assert exits or set(ids(before.pages)) <= set(ids(after.pages))
