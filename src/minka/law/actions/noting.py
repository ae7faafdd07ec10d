"""Noting and withdrawing rules. Nothing is ever changed in place: a mistake is withdrawn and noted again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from minka.engine.ledger.canonical import Json
from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.law.watching import tell_changed
from minka.people.models import Person
from minka.records.actions import write_audit
from minka.sites.access import require
from minka.sites.models import Site

type Rule = FrontDeskRule | CalendarDay | DistanceTable
type Values = Mapping[str, Any]


def note_desk(*, site: Site, values: Values, by: Person) -> FrontDeskRule:
    """Say until which hour the front desk counts what comes in, and where it stands."""
    require(by, "edit_law", site)
    with transaction.atomic():
        made = FrontDeskRule.objects.create(site=site, added_by=by, **values)
        _told(made, "law.desk-noted", by)
        return made


def note_days(*, site: Site, days: Sequence[Values], by: Person) -> list[CalendarDay]:
    """Note days that do not count. Cases that have them in their count are counted again."""
    require(by, "edit_law", site)
    with transaction.atomic():
        made = [CalendarDay.objects.create(site=site, added_by=by, **values) for values in days]
        for each in made:
            _told(each, "law.day-noted", by, day=str(each.day), kind=each.kind)
        return made


def note_table(*, site: Site, values: Values, by: Person) -> DistanceTable:
    """Note a table of distances as its norm approves it. Cases filed before it keep theirs."""
    require(by, "edit_law", site)
    with transaction.atomic():
        made = DistanceTable.objects.create(site=site, added_by=by, **values)
        _told(made, "law.distances-noted", by, rows=len(made.rows))
        return made


def withdraw(*, rule: Rule, why: str, by: Person) -> None:
    """Take a rule back. Twice is once; the dates that people were told stay."""
    require(by, "edit_law", rule.site)
    with transaction.atomic():
        kind: type[models.Model] = type(rule)
        held = kind._default_manager.select_for_update().filter(pk=rule.pk, withdrawn_at=None)
        if held.update(withdrawn_at=timezone.now(), withdrawn_why=why):
            _told(rule, "law.withdrawn", by)


def _told(rule: Rule, action: str, by: Person, **changes: Json) -> None:
    subject = f"{type(rule).__name__.lower()}:{rule.pk}"
    write_audit(site=rule.site.slug, by=by, action=action, subject=subject, changes=changes)
    transaction.on_commit(tell_changed)
