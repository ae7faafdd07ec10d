"""Saved cases: kept, changed, taken away."""

from typing import Any

from django.db import transaction

from minka.people.models import Person
from minka.records.actions import write_audit
from minka.services.models import SavedCase, Service
from minka.sites.access import require


def save_case(*, service: Service, case: SavedCase | None, values: dict[str, Any], by: Person) -> SavedCase:
    """Keep a case with its answers and what must come of them; ``values`` are name, answers and expected."""
    require(by, "design_service", service.site)
    with transaction.atomic():
        kept = case or SavedCase(service=service, created_by=by)
        for field, value in values.items():
            setattr(kept, field, value)
        kept.save()
        _audit(service, by, "saved-case.kept", kept.pk)
    return kept


def drop_case(*, case: SavedCase, by: Person) -> None:
    """Take a case away."""
    require(by, "design_service", case.service.site)
    with transaction.atomic():
        _audit(case.service, by, "saved-case.removed", case.pk)
        case.delete()


def _audit(service: Service, by: Person, action: str, number: int) -> None:
    write_audit(site=service.site.slug, by=by, action=action, subject=service.ref, changes={"case": number})
