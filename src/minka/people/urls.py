"""Addresses of a person's own account and of what is held about somebody."""

from django.urls import path

from minka.people import views

app_name = "people"
urlpatterns = [
    path("cuenta/", views.account, name="account"),
    path("cuenta/datos/", views.data, name="data"),
    path("cuenta/datos/descargar/", views.data_download, name="data-download"),
    path("cuenta/datos/borrar/", views.data_erase, name="data-erase"),
    path("mi-voz/datos/", views.voice_data, name="voice-data"),
    path("mi-voz/datos/descargar/", views.voice_data_download, name="voice-data-download"),
    path("mi-voz/datos/borrar/", views.voice_data_erase, name="voice-data-erase"),
    path("mi-voz/datos/permisos/retirar/", views.consent_withdraw, name="consent-withdraw"),
]
