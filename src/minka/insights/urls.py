"""Addresses of what is read across everything below: the network, its sites, their numbers and memories."""

from django.urls import path

from minka.insights.archive import views as archive
from minka.insights.views import front, log, numbers

app_name = "insights"
urlpatterns = [
    path("", front.network, name="network"),
    path("mi-trabajo/", front.work, name="work"),
    path("registro/log.jsonl", log.whole_log_file, name="whole-log-file"),
    path("<slug:site>/", front.site, name="site"),
    path("<slug:site>/datos/", numbers.numbers, name="numbers"),
    path("<slug:site>/datos/<str:name>", numbers.numbers_file, name="numbers-file"),
    path("<slug:site>/registro/", log.log, name="log"),
    path("<slug:site>/registro/log.jsonl", log.log_file, name="log-file"),
    path("<slug:site>/gestion/auditoria/", log.audit, name="audit"),
    path("<slug:site>/procesos/<slug:process>/memoria/", archive.memory, name="memory"),
    path("<slug:site>/procesos/<slug:process>/memoria/archivo.zip", archive.archive, name="memory-archive"),
]
