"""Addresses of services, below the address of their site."""

from django.urls import URLPattern

app_name = "services"
HERE = "<slug:site>/servicios/<slug:service>/"
urlpatterns: list[URLPattern] = []
