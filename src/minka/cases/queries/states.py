"""States in words: each version's own workflow says what its states are called."""

import json
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language

from minka.cases.models import Case
from minka.engine.workflows import Workflow, default_workflow, read_workflow, say
from minka.services.models import Version

KEPT = 512
OWN: dict[int, Workflow | None] = {}


def state_labels(cases: Iterable[Case]) -> dict[tuple[int, str], str]:
    """The words for (version, state) of these cases. At most one query, and none once the versions were seen."""
    wanted = {(each.version_id, each.state, str(each.regime.get("silence"))) for each in cases}
    _learn({version for version, _state, _silence in wanted})
    language = get_language() or "es"
    found = {}
    for version, state, silence in wanted:
        row = (OWN.get(version) or _default(silence)).state(state)
        found[version, state] = say(row.label, language) if row else state
    return found


def known_states() -> dict[str, str]:
    """The states of the built-in workflows in words, for the filter: what has to be done by somebody."""
    language = get_language() or "es"
    tables = [_default(each) for each in ("positive", "negative", "automatic")]
    return {
        state.id: say(state.label, language)
        for table in reversed(tables)
        for state in table.states
        if not state.is_final and not (state.clock == "ended" and state.kind == "waiting_citizen")
    }


def _learn(versions: set[int]) -> None:
    """Versions never change, so what they say of their states is read once."""
    missing = versions - OWN.keys()
    if len(OWN) + len(missing) > KEPT:
        OWN.clear()
        missing = versions
    if missing:
        for pk, own in Version.objects.filter(pk__in=missing).values_list("pk", "document__workflow"):
            OWN[pk] = read_workflow(json.loads(own) if isinstance(own, str) else own) if own else None


@lru_cache(maxsize=3)
def _default(silence: str) -> Workflow:
    return default_workflow("automatic" if silence == "automatic" else "negative" if silence == "negative" else "positive")
