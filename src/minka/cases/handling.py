"""Cases take every filed application in hand: this is the face that services know them by."""

import datetime as dt

from django.urls import reverse

from minka.cases.actions.filing import open_case
from minka.cases.models import Case
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

    def figures(self, service: Service) -> str:
        return reverse("cases:figures", args=[service.site.slug, service.slug])
