"""Pages that belong to no object: help, the pattern page, and what machines ask for."""

from django.urls import path

from minka.web import views

app_name = "web"
urlpatterns = [
    path("ayuda/", views.help_page, name="help"),
    path("patrones/", views.patterns, name="patterns"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path(".well-known/security.txt", views.security, name="security"),
]
