"""Procedures: rows of a TUPA are kept, and one of them becomes the draft of a service."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from minka.engine.procedures import Procedure as Row
from minka.engine.procedures import lint
from minka.engine.procedures.drafting import draft_service
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.services.actions.designing import Beginning, start_service
from minka.services.models import Procedure, Service
from minka.services.queries.procedure_rows import finding_to_json, row_from_json, row_to_json
from minka.services.queries.procedures import LONGEST_NAME, code_of
from minka.sites.access import require
from minka.sites.models import Organization, Site


@dataclass(frozen=True)
class Source:
    """Whose rows they are, and where they come from."""

    organization: Organization
    name: str = ""
    is_demonstration: bool = False


def keep_procedures(*, site: Site, source: Source, rows: Sequence[Row], by: Person) -> int:
    """Keep rows as procedures of an entity. A code that is there already is kept anew: its row and findings change.

    Returns:
        How many procedures there are of these rows.
    """
    require(by, "design_service", site)
    found: dict[str, list[object]] = {}
    lines = {row.line: code_of(row) for row in rows}
    for finding in lint(rows):
        found.setdefault(lines[finding.row], []).append(finding_to_json(finding))
    kept = {code_of(row): row for row in rows}
    with transaction.atomic():
        for code, row in kept.items():
            Procedure.objects.update_or_create(
                organization=source.organization,
                code=code,
                defaults={
                    "site": site,
                    "name": row.title[:LONGEST_NAME],
                    "row": row_to_json(row),
                    "findings": found.get(code, []),
                    "source": source.name,
                    "is_demonstration": source.is_demonstration,
                    "imported_by": by,
                },
            )
        write_audit(
            site=site.slug,
            by=by,
            action="procedures.imported",
            subject=f"organization:{source.organization.pk}",
            changes={"count": len(kept)},
        )
    return len(kept)


def draft_from_procedure(*, procedure: Procedure, by: Person) -> Service:
    """Open the draft of a service that this row describes."""
    draft = draft_service(row_from_json(procedure.row))
    beginning = Beginning(
        procedure.organization,
        draft.definition,
        procedure=procedure,
        is_demonstration=procedure.is_demonstration,
    )
    return start_service(site=procedure.site, beginning=beginning, by=by)
