"""Reading: the author sees that somebody opened what they said."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from minka.contributions.actions.trail import note_each
from minka.contributions.models import Contribution
from minka.people.models import Person
from minka.processes.models import Process
from minka.sites.access import require


def mark_read(*, process: Process, ids: Sequence[int], by: Person) -> int:
    """Those of the contributions that nobody had opened are read from now on; says how many."""
    require(by, "answer", process.site)
    with transaction.atomic():
        unread = Contribution.objects.filter(process=process, pk__in=ids, state=Contribution.State.RECEIVED)
        fresh = list(unread.select_for_update(of=("self",)).only("pk").order_by("pk"))
        if fresh:
            Contribution.objects.filter(pk__in=[each.pk for each in fresh]).update(
                state=Contribution.State.READ, read_at=timezone.now()
            )
            note_each(site=process.site.slug, by=by, action="contribution.read", contributions=fresh)
    return len(fresh)
