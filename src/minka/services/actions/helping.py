"""Filling in for somebody: who helps is written down, and the person says at the end that it is as they want it."""

from django.db import transaction
from django.db.models import F

from minka.people.models import Participant, Person
from minka.records.actions import write_audit
from minka.services.actions.filling import ChangedElsewhere, application_ref
from minka.services.models import Application

Help = Application.Help


def note_help(
    *, application: Application, helped_by: str, name: str, by: Participant, helper: Person | None = None
) -> None:
    """Write down who fills in, or that the person does it alone after all.

    Raises:
        ChangedElsewhere: it was filed in between.
    """
    with transaction.atomic():
        mine = Application.objects.filter(pk=application.pk, state=Application.State.FILLING)
        is_staff = helped_by == Help.STAFF
        changed = mine.update(
            helped_by=helped_by,
            helper=helper if is_staff else None,
            helper_name="" if helped_by == Help.NONE else name,
            confirmed_at=None,
            confirmed_how="",
            revision=F("revision") + 1,
        )
        if not changed:
            raise ChangedElsewhere
        write_audit(
            site=application.site.slug,
            by=helper if is_staff and helper else by,
            action="application.helped",
            subject=application_ref(application),
            changes={"helped": helped_by},
        )
    application.refresh_from_db(fields=["helped_by", "helper", "helper_name", "revision"])
