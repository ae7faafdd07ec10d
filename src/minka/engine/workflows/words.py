"""The few words that pictures of a workflow bring themselves, in the languages of the product."""

from collections.abc import Mapping

from minka.engine.workflows.table import ClockMode, Role, State, Text, Workflow, say

ROLES: Mapping[Role, Text] = {
    "citizen": {"es": "Ciudadanía", "en": "Citizen"},
    "official": {"es": "Personal", "en": "Official"},
    "coordinator": {"es": "Coordinación", "en": "Coordinator"},
    "system": {"es": "Sistema", "en": "System"},
}
CLOCKS: Mapping[ClockMode, Text] = {
    "runs": {"es": "el plazo corre", "en": "the clock runs"},
    "stopped": {"es": "el plazo está detenido", "en": "the clock is stopped"},
    "ended": {"es": "el plazo terminó", "en": "the clock has ended"},
}
END: Text = {"es": "fin", "en": "end"}
DESCRIPTION: Text = {
    "es": "{states} estados, de «{first}» a {ends} finales. Los números son las acciones de la tabla.",
    "en": "{states} states, from “{first}” to {ends} ends. The numbers are the actions of the table.",
}


def role_in_words(role: Role, language: str = "es") -> str:
    """Who acts.

    >>> role_in_words("coordinator")
    'Coordinación'
    """
    return say(ROLES[role], language)


def standing_in_words(state: State, language: str = "es") -> str:
    """What the clock does in a state, or that it is an end."""
    return say(END if state.is_final else CLOCKS[state.clock], language)


def description(workflow: Workflow, language: str = "es") -> str:
    """What the picture shows, for who does not see it."""
    first = workflow.state(workflow.start)
    label = say(first.label, language) if first else ""
    ends = sum(state.is_final for state in workflow.states)
    return say(DESCRIPTION, language).format(states=len(workflow.states), first=label, ends=ends)
