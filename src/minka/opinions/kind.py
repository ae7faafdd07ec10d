"""The kind "opinions": people vote on each other's statements; a map shows what unites and divides them."""

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.opinions.forms.settings import OpinionsSettingsForm
from minka.opinions.queries.counts import counts_of
from minka.processes.access import is_open
from minka.processes.kinds import Card
from minka.processes.models import Activity
from minka.processes.queries.states import state_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY = "opinions"


class Opinions:
    """Statements are contributions; votes are rows of their own, because there are millions."""

    key = KEY
    name: "StrOrPromise" = gettext_lazy("Mapa de opiniones")
    word = "opiniones"
    settings_form: type[forms.Form] = OpinionsSettingsForm

    def card(self, activity: Activity, today: dt.date) -> Card:
        counts = counts_of(activity)
        return Card(
            url=self.page(activity),
            action=_("Votar") if is_open(activity, today) else "",
            state=state_words(activity, today),
            voices=counts.voters,
            answered=counts.answered,
            waiting=counts.waiting,
            action_url=reverse("opinions:vote", args=place_of(activity)),
        )

    def page(self, activity: Activity, number: int | None = None) -> str:
        place = place_of(activity)
        if number is None:
            return reverse("opinions:activity", args=place)
        return reverse("opinions:statement", args=[*place, number])

    def urls(self) -> list[URLPattern | URLResolver]:
        from minka.opinions.urls import urlpatterns  # noqa: PLC0415 - the address file reads the views, and they this kind

        return list(urlpatterns)


def place_of(activity: Activity) -> list[str]:
    """The parts of the activity's address."""
    return [activity.process.site.slug, activity.process.slug, activity.slug]
