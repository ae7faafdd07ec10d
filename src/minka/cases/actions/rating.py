"""How somebody found the service: good or not, and because of what."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from minka.cases.models import Case, Rating
from minka.cases.queries.own_case import moment_of
from minka.cases.queries.roles import NotTheirs
from minka.people.models import Participant
from minka.records.actions import write_audit

# The five drivers that services of many States ask for, so that they can be compared.
DRIVERS = {
    "ease": gettext_noop("Fue fácil"),
    "effectiveness": gettext_noop("Conseguí lo que necesitaba"),
    "efficiency": gettext_noop("Tardó lo justo"),
    "humanity": gettext_noop("Me trataron bien"),
    "transparency": gettext_noop("Supe en cada momento qué pasaba"),
}


def rate(*, case: Case, is_good: bool, drivers: Sequence[str], by: Participant) -> None:
    """Keep what the person says of their case as it stands; said again at that moment, the newest counts."""
    if by.pk != case.participant_id:
        raise NotTheirs
    moment = moment_of(case)
    chosen = [each for each in DRIVERS if each in drivers]
    Rating.objects.update_or_create(
        case=case,
        moment=moment,
        defaults={"is_good": is_good, "drivers": chosen},
    )
    write_audit(site=case.site.slug, by=by, action="case.rated", subject=case.ref, changes={"moment": moment})
