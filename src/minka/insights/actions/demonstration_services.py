"""The services of the demonstration: rows of a TUPA, drafts that two accounts publish, and a year of made-up cases."""

import csv
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from minka.contributions.models import Contribution
from minka.engine.clocks import read_distances
from minka.engine.procedures import read_procedures
from minka.law.actions import note_desk, note_table
from minka.law.models import DistanceTable
from minka.people.models import Person
from minka.services.actions.designing import Beginning, start_service
from minka.services.actions.procedures import Source, keep_procedures
from minka.services.actions.publishing import Proposal, approve_publication, ask_publication
from minka.services.actions.testing import save_case
from minka.services.models import Procedure, Service
from minka.sites.models import Organization, Site

DATA: Final = Path(settings.ROOT) / "data"
MADRID: Final = "decide_madrid:"  # a source in a definition's file that is named by its number in the file of proposals
type Plan = dict[str, Any]


@dataclass(frozen=True)
class Hands:
    """Where the services are, whose they are, and the two accounts that a publication takes."""

    site: Site
    organization: Organization
    author: Person
    approver: Person


def load_services(plan: Plan, *, today: dt.date) -> None:
    """Open and publish the services that are not there yet, and make up their cases. Repeating it changes nothing."""
    hands = _hands(plan)
    _keep_distances(plan, hands)
    _keep_rows(plan, hands)
    for each in plan["list"]:
        service = _service(each, plan["folder"], hands)
        _keep_cases(service, _read(plan["folder"], f"{each['name']}.cases"), hands.author)
        if not service.versions.exists():
            _publish(service, plan, hands)
        _live_a_year(service, each, today)


def _hands(plan: Plan) -> Hands:
    site = Site.objects.get(slug=plan["site"])
    given = plan["organization"]
    organization, _made = Organization.objects.get_or_create(
        site=site, name=given["name"], defaults={"sector": given["sector"]}
    )
    author, approver = (Person.objects.get(email=plan[role]) for role in ("author", "approver"))
    return Hands(site, organization, author, approver)


def _keep_rows(plan: Plan, hands: Hands) -> None:
    wanted = {each["code"] for each in plan["list"]}
    if wanted <= set(Procedure.objects.filter(organization=hands.organization).values_list("code", flat=True)):
        return
    rows = read_procedures((DATA / plan["procedures"]).read_bytes()).procedures
    source = Source(hands.organization, name=f"data/{plan['procedures']}", is_demonstration=True)
    keep_procedures(site=hands.site, source=source, rows=rows, by=hands.author)


def _keep_distances(plan: Plan, hands: Hands) -> None:
    """A made-up table of distances, so that one sees what living far away adds; it says so wherever it is shown."""
    given = plan["distances"]
    if DistanceTable.objects.filter(site=hands.site, is_demonstration=True).exists():
        return
    with (DATA / given["table"]).open(encoding="utf-8", newline="") as file:
        rows = read_distances(csv.DictReader(file))
    since = dt.date.fromisoformat(given["since"])
    common = {"norm": given["norm"], "valid_from": since, "is_demonstration": True}
    note_desk(site=hands.site, values={**common, "seat_code": given["seat"]}, by=hands.approver)
    table = [[each.place, each.seat, each.days] for each in rows]
    note_table(site=hands.site, values={**common, "rows": table}, by=hands.approver)


def _service(plan: Plan, folder: str, hands: Hands) -> Service:
    procedure = Procedure.objects.get(organization=hands.organization, code=plan["code"])
    found = Service.objects.filter(procedure=procedure, is_demonstration=True).select_related("site").first()
    if found is not None:
        return found
    beginning = Beginning(
        hands.organization, _with_sources(_read(folder, plan["name"])), procedure=procedure, is_demonstration=True
    )
    return start_service(site=hands.site, beginning=beginning, by=hands.author)


def _keep_cases(service: Service, cases: list[Plan], by: Person) -> None:
    known = set(service.saved_cases.values_list("name", flat=True))
    for case in cases:
        if case["name"] not in known:
            save_case(service=service, case=None, values=case, by=by)


def _publish(service: Service, plan: Plan, hands: Hands) -> None:
    """Proposed by one account, approved by the other: nobody publishes alone, not even a demonstration."""
    proposal = Proposal(plan["reasons"], accepted={}, revision=service.draft_revision)
    request = ask_publication(service=service, proposal=proposal, by=hands.author)
    approve_publication(request=request, note=plan["note"], by=hands.approver)


def _live_a_year(service: Service, plan: Plan, today: dt.date) -> None:
    from minka.cases.actions.made_up import simulate  # noqa: PLC0415 - it brings numpy, which is not for pages

    simulate(service=service, today=today, seed=plan["seed"], arrivals=plan["arrivals"])


def _read(folder: str, name: str) -> Any:  # noqa: ANN401 - what JSON holds
    return json.loads((DATA / folder / f"{name}.json").read_text(encoding="utf-8"))


def _with_sources(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """The document with each source that names an imported proposal led to the contribution it became here."""
    if isinstance(value, list):
        return [_with_sources(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    ref = value.get("ref")
    if isinstance(ref, str) and ref.startswith(MADRID):
        proposal = Contribution.objects.get(source="Decide Madrid", source_key=ref.removeprefix(MADRID))
        return {**value, "ref": proposal.ref}
    return {key: _with_sources(each) for key, each in value.items()}
