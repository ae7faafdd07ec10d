"""Everything that changes how a process is set up."""

from minka.processes.actions.changing import (
    ActivityHasVoices,
    PhaseInUse,
    ProcessClosed,
    add_activity,
    add_phase,
    edit_activity,
    edit_phase,
    edit_process,
    pause_activity,
    remove_phase,
    state_exit,
)
from minka.processes.actions.opening import Basics, NotReady, open_from_template, publish_process

__all__ = [
    "ActivityHasVoices",
    "Basics",
    "NotReady",
    "PhaseInUse",
    "ProcessClosed",
    "add_activity",
    "add_phase",
    "edit_activity",
    "edit_phase",
    "edit_process",
    "open_from_template",
    "pause_activity",
    "publish_process",
    "remove_phase",
    "state_exit",
]
