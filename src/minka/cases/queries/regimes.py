"""The legal regime as a case keeps it: pinned when it was filed, whatever the service says later."""

import datetime as dt
from dataclasses import asdict, dataclass, field

from minka.engine.clocks import Days, Distance, FrontDesk, Regime, Silence, Term, Unit
from minka.engine.forms.definition import Procedure
from minka.law.queries.distances import distance_for
from minka.law.queries.rules import days_given, desk_rule
from minka.sites.models import Organization, Site

type Pinned = dict[str, object]


@dataclass(frozen=True)
class Rules:
    """What else of the law a case keeps from the day it was filed: it stays whatever is noted later."""

    days: Days = field(default_factory=Days)
    desk: FrontDesk = field(default_factory=FrontDesk)
    distance: Distance | None = None


def rules_on(site: Site, organization: Organization, place_code: str, day: dt.date) -> Rules:
    """The rules in force on the day of a filing, for an entity and for where the person lives."""
    rule = desk_rule(site, organization, day)
    desk = FrontDesk(rule.closes_at, rule.norm) if rule is not None and rule.closes_at else FrontDesk()
    return Rules(days_given(day), desk, distance_for(site, organization, place_code, day))


def pinned(procedure: Procedure, rules: Rules | None = None) -> Pinned:
    """The regime of a procedure as plain values. Automatic approval has no term: what stands there is a mistake."""
    rules = rules or Rules()
    term = None if procedure.regime == "automatic" else procedure.term
    return {
        "silence": str(procedure.regime),
        "term": term and {"count": term.count, "unit": term.unit.value},
        "basis": procedure.term_basis,
        "code": procedure.code,
        "decides": procedure.decides,
        "appeal": procedure.appeal,
        "reconsideration": procedure.reconsideration,
        "days": asdict(rules.days),
        "desk": {"closes_at": f"{rules.desk.closes_at:%H:%M}", "ground": rules.desk.ground}
        if rules.desk.closes_at
        else None,
        "distance": asdict(rules.distance) if rules.distance else None,
    }


def regime_of(kept: Pinned) -> Regime:
    """The regime that the clock takes. A procedure with evaluation and no term has the law's thirty days (art. 35)."""
    term = kept.get("term")
    silence = Silence(str(kept["silence"]))
    found = Term(int(term["count"]), Unit(term["unit"])) if isinstance(term, dict) else None
    if found is None and silence is not Silence.AUTOMATIC:
        found = Term(30)
    days = kept.get("days")
    given = Days(**days) if isinstance(days, dict) else Days()
    return Regime(silence, found, basis=str(kept.get("basis") or ""), days=given)


def desk_kept(kept: Pinned) -> FrontDesk:
    """The closing hour that held when the case was filed; open all day if none was kept."""
    desk = kept.get("desk")
    return (
        FrontDesk(dt.time.fromisoformat(desk["closes_at"]), desk["ground"]) if isinstance(desk, dict) else FrontDesk()
    )


def distance_ground(kept: Pinned) -> str:
    """The norm of the distance term that held when the case was filed."""
    distance = kept.get("distance")
    return str(distance["source"]) if isinstance(distance, dict) else ""
