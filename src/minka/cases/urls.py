"""Addresses of cases, below the address of their site."""

from django.urls import URLPattern, path

from minka.cases.views import own

app_name = "cases"
HERE = "<slug:site>/tramites/<int:number>/"
urlpatterns: list[URLPattern] = [
    path(HERE, own.case, name="case"),
]
