"""Contributions that a service can begin with: those that an office accepted, wholly or in part."""

from typing import Final

from django.db.models import QuerySet

from minka.contributions.models import Contribution
from minka.engine.ledger.codes import CodeInvalid, parse_code
from minka.sites.models import Site
from minka.web.numbers import number_in

MOST_OFFERED: Final = 10

State, Visibility = Contribution.State, Contribution.Visibility
ACCEPTED: Final = (State.ACCEPTED, State.PARTLY)


def offered_contributions(site: Site) -> list[Contribution]:
    """The last accepted contributions of a site, for whoever has no number at hand."""
    return list(_accepted(site).order_by("-answered_at", "-pk")[:MOST_OFFERED])


def contribution_in(site: Site, said: str) -> Contribution | None:
    """The accepted contribution with this number or receipt code, if the site has it."""
    number = number_in(said.strip())
    if number is not None:
        return _accepted(site).filter(pk=number).first()
    try:
        return _accepted(site).filter(code=parse_code(said)).first()
    except CodeInvalid:
        return None


def source_of(contribution: Contribution) -> dict[str, str]:
    """The contribution as a source of a question's ground: where it is, and what it said in public."""
    answer = contribution.answer
    note = str(contribution)[:200]
    if answer is not None:
        note = f"{note} — {answer.get_fate_display()}, {answer.office}"
    return {"kind": "contribution", "ref": contribution.ref, "note": note[:500]}


def _accepted(site: Site) -> QuerySet[Contribution]:
    return (
        Contribution.objects.filter(site=site, state__in=ACCEPTED, visibility=Visibility.VISIBLE)
        .select_related("answer")
        .defer("search")
    )
