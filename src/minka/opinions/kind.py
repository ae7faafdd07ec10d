"""The kind "opinions": people vote on each other's statements; a map shows what unites and divides them."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minka.opinions.forms.settings import OpinionsSettingsForm
from minka.opinions.queries.counts import counts_of
from minka.opinions.queries.votes import Voted, voted_by
from minka.people.codes import Deed
from minka.people.models import Participant
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
    is_discussed = False  # a statement is voted on
    has_own_paper = True

    def card(self, activity: Activity, today: dt.date) -> Card:
        counts = counts_of(activity)
        return Card(
            url=self.page(activity),
            action=_("Votar") if is_open(activity, today) else "",
            state=state_words(activity, today),
            voices=counts.answered + counts.waiting,
            answered=counts.answered,
            waiting=counts.waiting,
            action_url=reverse("opinions:vote", args=place_of(activity)),
            icon="check",
            came_in=_came_in(counts.voters),
        )

    def page(self, activity: Activity, number: int | None = None) -> str:
        place = place_of(activity)
        if number is None:
            return reverse("opinions:activity", args=place)
        return reverse("opinions:statement", args=[*place, number])

    def holder_of(self, code: str) -> Participant | None:
        return Participant.objects.filter(voters__code=code, erased_at__isnull=True).first()

    def deeds_of(self, own: Sequence[Participant]) -> list[Deed]:
        return [_deed(voted) for voted in voted_by(own)]

    def closed(self, activity: Activity) -> None:
        from minka.opinions.tasks import ask_to_publish  # noqa: PLC0415 - tasks are ready after the apps

        ask_to_publish(activity)

    def import_page(self, activity: Activity) -> str:
        return reverse("opinions:team-imports", args=place_of(activity))

    def urls(self) -> list[URLPattern | URLResolver]:
        from minka.opinions.urls import urlpatterns  # noqa: PLC0415 - the address file reads the views, and they this kind

        return list(urlpatterns)


def _came_in(voters: int) -> str:
    if not voters:
        return _("Todavía no votó nadie")
    words = ngettext("%(shown)s persona votó", "%(shown)s personas votaron", voters)
    return words % {"shown": intcomma(voters)}


def _deed(voted: Voted) -> Deed:
    place = place_of(voted.activity)
    return Deed(
        over=f"{voted.activity.title} · {voted.activity.process.title}",
        title=voted.activity.prompt,
        url=reverse("opinions:activity", args=place),
        words=_("Votaste en %(votes)s de %(statements)s afirmaciones.")
        % {"votes": voted.votes, "statements": max(voted.votes, counts_of(voted.activity).statements)},
        code=voted.code,
        code_url=reverse("opinions:code", args=place),
        links=(
            (_("Mi lugar"), reverse("opinions:standing", args=place)),
            (_("Ver o cambiar mis votos"), reverse("opinions:votes", args=place)),
            (_("Retirar mis votos"), reverse("opinions:withdraw", args=place)),
        ),
        warning=_("El equipo apartó esta participación: por ahora tus votos no cuentan.") if voted.is_excluded else "",
    )


def place_of(activity: Activity) -> list[str]:
    """The parts of the activity's address."""
    return [activity.process.site.slug, activity.process.slug, activity.slug]
