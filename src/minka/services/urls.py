"""Addresses of services, below the address of their site."""

from django.urls import URLPattern, path

from minka.services.views import bridges

app_name = "services"
HERE = "<slug:site>/servicios/<slug:service>/"
bridge_paths: list[URLPattern] = [
    path("pago-simulado/<slug:reference>/", bridges.simulated_payment, name="simulated-payment"),
]
urlpatterns = [*bridge_paths]
