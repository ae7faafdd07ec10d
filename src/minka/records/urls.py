"""Addresses of the public log of the whole network. A site's part of it is ``insights:log``."""

from django.urls import path

from minka.records import views

app_name = "records"
urlpatterns = [
    path("registro/", views.log, name="log"),
    path("registro/<int:position>/", views.entry, name="entry"),
    path("registro/cabeza.json", views.head, name="head"),
    path("registro/comprobar/", views.check, name="check"),
]
