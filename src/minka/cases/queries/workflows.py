"""The workflow that a case began with: frozen with its version, so read once and kept."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language

from minka.cases.models import Case
from minka.engine.workflows import Workflow, default_workflow, read_workflow, say
from minka.services.models import Version

KEPT = 256
WORKFLOWS: dict[int, Workflow | None] = {}  # of versions that bring their own


def workflow_of(case: Case) -> Workflow:
    """The table that the case moves by: its version's own, or the one of its regime."""
    if case.version_id not in WORKFLOWS:
        _learn({case.version_id})
    return WORKFLOWS[case.version_id] or default_for(str(case.regime.get("silence")))


def state_labels(cases: Iterable[Case]) -> dict[tuple[int, str], str]:
    """The words for (version, state) of these cases. At most one query, and none once the versions were seen."""
    wanted = {(each.version_id, each.state, str(each.regime.get("silence"))) for each in cases}
    _learn({version for version, _state, _silence in wanted} - WORKFLOWS.keys())
    language = get_language() or "es"
    found = {}
    for version, state, silence in wanted:
        row = (WORKFLOWS[version] or default_for(silence)).state(state)
        found[version, state] = say(row.label, language) if row else state
    return found


def known_states() -> dict[str, str]:
    """The states of the built-in workflows in which somebody has something to do, in words, for a filter."""
    language = get_language() or "es"
    return {
        state.id: say(state.label, language)
        for silence in ("automatic", "negative", "positive")
        for state in default_for(silence).states
        if state.clock != "ended" or state.kind == "open"
    }


@lru_cache(maxsize=4)
def default_for(silence: str) -> Workflow:
    """The built-in workflow of a regime."""
    if silence == "automatic":
        return default_workflow("automatic")
    return default_workflow("negative" if silence == "negative" else "positive")


def _learn(missing: set[int]) -> None:
    if missing:
        for pk, own in Version.objects.filter(pk__in=missing).values_list("pk", "document__workflow"):
            _keep(pk, own)


def _keep(version: int, own: object) -> None:
    if len(WORKFLOWS) >= KEPT:
        WORKFLOWS.clear()
    WORKFLOWS[version] = read_workflow(own) if isinstance(own, dict) else None
