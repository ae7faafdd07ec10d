"""The kind of activity and what the tests make of it."""

from django.test import Client

from minka.web.memory import memory
from tests.make.opinions import make_map, make_opinions, make_statement, make_vote
from tests.make.processes import make_process
from tests.people import Cast


def test_hand_made_map_is_about_statements_of_its_activity(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca))
    made = make_map(water)

    made.refresh_from_db()
    numbers = set(water.statements.values_list("number", flat=True))
    assert [group["letter"] for group in made.document["groups"]] == ["A", "B", "C"]
    assert {each["number"] for each in made.document["statements"]} == numbers
    assert set(made.document["unites"]) | set(made.document["divides"]) <= numbers
    assert make_map(water, verdict="one_crowd").document["groups"] == []


def test_process_page_says_how_many_people_voted_and_counts_only_what_asks_for_an_answer(cast: Cast) -> None:
    water = make_opinions(make_process(cast.cajamarca))
    said = [make_statement(water, f"Primero la toma {number}.") for number in range(2)]

    before = Client().get("/cajamarca/procesos/leche/").content.decode()
    assert "Todavía no votó nadie" in before
    for participant in (None, None, None):
        make_vote(said[0], participant, 1)
    memory.clear()
    page = Client().get("/cajamarca/procesos/leche/").content.decode()

    assert "3 personas votaron" in page
    assert "Respondidas 0 de 2" in page
    assert "respondidas 0 de 3" not in page
