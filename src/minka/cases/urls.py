"""Addresses of cases, below the address of their site."""

from django.urls import URLPattern

app_name = "cases"
HERE = "<slug:site>/tramites/<int:number>/"
urlpatterns: list[URLPattern] = []
