"""Addresses of what is read across everything below: the network, its sites, their numbers and memories."""

from django.urls import path

from minka.insights.archive import views as archive

app_name = "insights"
urlpatterns = [
    path("<slug:site>/procesos/<slug:process>/memoria/", archive.memory, name="memory"),
    path("<slug:site>/procesos/<slug:process>/memoria/archivo.zip", archive.archive, name="memory-archive"),
]
