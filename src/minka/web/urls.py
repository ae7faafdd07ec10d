"""Pages that belong to no object: help, the pattern page, and what machines ask for."""

from django.urls import path

from minka.web import views, well_known

app_name = "web"
urlpatterns = [
    path("ayuda/", views.help_page, name="help"),
    path("patrones/", views.patterns, name="patterns"),
    path("robots.txt", well_known.robots, name="robots"),
    path("manifest.webmanifest", well_known.manifest, name="manifest"),
    path(".well-known/security.txt", well_known.security, name="security"),
]
