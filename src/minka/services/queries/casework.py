"""What a service's page says of its workflow: every row in words with what the law says of it, and who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minka.engine.workflows import (
    Action,
    Finding,
    State,
    Workflow,
    check_workflow,
    default_workflow,
    read_workflow,
    say,
)
from minka.engine.workflows.table import ROLES, Regime, Text
from minka.engine.workflows.words import CLOCKS, EVENTS, GUARDS, KINDS, NEEDS, OUTCOMES, role_in_words
from minka.services.drafts.casework import casework_of
from minka.services.drafts.letters import letter_names
from minka.services.drafts.shelves import Document


@dataclass(frozen=True)
class StateRow:
    """A state in words."""

    state: State
    label: str
    waits: str
    clock: str
    outcome: str
    is_start: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ActionRow:
    """An action in words; ``number`` is the one in the picture."""

    number: int
    action: Action
    label: str
    sources: str
    target: str
    roles: str
    guards: str
    needs: str
    letter: str
    event: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Casework:
    """A draft's workflow for its page."""

    workflow: Workflow
    is_own: bool
    states: list[StateRow]
    actions: list[ActionRow]
    whole: tuple[Finding, ...]  # findings of no row
    roles: list[str]
    matrix: list[tuple[str, list[list[str]]]]  # for each state that goes on, what each role may do

    @property
    def count(self) -> int:
        """How many findings there are."""
        rows: Sequence[StateRow | ActionRow] = [*self.states, *self.actions]
        return len(self.whole) + sum(len(each.findings) for each in rows)


def workflow_of(document: Document) -> Workflow:
    """The workflow that cases of a document move by."""
    own = document.get("workflow")
    return read_workflow(own) if own else default_workflow(document["procedure"]["regime"])


def told_casework(document: Document) -> Casework:
    """Everything that the page of the workflow shows."""
    workflow = read_workflow(casework_of(document))
    regime: Regime = document["procedure"]["regime"]
    found = check_workflow(workflow, regime)
    language = get_language() or "es"
    return Casework(
        workflow=workflow,
        is_own="workflow" in document,
        states=[_state(each, workflow, found) for each in workflow.states],
        actions=[_action(n, each, workflow, found, document) for n, each in enumerate(workflow.actions, 1)],
        whole=tuple(each for each in found if not each.rows),
        roles=[role_in_words(role, language) for role in ROLES],
        matrix=[
            (say(state.label, language), [_may_do(workflow, state.id, role) for role in ROLES])
            for state in workflow.states
            if workflow.leaving(state.id)
        ],
    )


def findings_of_row(document: Document, rows: str, name: str) -> tuple[Finding, ...]:
    """What the law says of one state or action (``rows`` says which)."""
    return _of(check_workflow(read_workflow(casework_of(document)), document["procedure"]["regime"]), rows, name)


def _may_do(workflow: Workflow, state: str, role: str) -> list[str]:
    return [say(each.label, get_language() or "es") for each in workflow.leaving(state) if role in each.roles]


def _state(state: State, workflow: Workflow, found: tuple[Finding, ...]) -> StateRow:
    return StateRow(
        state=state,
        label=_said(state.label),
        waits=_said(KINDS[state.kind]),
        clock=_said(CLOCKS[state.clock]),
        outcome=_said(OUTCOMES[state.outcome]) if state.outcome else "",
        is_start=state.id == workflow.start,
        findings=_of(found, "states", state.id),
    )


def _action(
    number: int, action: Action, workflow: Workflow, found: tuple[Finding, ...], document: Document
) -> ActionRow:
    labels = {each.id: _said(each.label) for each in workflow.states}
    return ActionRow(
        number=number,
        action=action,
        label=_said(action.label),
        sources=", ".join(labels[each] for each in action.sources),
        target=labels[action.target],
        roles=", ".join(role_in_words(each, get_language() or "es") for each in action.roles),
        guards=_(" y ").join(_said(GUARDS[each]) for each in action.guards),
        needs=", ".join(_said(NEEDS[each]) for each in action.needs),
        letter=dict(letter_names(document)).get(action.letter or "", action.letter or ""),
        event=_said(EVENTS[action.event]) if action.event else "",
        findings=_of(found, "actions", action.id),
    )


def _of(found: tuple[Finding, ...], rows: str, name: str) -> tuple[Finding, ...]:
    return tuple(each for each in found if each.rows == rows and each.about == name)


def _said(text: Text) -> str:
    return say(text, get_language() or "es")
