"""The kind "ideas": people propose, support and comment; the team answers each idea with its reason."""

import datetime as dt

from django import forms
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _

from minka.contributions.queries.counts import counts_of
from minka.ideas.forms import IdeasSettingsForm
from minka.processes.access import is_open
from minka.processes.kinds import Card
from minka.processes.models import Activity
from minka.processes.queries.states import state_words

KEY = "ideas"


class Ideas:
    """The first kind, and the model for the next (``docs/guide/activity-kind.md``)."""

    key = KEY
    name = "Ideas"
    word = "ideas"
    settings_form: type[forms.Form] = IdeasSettingsForm
    is_discussed = True
    has_own_paper = False

    def card(self, activity: Activity, today: dt.date) -> Card:
        counts = counts_of(activity)
        return Card(
            url=self.page(activity),
            action=_("Escribir mi idea") if is_open(activity, today) else "",
            state=state_words(activity, today),
            voices=counts.voices,
            answered=counts.answered,
            waiting=counts.waiting,
            action_url=self.page(activity) + "nueva/",
        )

    def page(self, activity: Activity, number: int | None = None) -> str:
        place = [activity.process.site.slug, activity.process.slug, activity.slug]
        return reverse("ideas:list", args=place) if number is None else reverse("ideas:idea", args=[*place, number])

    def urls(self) -> list[URLPattern | URLResolver]:
        from minka.ideas.urls import urlpatterns  # noqa: PLC0415 - the address file reads the views, and they this kind

        return list(urlpatterns)
