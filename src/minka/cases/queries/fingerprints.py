"""What a correction changed, as marks: whoever has the answers can prove them, and the log itself tells nobody."""

from collections.abc import Mapping

from minka.cases.models import Case
from minka.engine.forms import read_at
from minka.engine.ledger.canonical import commit


def fingerprints(case: Case, corrections: Mapping[str, object]) -> list[dict[str, str]]:
    """For each corrected path the mark of what stood there and of what stands there now, under the case's seal."""
    nonce = bytes.fromhex(case.seal) if corrections else b""
    return [
        {
            "path": path,
            "before": commit(nonce, [path, read_at(case.answers, path)]),
            "after": commit(nonce, [path, new]),
        }
        for path, new in sorted(corrections.items())
    ]
