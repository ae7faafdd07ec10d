"""The legal regime as a case keeps it: pinned when it was filed, whatever the service says later."""

from minka.engine.clocks import Regime, Silence, Term, Unit
from minka.engine.forms.definition import Procedure

type Pinned = dict[str, object]


def pinned(procedure: Procedure) -> Pinned:
    """The regime of a procedure as plain values. Automatic approval has no term: what stands there is a mistake."""
    term = None if procedure.regime == "automatic" else procedure.term
    return {
        "silence": str(procedure.regime),
        "term": term and {"count": term.count, "unit": term.unit.value},
        "basis": procedure.term_basis,
        "code": procedure.code,
        "decides": procedure.decides,
        "appeal": procedure.appeal,
        "reconsideration": procedure.reconsideration,
    }


def regime_of(kept: Pinned) -> Regime:
    """The regime that the clock takes. A procedure with evaluation and no term has the law's thirty days (art. 35)."""
    term = kept.get("term")
    silence = Silence(str(kept["silence"]))
    found = Term(int(term["count"]), Unit(term["unit"])) if isinstance(term, dict) else None
    if found is None and silence is not Silence.AUTOMATIC:
        found = Term(30)
    return Regime(silence, found, basis=str(kept.get("basis") or ""))
