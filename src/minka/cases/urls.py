"""Addresses of cases, below the address of their site."""

from django.urls import URLPattern, path

from minka.cases.views import figures, own

app_name = "cases"
SERVICE = "<slug:site>/servicios/<slug:service>/"
HERE = "<slug:site>/tramites/<int:number>/"
case_paths: list[URLPattern] = [
    path(HERE, own.case, name="case"),
]
figure_paths: list[URLPattern] = [
    path(f"{SERVICE}numeros/", figures.figures, name="figures"),
    path(f"{SERVICE}numeros/meses.csv", figures.figures_file, name="figures-file"),
    path(f"{SERVICE}equipo/numeros/", figures.pages, name="pages"),
]
urlpatterns = [*case_paths, *figure_paths]
