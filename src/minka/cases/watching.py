"""Cases have dates that follow from the rules of their site: this is the face that the rules know them by."""

import datetime as dt

from django.db.models import Q

from minka.cases.models import Case
from minka.cases.queries.calendars import forget_calendars
from minka.sites.models import Site


class Counted:
    """Open cases, which are counted again when days off change."""

    def touched(self, site: Site, day: dt.date) -> int:
        """Open cases that were filed before the day and whose last dates come on or after it."""
        ahead = Q(due_on__gte=day) | Q(silence_on__gte=day) | Q(clock_stopped=True)
        near = Q(site=site) | Q(site__parent=site) | Q(site__parent__parent=site)
        return Case.objects.filter(near, ahead, is_open=True, filed_on__lte=day).count()

    def changed(self) -> None:
        """The worker counts them again at once; if it is not there, within ten minutes of its return."""
        from minka.cases.tasks import recount_soon  # noqa: PLC0415 - tasks import the actions

        forget_calendars()
        recount_soon()
