"""States and actions of a case as data. ``docs/engine/workflows.md`` shows the table and its rules."""

from minka.engine.workflows.bpmn import to_bpmn
from minka.engine.workflows.checking import Finding, check_workflow
from minka.engine.workflows.defaults import default_document, default_workflow
from minka.engine.workflows.drawing import table_rows, to_svg
from minka.engine.workflows.guards import GUARDS, Facts
from minka.engine.workflows.reading import Fault, WorkflowInvalid, read_workflow
from minka.engine.workflows.steps import ActionRefused, Offer, Refusal, allowed_actions, step
from minka.engine.workflows.table import Action, State, Workflow, say

__all__ = [
    "GUARDS",
    "Action",
    "ActionRefused",
    "Facts",
    "Fault",
    "Finding",
    "Offer",
    "Refusal",
    "State",
    "Workflow",
    "WorkflowInvalid",
    "allowed_actions",
    "check_workflow",
    "default_document",
    "default_workflow",
    "read_workflow",
    "say",
    "step",
    "table_rows",
    "to_bpmn",
    "to_svg",
]
