"""The kind of activity and what the tests make of it."""

from tests.make.opinions import make_map, make_opinions
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
