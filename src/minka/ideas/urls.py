"""Addresses of an activity of ideas, below the address of its process."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from minka.ideas.views import reading, writing


class IdeasConverter(StringConverter):
    """The address of an activity of this kind: its word, alone or followed by a name."""

    regex = "ideas(?:-[a-z0-9-]+)?"


register_converter(IdeasConverter, "ideas")
HERE = "<slug:site>/procesos/<slug:process>/<ideas:activity>/"

app_name = "ideas"
urlpatterns: list[URLPattern] = [
    path(HERE, reading.ideas, name="list"),
    path(f"{HERE}nueva/", writing.new, name="new"),
    path(f"{HERE}revisar/", writing.check, name="check"),
    path(f"{HERE}enviar/", writing.send, name="send"),
    path(f"{HERE}parecidas/", writing.similar, name="similar"),
    path(f"{HERE}<int:number>/", reading.idea, name="idea"),
]
