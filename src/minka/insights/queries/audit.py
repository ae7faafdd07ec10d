"""The audit trail of a site, newest first, with the names of those who acted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minka.insights.queries.acts import act_words
from minka.people.models import Person
from minka.records.models import AuditEntry
from minka.records.sentences import FIELDS
from minka.sites.models import Site

PAGE = 50
PERSON = "person:"


@dataclass(frozen=True)
class AuditRow:
    """One act as the page shows it."""

    entry: AuditEntry
    who: str
    what: str
    details: str


def audit_rows(site: Site, *, ref: str = "", before: int | None = None) -> Sequence[AuditRow]:
    """A page of acts, those before an entry when one is given."""
    found = AuditEntry.objects.filter(site_key=site.slug)
    if ref:
        found = found.filter(subject=ref)
    if before is not None:
        found = found.filter(pk__lt=before)
    entries = list(found.order_by("-pk")[:PAGE])
    keys = {int(entry.actor.removeprefix(PERSON)) for entry in entries if entry.actor.startswith(PERSON)}
    names = {person.actor_key: str(person) for person in Person.objects.filter(pk__in=keys)}
    return [AuditRow(entry, _who(entry.actor, names), act_words(entry.action), _details(entry)) for entry in entries]


def _who(actor: str, names: dict[str, str]) -> str:
    if actor.startswith(PERSON):
        return names.get(actor, _("una persona que ya no está"))
    return _("quien participa") if actor.startswith("participant:") else _("la plataforma")


def _details(entry: AuditEntry) -> str:
    """What changed, by name where the log has one; values stay the codes that were written."""
    told = {name: value for name, value in entry.changes.items() if value not in (None, "", [])}
    return " · ".join(f"{_(FIELDS[name]) if name in FIELDS else name}: {value}" for name, value in told.items())
