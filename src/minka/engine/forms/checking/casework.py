"""What the law forbids in a service's own workflow, each finding at its row."""

from collections.abc import Iterator, Sequence

from minka.engine.forms.checking.findings import Finding, finding
from minka.engine.forms.definition import Definition
from minka.engine.workflows import check_workflow, default_workflow, read_workflow, say
from minka.engine.workflows.table import REGIMES, Action, State, Workflow

BUILT_IN = {row.letter for regime in REGIMES for row in default_workflow(regime).actions if row.letter}


def check_casework(definition: Definition) -> Iterator[Finding]:
    """Look at the workflow that a service brings; the one of its regime is known to be lawful."""
    if definition.workflow is None:
        return
    workflow = read_workflow(definition.workflow)
    for each in check_workflow(workflow, definition.procedure.regime.value):
        path = f"/workflow{_row(workflow, each.rows, each.about)}"
        yield finding(path, f"workflow_{each.code}", label=each.label, missing=each.missing)
    for at, action in enumerate(workflow.actions):
        if action.letter and action.letter not in (BUILT_IN | definition.letters.keys()):
            yield finding(f"/workflow/actions/{at}", "letter_unwritten", label=say(action.label), letter=action.letter)


def _row(workflow: Workflow, rows: str, name: str) -> str:
    if not rows:
        return ""
    listed: Sequence[State | Action] = workflow.states if rows == "states" else workflow.actions
    return f"/{rows}/{next(at for at, row in enumerate(listed) if row.id == name)}"
