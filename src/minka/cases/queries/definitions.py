"""The definition and the workflow that a case began with: frozen with its version, so read once and kept."""

import json
from functools import lru_cache

from minka.cases.models import Case
from minka.engine.forms import Definition, read_definition
from minka.engine.workflows import Workflow, default_workflow, read_workflow
from minka.services.models import Version

KEPT = 128
FROZEN: dict[str, Definition] = {}


def definition_of(version: Version) -> Definition:
    """The version's definition. A published document never changes, so its digest names it."""
    found = FROZEN.get(version.digest)
    if found is None:
        if len(FROZEN) >= KEPT:
            FROZEN.clear()
        found = FROZEN[version.digest] = read_definition(version.document)
    return found


def workflow_of(case: Case) -> Workflow:
    """The table that the case moves by: its version's own, or the one of its regime."""
    own = definition_of(case.version).workflow
    return _own(json.dumps(own, sort_keys=True)) if own else _default(str(case.regime.get("silence", "positive")))


@lru_cache(maxsize=KEPT)
def _own(document: str) -> Workflow:
    return read_workflow(json.loads(document))


@lru_cache(maxsize=3)
def _default(silence: str) -> Workflow:
    return default_workflow("automatic" if silence == "automatic" else "negative" if silence == "negative" else "positive")
