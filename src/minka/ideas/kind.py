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
from minka.web.dates import day_in_words, deadline_in_words

KEY = "ideas"


class Ideas:
    """The first kind, and the model for the next (``docs/guide/activity-kind.md``)."""

    key = KEY
    name = "Ideas"
    word = "ideas"
    settings_form: type[forms.Form] = IdeasSettingsForm

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


def state_words(activity: Activity, today: dt.date) -> str:
    """Say in one sentence whether people can take part, and until or from when."""
    phase = activity.phase
    if activity.process.status != "open":
        return _not_open_words(activity)
    if is_open(activity, today):
        return _open_words(phase.closes_on, today)
    if activity.is_paused:
        return _("En pausa: por ahora no se reciben ideas.")
    if phase.opens_on is not None and phase.opens_on > today:
        return _("Se abre el %(day)s") % {"day": day_in_words(phase.opens_on, today=today)}
    if phase.closes_on is not None and phase.closes_on < today:
        return _("Cerró el %(day)s. Puedes leer las ideas y sus respuestas.") % {
            "day": day_in_words(phase.closes_on, today=today)
        }
    return _("Todavía no se abre.")


def _open_words(closes_on: dt.date | None, today: dt.date) -> str:
    if closes_on is None:
        return _("Abierto: puedes participar hoy.")
    return _("Abierto hasta el %(day)s") % {"day": deadline_in_words(closes_on, today=today)}


def _not_open_words(activity: Activity) -> str:
    if activity.process.status == "closed":
        return _("El proceso terminó. Puedes leer las ideas y sus respuestas.")
    return _("Todavía es un borrador: solo el equipo lo ve.")
