"""A document is read whole or not at all, and everything that is wrong with it is said at once."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import EventKind
from minka.engine.workflows import WorkflowInvalid, default_document, default_workflow, read_workflow
from minka.engine.workflows.reading import MOST_FAULTS, MOST_STATES
from minka.engine.workflows.table import EVENTS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=15,
)


def faults(change: Callable[[Any], object]) -> list[tuple[str, str, str]]:
    """What is found after a change to the default workflow."""
    document = default_document("positive")
    change(document)
    with pytest.raises(WorkflowInvalid) as invalid:
        read_workflow(document)
    return [(fault.path, fault.code, fault.found) for fault in invalid.value.faults]


def set_at(*keys: str | int, to: object) -> Callable[[Any], object]:
    def change(document: Any) -> object:
        for key in keys[:-1]:
            document = document[key]
        document[keys[-1]] = to
        return None

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (set_at("format", to="bpmn/2"), ("/format", "unknown_format", "bpmn/2")),
        (set_at("script", to="import os"), ("", "unknown_key", "script")),
        (set_at("start", to="nowhere"), ("/start", "unknown_state", "nowhere")),
        (set_at("states", to={}), ("/states", "not_a_list", "")),
        (set_at("actions", to="all"), ("/actions", "not_a_list", "")),
        (set_at("states", 1, to=7), ("/states/1", "not_an_object", "")),
        (set_at("states", 1, "id", to="received"), ("/states", "twice", "received")),
        (set_at("states", 13, "id", to="Bad Name"), ("/states/13/id", "bad_name", "Bad Name")),
        (set_at("states", 1, "label", to={"en": "In review"}), ("/states/1/label", "bad_text", "{'en': 'In review'}")),
        (set_at("states", 1, "label", "es", to=" "), ("/states/1/label", "bad_text", "es")),
        (set_at("states", 1, "label", "<b>", to="x"), ("/states/1/label", "bad_text", "<b>")),
        (set_at("states", 1, "kind", to="closed"), ("/states/1/kind", "not_allowed", "closed")),
        (set_at("states", 1, "clock", to=None), ("/states/1/clock", "not_allowed", "None")),
        (set_at("states", 1, "outcome", to="won"), ("/states/1/outcome", "not_allowed", "won")),
        (set_at("actions", 0, "from", to=[]), ("/actions/0/from", "empty", "")),
        (set_at("actions", 0, "from", to="received"), ("/actions/0/from", "not_a_list", "")),
        (set_at("actions", 0, "from", to=["mars"]), ("/actions/0/from", "unknown_state", "mars")),
        (set_at("actions", 0, "from", to=["received"] * 2), ("/actions/0/from", "twice", "received")),
        (set_at("actions", 0, "to", to="mars"), ("/actions/0/to", "unknown_state", "mars")),
        (set_at("actions", 0, "roles", to=["mayor"]), ("/actions/0/roles", "not_allowed", "mayor")),
        (set_at("actions", 0, "guard", to="__import__('os')"), ("/actions/0/guard", "not_allowed", "__import__('os')")),
        (set_at("actions", 0, "guard", to=[["not_observed"]]), ("/actions/0/guard", "not_allowed", "['not_observed']")),
        (set_at("actions", 0, "needs", to=["money"]), ("/actions/0/needs", "not_allowed", "money")),
        (set_at("actions", 0, "letter", to="../secret"), ("/actions/0/letter", "bad_name", "../secret")),
        (set_at("actions", 0, "event", to="handed_in"), ("/actions/0/event", "not_allowed", "handed_in")),
    ],
)
def test_a_fault_is_told_with_its_place(change: Callable[[Any], object], expected: tuple[str, str, str]) -> None:
    assert expected in faults(change)


def test_every_fault_is_told_at_once_and_never_too_many() -> None:
    def break_much(document: Any) -> None:
        document["states"] = [{"id": f"s{number}", "label": {"es": "S"}} for number in range(MOST_STATES + 1)]

    found = faults(break_much)

    assert ("/states", "too_many", str(MOST_STATES + 1)) in found
    assert len(found) == MOST_FAULTS


@pytest.mark.parametrize("document", [None, [], "", 3, {}])
def test_what_is_no_workflow_at_all_is_refused(document: object) -> None:
    with pytest.raises(WorkflowInvalid):
        read_workflow(document)


@given(JSON)
def test_nothing_that_json_can_say_breaks_the_reading(document: object) -> None:
    with pytest.raises(WorkflowInvalid):
        read_workflow(document)


@given(st.data())
def test_any_value_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    document: Any = default_document("negative")
    row = data.draw(st.sampled_from([*document["states"], *document["actions"]]))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JSON)

    with suppress(WorkflowInvalid):
        assert read_workflow(document).states


def test_a_workflow_survives_being_written_and_read() -> None:
    written = json.dumps(default_document("negative"), ensure_ascii=False)

    assert read_workflow(json.loads(written)) == default_workflow("negative")
    assert default_document("negative") is not default_document("negative")


def test_one_guard_may_stand_alone_and_none_may_be_left_out() -> None:
    document: Any = default_document("positive")
    document["actions"][0] |= {"guard": "before_expiry"}
    del document["actions"][1]["guard"]

    workflow = read_workflow(document)

    assert [action.guards for action in workflow.actions[:2]] == [("before_expiry",), ()]


def test_the_clock_knows_every_event_that_an_action_can_tell_it() -> None:
    assert set(EVENTS) | {"handed_in", "received"} == {str(kind) for kind in EventKind}
