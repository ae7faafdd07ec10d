"""A workflow can be shown: as BPMN for programs, as a picture for people, as a table for everybody."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.workflows import Workflow, default_workflow, read_workflow, table_rows, to_bpmn, to_svg
from minka.engine.workflows.plan import SIDES, plan
from minka.engine.workflows.table import CLOCKS, KINDS, ROLES, Regime

REGIMES: list[Regime] = ["positive", "negative", "automatic"]
MODEL, DI = "{http://www.omg.org/spec/BPMN/20100524/MODEL}", "{http://www.omg.org/spec/BPMN/20100524/DI}"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>\"'&]]>"


@st.composite
def workflows(draw: st.DrawFn) -> Workflow:
    """Any table that can be read, lawful or not."""
    labels = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60) | st.just(HOSTILE)
    names = [f"s{number}" for number in range(draw(st.integers(1, 8)))]
    state = st.fixed_dictionaries(
        {
            "label": st.fixed_dictionaries({"es": labels}),
            "kind": st.sampled_from(KINDS),
            "clock": st.sampled_from(CLOCKS),
        }
    )
    action = st.fixed_dictionaries(
        {
            "label": st.fixed_dictionaries({"es": labels}),
            "from": st.lists(st.sampled_from(names), min_size=1, unique=True),
            "to": st.sampled_from(names),
            "roles": st.lists(st.sampled_from(ROLES), min_size=1, unique=True),
        }
    )
    states = [{"id": name} | draw(state) for name in names]
    actions = [{"id": f"a{number}"} | each for number, each in enumerate(draw(st.lists(action, max_size=10)))]
    return read_workflow({"format": "minka-workflow/1", "start": "s0", "states": states, "actions": actions})


def parsed(text: str | bytes) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own


@given(workflows())
def test_any_workflow_makes_a_whole_bpmn_file(workflow: Workflow) -> None:
    root = parsed(to_bpmn(workflow, HOSTILE))
    [process] = root.iter(f"{MODEL}process")
    nodes = {node.get("id") for node in process if node.find(f"{MODEL}incoming") is not None} | {"start"}
    flows = list(process.iter(f"{MODEL}sequenceFlow"))
    all_ids = [each.get("id") for each in root.iter() if each.get("id")]
    drawn = {each.get("bpmnElement") for each in root.iter() if each.tag in {f"{DI}BPMNShape", f"{DI}BPMNEdge"}}
    in_lanes = [each.text for each in root.iter(f"{MODEL}flowNodeRef")]

    assert process.get("name") == HOSTILE
    assert len(all_ids) == len(set(all_ids))
    assert {f"action_{action.id}" for action in workflow.actions} <= nodes
    assert {end for flow in flows for end in (flow.get("sourceRef"), flow.get("targetRef"))} <= set(in_lanes)
    assert len(in_lanes) == len(set(in_lanes)) == len(workflow.states) + len(workflow.actions) + 1
    assert {*in_lanes, *(flow.get("id") for flow in flows)} <= drawn


@given(workflows())
def test_nothing_lies_upon_another_in_bpmn(workflow: Workflow) -> None:
    shapes = list(parsed(to_bpmn(workflow, "x")).iter(f"{DI}BPMNShape"))
    corners = [
        (bounds.get("x"), bounds.get("y"))
        for shape in shapes
        if "lane_" not in (shape.get("id") or "")
        for bounds in shape
    ]

    assert len(corners) == len(set(corners))


@pytest.mark.parametrize("regime", REGIMES)
def test_a_task_says_what_the_notation_cannot(regime: Regime) -> None:
    root = parsed(to_bpmn(default_workflow(regime), "Licencia"))
    notes = [each.text or "" for each in root.iter(f"{MODEL}documentation")]

    assert root.find(f"{MODEL}process[@isExecutable='false']") is not None
    assert any("guard: not_observed" in note and "event: observation_notified" in note for note in notes)
    assert {"Ciudadanía", "Personal", "Sistema"} <= {lane.get("name") for lane in root.iter(f"{MODEL}lane")}


@given(workflows())
def test_any_workflow_makes_a_picture_that_says_everything(workflow: Workflow) -> None:
    root = parsed(to_svg(workflow, HOSTILE))
    words = [text.text or "" for text in root.iter(f"{SVG}text")]
    shown = {
        int(number)
        for text in words
        for number in re.findall(r"^\d+(?:, \d+)*$", text)
        for number in number.split(", ")
    }

    assert root.findtext(f"{SVG}title") == HOSTILE
    assert root.find(f"{SVG}desc") is not None
    assert len(list(root.iter(f"{SVG}rect"))) == len(workflow.states)
    assert {row.number for row in table_rows(workflow)} <= shown


@given(workflows())
def test_boxes_and_rails_of_a_picture_keep_apart(workflow: Workflow) -> None:
    lies = plan(workflow)

    for above, below in zip(lies.boxes, lies.boxes[1:], strict=False):
        assert above.top + above.height < below.top
    for side in SIDES:
        ports = [(place, height) for (at, place, _), height in lies.ports.items() if at == side]
        assert len(ports) == len(set(ports))
    tracks = [(rail.side, rail.track, place) for rail in lies.rails for place in range(rail.span[0], rail.span[1] + 1)]
    assert len(tracks) == len(set(tracks)), "two rails in one track would look like one"
    assert all(0 < lies.across(rail) < lies.width for rail in lies.rails)


@pytest.mark.parametrize("regime", REGIMES)
def test_a_picture_fits_a_phone_and_brings_no_style(regime: Regime) -> None:
    picture = to_svg(default_workflow(regime), "Licencia")

    assert plan(default_workflow(regime)).width <= 360
    assert not re.search(r"style|<script|\bon\w+=|href", picture)
    assert picture == to_svg(default_workflow(regime), "Licencia")


def test_a_table_says_each_action_in_words_and_in_the_language() -> None:
    row = table_rows(default_workflow("positive"), "en")[2]

    assert (row.number, row.action, row.sources, row.target) == (
        3,
        "Send the correction",
        ("Observed: to be corrected",),
        "In review",
    )
    assert row.roles == ("Citizen",)


def test_what_no_xml_can_hold_is_left_out_of_a_title() -> None:
    workflow: Any = default_workflow("automatic")

    assert parsed(to_svg(workflow, "a\x00\ud800b")).findtext(f"{SVG}title") == "ab"
    assert b'name="ab"' in to_bpmn(workflow, "a\x00\ud800b")
