"""Addresses of services, below the address of their site."""

from django.urls import URLPattern, path

from minka.services.views import (
    bridges,
    files,
    filling,
    helping,
    keeping,
    offline,
    own_list,
    renewing,
    review,
    rows,
    service,
)

app_name = "services"
HERE = "<slug:site>/servicios/<slug:service>/"

# What a person sees and fills in.
PAGE = f"{HERE}paso/<slug:page>/"
citizen_paths: list[URLPattern] = [
    path("<slug:site>/servicios/", service.services, name="services"),
    path("<slug:site>/servicios/sin-conexion.js", offline.worker, name="worker"),
    path("<slug:site>/servicios/sin-conexion/", offline.waiting, name="waiting"),
    path(HERE, service.service, name="service"),
    path(f"{HERE}empezar/", service.start, name="start"),
    path(f"{HERE}mi-lista/", own_list.own_list, name="own-list"),
    path(PAGE, filling.page, name="page"),
    path(f"{PAGE}<slug:group>/nueva/", rows.new, name="row-new"),
    path(f"{PAGE}<slug:group>/<int:number>/", rows.row, name="row"),
    path(f"{PAGE}<slug:group>/<int:number>/quitar/", rows.remove, name="row-remove"),
    path(f"{HERE}ayuda/", helping.helper, name="helper"),
    path(f"{HERE}revisar/", review.check, name="check"),
    path(f"{HERE}version-nueva/", renewing.version, name="version"),
    path(f"{HERE}guardar/", keeping.saved, name="saved"),
    path(f"{HERE}dejar/", keeping.drop, name="drop"),
    path(f"{HERE}enviada/<int:number>/", review.filed, name="filed"),
    path(f"{HERE}archivo/<slug:name>/", files.upload, name="upload"),
    path(f"{HERE}audio/<str:name>/", files.audio, name="audio"),
]

bridge_paths: list[URLPattern] = [
    path("pago-simulado/<slug:reference>/", bridges.simulated_payment, name="simulated-payment"),
]
urlpatterns = [*citizen_paths, *bridge_paths]
