"""How far each state is from the start: the order in which pictures show them."""

from minka.engine.workflows.table import State, Workflow


def distances(workflow: Workflow) -> dict[str, int]:
    """The fewest actions from the start to each state, in the order of finding; what cannot be reached comes last.

    >>> from minka.engine.workflows.defaults import default_workflow
    >>> distances(default_workflow("automatic"))
    {'received': 0, 'granted': 1, 'observed': 1, 'withdrawn': 1, 'granted_notified': 2, 'not_filed': 2}
    """
    found = {workflow.start: 0}
    for here in (waiting := [workflow.start]):
        for action in workflow.leaving(here):
            if action.target not in found:
                found[action.target] = found[here] + 1
                waiting.append(action.target)
    beyond = max(found.values()) + 1
    return found | {state.id: beyond for state in workflow.states if state.id not in found}


def from_start_to_end(workflow: Workflow) -> list[State]:
    """The states as they follow each other: those on the way by their distance, then the final ones."""
    far = distances(workflow)
    order = list(far)
    return sorted(workflow.states, key=lambda state: (state.is_final, far[state.id], order.index(state.id)))
