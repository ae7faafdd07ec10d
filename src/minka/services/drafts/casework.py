"""What happens to a case after it was filed, as the draft says it: the workflow of its own, or that of its regime."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from minka.engine.workflows import default_document

CASEWORK: Final = ("states", "actions")

type Json = dict[str, Any]
type Change = Callable[[Json], Json]


def casework_of(document: Json) -> Json:
    """The workflow as a document: the draft's own, or the one of its regime."""
    own: Json | None = document.get("workflow")
    return own or default_document(document["procedure"]["regime"])


def own_casework(document: Json) -> Json:
    """The workflow of the draft's own, begun from the one of its regime when there is none. Changes the draft."""
    found: Json = document.setdefault("workflow", default_document(document["procedure"]["regime"]))
    return found


def settled(document: Json) -> Json:
    """The draft without a workflow of its own that is the same as the one of its regime."""
    own = document.get("workflow")
    if own is None or own != default_document(document["procedure"]["regime"]):
        return document
    return {key: value for key, value in document.items() if key != "workflow"}


def begin_with(regime: str) -> Change:
    """Take the ready-made workflow of a regime as one's own; with no regime, have none of one's own again."""

    def change(document: Json) -> Json:
        document = deepcopy(document)
        document.pop("workflow", None)
        if regime:
            document["workflow"] = default_document(regime)  # type: ignore[arg-type]
        return document

    return change


def bring(workflow: Json) -> Change:
    """Take a workflow from elsewhere."""
    return lambda document: {**deepcopy(document), "workflow": workflow}


def put_state(state: Json, *, is_start: bool) -> Change:
    """Put a state in the place of the one with its id, or at the end; perhaps a case begins there from now on."""

    def change(document: Json) -> Json:
        document = deepcopy(document)
        casework = own_casework(document)
        states = casework["states"]
        at = next((at for at, each in enumerate(states) if each["id"] == state["id"]), len(states))
        states[at : at + 1] = [state]
        if is_start:
            casework["start"] = state["id"]
        return document

    return change


def drop_state(name: str) -> Change:
    """Take a state away, also from the actions that could be done in it and elsewhere too."""

    def change(document: Json) -> Json:
        document = deepcopy(document)
        casework = own_casework(document)
        casework["states"] = [each for each in casework["states"] if each["id"] != name]
        for action in casework["actions"]:
            action["from"] = [each for each in action["from"] if each != name] or action["from"]
        return document

    return change
