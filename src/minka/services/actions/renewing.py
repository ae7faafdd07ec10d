"""Passing what is being filled in to the newest version: only because its person wants it, and never by itself."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from minka.engine.forms.differences import Difference, Migrated, differences, migrate
from minka.people.models import Participant
from minka.records.actions import write_audit
from minka.services.actions.filling import ChangedElsewhere, application_ref
from minka.services.actions.uploads import drop_unused
from minka.services.models import Application, Version
from minka.services.queries.definitions import definition_of


def difference_to(application: Application, version: Version) -> Difference:
    """What changed between the version that an application began with and another."""
    return differences(definition_of(application.version_id), definition_of(version.pk))


def renew(*, application: Application, version: Version, by: Participant) -> Migrated:
    """Carry the answers over; what changed its meaning is asked again, the rest stays.

    Raises:
        ChangedElsewhere: another phone wrote, or filed it, in between.
    """
    found = migrate(application.answers, difference_to(application, version), definition_of(application.version_id))
    with transaction.atomic():
        mine = Application.objects.filter(
            pk=application.pk, revision=application.revision, state=Application.State.FILLING
        )
        now = timezone.now()
        answers = dict(found.answers)
        if not mine.update(version=version, answers=answers, revision=F("revision") + 1, touched_at=now):
            raise ChangedElsewhere
        drop_unused(application=application, answers=answers)
        write_audit(
            site=application.site.slug,
            by=by,
            action="application.renewed",
            subject=application_ref(application),
            changes={"from": application.version.number, "to": version.number},
        )
    application.version, application.answers = version, answers
    application.revision += 1
    return found
