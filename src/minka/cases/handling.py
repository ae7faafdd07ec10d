"""Cases take every filed application in hand: this is the face that services know them by."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from minka.cases.access import with_place
from minka.cases.actions.filing import open_case
from minka.cases.models import Case
from minka.cases.queries.likely import likely_for
from minka.cases.queries.standing import standing_of
from minka.services.models import Application, Service


class Cases:
    """A case for each application, in the transaction that files it."""

    def take(self, application: Application, *, at: dt.datetime) -> None:
        open_case(application=application, at=at)

    def page(self, application: Application) -> str:
        """Nothing for what was filed before there were cases."""
        place = Case.objects.filter(application=application).values_list("site__slug", "pk").first()
        return reverse("cases:case", args=place) if place else ""

    def paper(self, application: Application) -> str:
        return reverse("cases:receipt", args=[application.site.slug, application.case.pk])

    def counted_later(self, application: Application) -> str:
        case = with_place().filter(application=application).first()
        return standing_of(case, timezone.localdate()).counted_later if case is not None else ""

    def figures(self, service: Service) -> str:
        return reverse("cases:figures", args=[service.site.slug, service.slug])

    def often_observed(self, service: Service) -> Sequence[tuple[str, int]]:
        return [(each.requirement, each.of_ten) for each in likely_for(service)]
