"""A workflow as a BPMN 2.0 file, for readers who know that notation and for the programs that draw it.

Every action is a task in the lane of its first role, every state a gateway where somebody chooses, every final state
an end. The file says ``isExecutable="false"``: guards, needs and the legal clock are beyond the notation and stand in
the documentation of each task. Source: OMG, Business Process Model and Notation 2.0.2 (formal/2013-12-09).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from minka.engine.workflows.layers import distances
from minka.engine.workflows.table import Action, Role, Workflow, say
from minka.engine.workflows.words import role_in_words

SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
OURS = "urn:minka:workflow:1"
COLUMN, ROW = 150, 100
LEFT, TOP, HEAD = 40, 40, 30
SIZES = {"startEvent": (36, 36), "endEvent": (36, 36), "exclusiveGateway": (50, 50)}
TASK = (110, 70)
TURN = 12


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    kind: str
    name: str
    note: str
    role: Role
    column: int
    row: int = 0

    @property
    def size(self) -> tuple[int, int]:
        return SIZES.get(self.kind, TASK)

    @property
    def centre(self) -> tuple[int, int]:
        return (LEFT + HEAD + self.column * COLUMN + COLUMN // 2, TOP + self.row * ROW + ROW // 2)


@dataclass(frozen=True, slots=True)
class _Flow:
    id: str
    source: _Node
    target: _Node


def to_bpmn(workflow: Workflow, title: str, language: str = "es") -> bytes:
    """The workflow as an XML file in UTF-8, with its drawing (BPMN DI).

    Args:
        workflow: one that was read; it need not be lawful.
        title: the name of the process, any text: what XML cannot hold is left out.
        language: of the labels.

    >>> from minka.engine.workflows.defaults import default_workflow
    >>> to_bpmn(default_workflow("automatic"), "Licencia")[:38]
    b"<?xml version='1.0' encoding='utf-8'?>"
    """
    nodes = _placed(list(_nodes(workflow, language)))
    flows = list(_flows(workflow, nodes))
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(_tag("bpmn:definitions"), {"id": "definitions", "targetNamespace": OURS})
    _write_process(root, "".join(filter(str.isprintable, title)), list(nodes.values()), flows, language)
    _write_picture(root, list(nodes.values()), flows)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _nodes(workflow: Workflow, language: str) -> Iterator[_Node]:
    far = distances(workflow)
    yield _Node("start", "startEvent", "", "", _role_at(workflow, workflow.start), 0)
    for state in workflow.states:
        kind = "endEvent" if state.is_final else "exclusiveGateway"
        role = _role_at(workflow, state.id)
        yield _Node(f"state_{state.id}", kind, say(state.label, language), "", role, 2 * far[state.id] + 1)
    for action in workflow.actions:
        kind = "serviceTask" if action.roles[0] == "system" else "userTask"
        column = 2 * min(far[source] for source in action.sources) + 2
        label = say(action.label, language)
        yield _Node(f"action_{action.id}", kind, label, _note(action, language), action.roles[0], column)


def _role_at(workflow: Workflow, state_id: str) -> Role:
    """Who is expected to act in a state; at an end, who brought the case there."""
    leaving = workflow.leaving(state_id)
    arriving = (action for action in workflow.actions if action.target == state_id)
    first = leaving[0] if leaving else next(arriving, None)
    return first.roles[0] if first else "system"


def _note(action: Action, language: str) -> str:
    roles = ", ".join(role_in_words(role, language) for role in action.roles)
    parts = {"roles": roles, "guard": ", ".join(action.guards), "needs": ", ".join(action.needs)}
    parts |= {"letter": action.letter or "", "event": action.event or ""}
    return "; ".join(f"{name}: {text}" for name, text in parts.items() if text)


def _placed(nodes: list[_Node]) -> dict[str, _Node]:
    """Give every node a row: lanes one below the other, nodes of one lane and column too."""
    placed: dict[str, _Node] = {}
    top = 0
    for role in dict.fromkeys(node.role for node in nodes):
        taken: dict[int, int] = {}
        for node in (each for each in nodes if each.role == role):
            row = taken.get(node.column, 0)
            taken[node.column] = row + 1
            placed[node.id] = _Node(node.id, node.kind, node.name, node.note, role, node.column, top + row)
        top += max(taken.values())
    return placed


def _flows(workflow: Workflow, nodes: dict[str, _Node]) -> Iterator[_Flow]:
    pairs = [("start", f"state_{workflow.start}")]
    for action in workflow.actions:
        pairs += [(f"state_{source}", f"action_{action.id}") for source in action.sources]
        pairs.append((f"action_{action.id}", f"state_{action.target}"))
    for number, (source, target) in enumerate(pairs, 1):
        yield _Flow(f"flow_{number}", nodes[source], nodes[target])


def _write_process(root: ET.Element, title: str, nodes: list[_Node], flows: list[_Flow], language: str) -> None:
    process = ET.SubElement(root, _tag("bpmn:process"), {"id": "process", "name": title, "isExecutable": "false"})
    lanes = ET.SubElement(process, _tag("bpmn:laneSet"), {"id": "lanes"})
    for role in dict.fromkeys(node.role for node in nodes):
        lane = ET.SubElement(lanes, _tag("bpmn:lane"), {"id": f"lane_{role}", "name": role_in_words(role, language)})
        for node in nodes:
            if node.role == role:
                ET.SubElement(lane, _tag("bpmn:flowNodeRef")).text = node.id
    for node in nodes:
        _write_node(process, node, flows)
    for flow in flows:
        ends = {"id": flow.id, "sourceRef": flow.source.id, "targetRef": flow.target.id}
        ET.SubElement(process, _tag("bpmn:sequenceFlow"), ends)


def _write_node(process: ET.Element, node: _Node, flows: list[_Flow]) -> None:
    element = ET.SubElement(process, _tag(f"bpmn:{node.kind}"), {"id": node.id, "name": node.name})
    if node.note:
        ET.SubElement(element, _tag("bpmn:documentation")).text = node.note
    for flow in flows:
        if flow.target is node:
            ET.SubElement(element, _tag("bpmn:incoming")).text = flow.id
    for flow in flows:
        if flow.source is node:
            ET.SubElement(element, _tag("bpmn:outgoing")).text = flow.id


def _write_picture(root: ET.Element, nodes: list[_Node], flows: list[_Flow]) -> None:
    diagram = ET.SubElement(root, _tag("bpmndi:BPMNDiagram"), {"id": "diagram"})
    plane = ET.SubElement(diagram, _tag("bpmndi:BPMNPlane"), {"id": "plane", "bpmnElement": "process"})
    width = HEAD + (max(node.column for node in nodes) + 1) * COLUMN
    for role in dict.fromkeys(node.role for node in nodes):
        rows = [node.row for node in nodes if node.role == role]
        box = (LEFT, TOP + min(rows) * ROW, width, (max(rows) - min(rows) + 1) * ROW)
        _write_shape(plane, f"lane_{role}", box, {"isHorizontal": "true"})
    for node in nodes:
        (x, y), (wide, high) = node.centre, node.size
        marks = {"isMarkerVisible": "true"} if node.kind == "exclusiveGateway" else {}
        _write_shape(plane, node.id, (x - wide // 2, y - high // 2, wide, high), marks)
    for flow in flows:
        edge = ET.SubElement(plane, _tag("bpmndi:BPMNEdge"), {"id": f"{flow.id}_line", "bpmnElement": flow.id})
        for x, y in _way(flow.source, flow.target):
            ET.SubElement(edge, _tag("di:waypoint"), {"x": str(x), "y": str(y)})


def _write_shape(plane: ET.Element, of: str, box: tuple[int, int, int, int], marks: dict[str, str]) -> None:
    shape = ET.SubElement(plane, _tag("bpmndi:BPMNShape"), {"id": f"{of}_shape", "bpmnElement": of, **marks})
    names = ("x", "y", "width", "height")
    ET.SubElement(shape, _tag("dc:Bounds"), {name: str(value) for name, value in zip(names, box, strict=True)})


def _way(source: _Node, target: _Node) -> list[tuple[int, int]]:
    """Corners of a line: forwards from side to side, backwards below the nodes."""
    (x, y), (to_x, to_y) = source.centre, target.centre
    if target.column > source.column:
        from_x, to_left = x + source.size[0] // 2, to_x - target.size[0] // 2
        bend = to_left - TURN
        return [(from_x, y), (bend, y), (bend, to_y), (to_left, to_y)]
    below = max(y, to_y) + ROW // 2 - TURN // 2
    return [(x, y + source.size[1] // 2), (x, below), (to_x, below), (to_x, to_y + target.size[1] // 2)]
