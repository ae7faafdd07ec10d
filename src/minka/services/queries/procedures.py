"""The procedures of a site, with what the check of the law finds in them and leaves open."""

from typing import Any

from django.db.models import Count, QuerySet

from minka.engine.procedures import Finding, lint
from minka.engine.procedures import Procedure as Row
from minka.engine.procedures.drafting import draft_service
from minka.services.models import Procedure, Service
from minka.services.queries.procedure_rows import finding_to_json, row_from_json
from minka.sites.models import Site

LONGEST_CODE, LONGEST_NAME = 40, 300


def found_in_law(procedure: Procedure) -> list[dict[str, Any]]:
    """What was found in a kept row, said again; what only other rows show, as it was kept."""
    again = {(each.code, each.requirement): each for each in lint([row_from_json(procedure.row)])}
    return [_said_again(kept, again.get((kept["code"], kept["requirement"]))) for kept in procedure.findings]


def _said_again(kept: dict[str, Any], finding: Finding | None) -> dict[str, Any]:
    return kept if finding is None else finding_to_json(finding)


def open_points_of(service: Service) -> tuple[str, ...]:
    """What the row of a TUPA left open in the draft that was made of it; nothing once a version is published."""
    if service.procedure is None or service.status != Service.Status.DRAFT:
        return ()
    return draft_service(row_from_json(service.procedure.row)).open_points


def code_of(row: Row) -> str:
    """The code under which a row is kept; its number in the file stands in where it has none."""
    return row.code[:LONGEST_CODE] or f"fila-{row.line}"


def procedures_of(site: Site) -> QuerySet[Procedure]:
    """The procedures of a site with how many services each became."""
    found = Procedure.objects.filter(site=site).select_related("organization").annotate(service_count=Count("services"))
    return found.order_by("organization__name", "code")
