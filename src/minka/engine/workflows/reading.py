"""From a JSON document to a workflow: every fault at once, with its place. What the law allows is checked later."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from minka.engine.workflows.guards import GUARDS
from minka.engine.workflows.table import (
    CLOCKS,
    EVENTS,
    FORMAT,
    KINDS,
    NEEDS,
    OUTCOMES,
    ROLES,
    Action,
    ClockMode,
    Event,
    Need,
    Outcome,
    Role,
    State,
    StateKind,
    Workflow,
)

MOST_STATES, MOST_ACTIONS, MOST_FAULTS = 60, 200, 50
LONGEST_LABEL = 120
SHOWN = 60
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)

WORKFLOW_KEYS = {"format", "start", "states", "actions"}
STATE_KEYS = {"id", "label", "kind", "clock", "outcome"}
ACTION_KEYS = {"id", "label", "from", "to", "roles", "guard", "needs", "letter", "event"}

type Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: ``path`` is a JSON pointer into the document, ``found`` what stands there."""

    path: str
    code: str
    found: str = ""


class WorkflowInvalid(ValueError):  # noqa: N818 - the name says what happened
    """The document is no workflow; ``faults`` says why, in the order of the document, at most fifty."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__("; ".join(f"{fault.path} {fault.code} {fault.found}".strip() for fault in self.faults))


def read_workflow(document: object) -> Workflow:
    """Read a document of the format ``minka-workflow/1``.

    Args:
        document: what a JSON parser gives. ``guard`` is one name, a list of names that must all hold, or null.

    Raises:
        WorkflowInvalid: with every fault found. Codes: ``not_an_object``, ``not_a_list``, ``unknown_format``,
            ``unknown_key``, ``bad_name``, ``bad_text``, ``not_allowed`` (a word outside its closed list), ``twice``,
            ``unknown_state``, ``empty`` and ``too_many``.

    >>> try:
    ...     read_workflow({"format": "minka-workflow/1", "start": "a", "states": [], "actions": []})
    ... except WorkflowInvalid as invalid:
    ...     [(fault.path, fault.code, fault.found) for fault in invalid.faults]
    [('/states', 'empty', ''), ('/start', 'unknown_state', 'a')]
    """
    faults = list(_faults(document))
    if faults:
        raise WorkflowInvalid(faults)
    workflow = cast("Record", document)
    return Workflow(
        start=cast("str", workflow["start"]),
        states=tuple(_state(each) for each in cast("list[Record]", workflow["states"])),
        actions=tuple(_action(each) for each in cast("list[Record]", workflow["actions"])),
    )


def _state(record: Record) -> State:
    return State(
        id=cast("str", record["id"]),
        label=dict(cast("dict[str, str]", record["label"])),
        kind=cast("StateKind", record["kind"]),
        clock=cast("ClockMode", record["clock"]),
        outcome=cast("Outcome | None", record.get("outcome")),
    )


def _action(record: Record) -> Action:
    return Action(
        id=cast("str", record["id"]),
        label=dict(cast("dict[str, str]", record["label"])),
        sources=tuple(cast("list[str]", record["from"])),
        target=cast("str", record["to"]),
        roles=tuple(cast("list[Role]", record["roles"])),
        guards=tuple(cast("list[str]", _as_list(record.get("guard")))),
        needs=tuple(cast("list[Need]", record.get("needs") or [])),
        letter=cast("str | None", record.get("letter")),
        event=cast("Event | None", record.get("event")),
    )


def _as_list(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _faults(document: object) -> Iterator[Fault]:
    if not isinstance(document, dict):
        yield Fault("", "not_an_object")
        return
    yield from _unknown_keys("", document, WORKFLOW_KEYS)
    if document.get("format") != FORMAT:
        yield Fault("/format", "unknown_format", _shown(document.get("format")))
    states, actions = document.get("states"), document.get("actions")
    names = set(_names(states))
    yield from _list_faults("/states", states, MOST_STATES)
    for number, state in enumerate(_records(states)):
        yield from _state_faults(f"/states/{number}", state)
    if not isinstance(document.get("start"), str) or document["start"] not in names:
        yield Fault("/start", "unknown_state", _shown(document.get("start")))
    yield from _list_faults("/actions", actions, MOST_ACTIONS)
    for number, action in enumerate(_records(actions)):
        yield from _action_faults(f"/actions/{number}", action, names)


def _list_faults(path: str, value: object, most: int) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, "not_a_list")
        return
    if not value and path == "/states":
        yield Fault(path, "empty")
    if len(value) > most:
        yield Fault(path, "too_many", str(len(value)))
    yield from (Fault(f"{path}/{place}", "not_an_object") for place, each in enumerate(value) if type(each) is not dict)
    times = Counter(_names(value))
    yield from (Fault(path, "twice", name) for name, count in times.items() if count > 1)


def _state_faults(path: str, state: Record) -> Iterator[Fault]:
    yield from _unknown_keys(path, state, STATE_KEYS)
    yield from _name_faults(f"{path}/id", state.get("id"))
    yield from _text_faults(f"{path}/label", state.get("label"))
    yield from _word_faults(f"{path}/kind", [state.get("kind")], KINDS)
    yield from _word_faults(f"{path}/clock", [state.get("clock")], CLOCKS)
    if state.get("outcome") is not None:
        yield from _word_faults(f"{path}/outcome", [state["outcome"]], OUTCOMES)


def _action_faults(path: str, action: Record, states: Collection[str]) -> Iterator[Fault]:
    yield from _unknown_keys(path, action, ACTION_KEYS)
    yield from _name_faults(f"{path}/id", action.get("id"))
    yield from _text_faults(f"{path}/label", action.get("label"))
    yield from _words_faults(f"{path}/from", action.get("from"), states, "unknown_state")
    yield from _word_faults(f"{path}/to", [action.get("to")], states, "unknown_state")
    yield from _words_faults(f"{path}/roles", action.get("roles"), ROLES)
    yield from _word_faults(f"{path}/guard", _as_list(action.get("guard")), GUARDS)
    if action.get("needs") not in (None, []):
        yield from _words_faults(f"{path}/needs", action["needs"], NEEDS)
    if action.get("letter") is not None:
        yield from _name_faults(f"{path}/letter", action["letter"])
    if action.get("event") is not None:
        yield from _word_faults(f"{path}/event", [action["event"]], EVENTS)


def _words_faults(path: str, value: object, known: Collection[str], code: str = "not_allowed") -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, "not_a_list")
    elif not value:
        yield Fault(path, "empty")
    else:
        yield from _word_faults(path, value, known, code)
        strings = [each for each in value if isinstance(each, str)]
        yield from (Fault(path, "twice", word) for word, count in Counter(strings).items() if count > 1)


def _word_faults(path: str, values: list[object], known: Collection[str], code: str = "not_allowed") -> Iterator[Fault]:
    yield from (Fault(path, code, _shown(each)) for each in values if not isinstance(each, str) or each not in known)


def _unknown_keys(path: str, record: Record, known: set[str]) -> Iterator[Fault]:
    yield from (Fault(path, "unknown_key", _shown(key)) for key in record if key not in known)


def _name_faults(path: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not NAME.fullmatch(value):
        yield Fault(path, "bad_name", _shown(value))


def _text_faults(path: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, dict) or "es" not in value:
        yield Fault(path, "bad_text", _shown(value))
        return
    for language, text in value.items():
        is_said = isinstance(text, str) and text.isprintable() and 0 < len(text.strip()) <= len(text) <= LONGEST_LABEL
        if not is_said or not isinstance(language, str) or not LANGUAGE.fullmatch(language):
            yield Fault(path, "bad_text", _shown(language))


def _records(value: object) -> list[Record]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _names(rows: object) -> list[str]:
    return [name for each in _records(rows) if isinstance(name := each.get("id"), str)]


def _shown(value: object) -> str:
    """What stands there, short enough for a message."""
    return (value if isinstance(value, str) else repr(value))[:SHOWN]
