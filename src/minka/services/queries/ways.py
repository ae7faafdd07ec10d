"""The ways through a draft, remembered for the drafts looked at last: finding them tries out many answers."""

from functools import lru_cache

from minka.engine.forms import Definition, canonical_bytes, read_definition
from minka.engine.forms.paths import Paths, paths

KEPT = 16


def ways_of(definition: Definition) -> Paths:
    return _found(canonical_bytes(definition))


@lru_cache(maxsize=KEPT)
def _found(document: bytes) -> Paths:
    return paths(read_definition(document))
