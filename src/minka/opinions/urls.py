"""Addresses of an activity of opinions, below the address of its process."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from minka.opinions.views import activity


class OpinionsConverter(StringConverter):
    """The address of an activity of this kind: its word, alone or followed by a name."""

    regex = "opiniones(?:-[a-z0-9-]+)?"


register_converter(OpinionsConverter, "opinions")
HERE = "<slug:site>/procesos/<slug:process>/<opinions:activity>/"

app_name = "opinions"
voting: list[URLPattern] = [
    path(HERE, activity.activity, name="activity"),
    path(f"{HERE}votar/", activity.activity, name="vote"),
    path(f"{HERE}<int:number>/", activity.activity, name="statement"),
]
writing: list[URLPattern] = []
team: list[URLPattern] = []
report: list[URLPattern] = []
room: list[URLPattern] = []
urlpatterns = [*voting, *writing, *team, *report, *room]
