"""Addresses of an activity of opinions, below the address of its process."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from minka.opinions.views import activity, standing, statement, voter, voting, writing


class OpinionsConverter(StringConverter):
    """The address of an activity of this kind: its word, alone or followed by a name."""

    regex = "opiniones(?:-[a-z0-9-]+)?"


register_converter(OpinionsConverter, "opinions")
HERE = "<slug:site>/procesos/<slug:process>/<opinions:activity>/"

app_name = "opinions"
voting_paths: list[URLPattern] = [
    path(HERE, activity.activity, name="activity"),
    path(f"{HERE}votar/", voting.vote, name="vote"),
    path(f"{HERE}mis-votos/", voter.votes, name="votes"),
    path(f"{HERE}mi-codigo/", voter.code, name="code"),
    path(f"{HERE}mi-distrito/", voter.place, name="place"),
    path(f"{HERE}mi-lugar/", standing.standing, name="standing"),
    path(f"{HERE}retirar-votos/", voter.withdraw, name="withdraw"),
    path(f"{HERE}<int:number>/", statement.statement, name="statement"),
]
writing_paths: list[URLPattern] = [
    path(f"{HERE}nueva/", writing.new, name="new"),
    path(f"{HERE}revisar/", writing.check, name="check"),
    path(f"{HERE}enviar/", writing.send, name="send"),
    path(f"{HERE}parecidas/", writing.similar, name="similar"),
]
team: list[URLPattern] = []
report: list[URLPattern] = []
room: list[URLPattern] = []
urlpatterns = [*voting_paths, *writing_paths, *team, *report, *room]
