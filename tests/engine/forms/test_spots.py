"""Answers in their places: a path leads to one answer, and putting one there leaves every other as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.forms import put_at, read_at, read_definition, spots_of
from tests.make.services import permit

DEFINITION = read_definition(permit())
ROWS = {"helpers": [{"helper_name": "Luz", "helper_cooks": False}, {"helper_name": "Iván"}], "name": "Rosa"}
FOUND = {
    "a question": (["name"], ["name"]),
    "a whole group takes what lies in it": (["helpers", "helpers/1/helper_name"], ["helpers"]),
    "one answer of one row": (["helpers/1/helper_name"], ["helpers/1/helper_name"]),
    "a question of every row": (["helper_name"], ["helpers/0/helper_name", "helpers/1/helper_name"]),
    "in the order of the form": (["agree", "helpers/0/helper_cooks"], ["helpers/0/helper_cooks", "agree"]),
    "what is not there": (["helpers/7/helper_name", "helpers/x/helper_name", "nothing", "helpers/0/nothing"], []),
}  # fmt: skip


@pytest.mark.parametrize("what", FOUND)
def test_a_path_leads_to_its_place_or_nowhere(what: str) -> None:
    paths, found = FOUND[what]

    assert [spot.path for spot in spots_of(DEFINITION, paths, ROWS)] == found


def test_a_spot_is_asked_under_a_name_of_its_own() -> None:
    spots = spots_of(DEFINITION, ["helper_name", "name"], ROWS)

    assert [spot.asked.id for spot in spots] == ["name", "helpers-0-helper_name", "helpers-1-helper_name"]
    assert [spot.question.id for spot in spots] == ["name", "helper_name", "helper_name"]


LEAVES = st.one_of(st.none(), st.booleans(), st.text(max_size=4))
ROW = st.dictionaries(st.sampled_from(["helper_name", "helper_cooks", "other"]), LEAVES, max_size=3)
ANSWERS = st.fixed_dictionaries({"name": LEAVES, "helpers": st.lists(ROW, max_size=4)})


@given(ANSWERS, st.integers(0, 3), LEAVES)
def test_what_is_put_is_read_and_nothing_else_moves(answers: dict[str, Any], row: int, new: object) -> None:
    path = f"helpers/{row}/helper_name"
    if row >= len(answers["helpers"]):
        with pytest.raises(KeyError):
            put_at(answers, {path: new})
        return

    after = put_at(answers, {path: new})

    assert read_at(after, path) == new
    assert put_at(after, {path: read_at(answers, path)}) == {
        **answers,
        "helpers": [
            each | {"helper_name": each.get("helper_name")} if at == row else each
            for at, each in enumerate(answers["helpers"])
        ],
    }


@given(st.one_of(LEAVES, st.lists(LEAVES | ROW, max_size=3), ROW), st.text(max_size=9))
def test_reading_bears_whatever_is_kept(kept: Any, path: str) -> None:
    read_at({"helpers": kept}, f"helpers/{path}")
    assert spots_of(DEFINITION, ["helper_name", path], {"helpers": kept}) is not None
