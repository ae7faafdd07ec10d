"""Addresses of cases, below the address of their site."""

from django.urls import URLPattern, path

from minka.cases.views import (
    acting,
    bridging,
    bulk,
    correcting,
    figures,
    handling,
    inbox,
    own,
    papers,
    recounts,
    workflow,
)

app_name = "cases"
INBOX = "<slug:site>/tramites/"
HERE = f"{INBOX}<int:number>/"
DESK = f"{HERE}atender/"
own_paths: list[URLPattern] = [
    path(HERE, own.case, name="case"),
    path(f"{HERE}corregir/", correcting.correct, name="correct"),
    path(f"{HERE}hacer/<slug:action>/", own.step, name="step"),
    path(f"{HERE}leida/", own.acknowledge, name="acknowledge"),
    path(f"{HERE}opinion/", own.rating, name="rating"),
    path(f"{HERE}carta-<int:letter>.pdf", own.letter, name="letter"),
    path(f"{HERE}cargo.pdf", papers.receipt, name="receipt"),
]
desk_paths: list[URLPattern] = [
    path(INBOX, inbox.inbox, name="inbox"),
    path(f"{INBOX}elegidos/", bulk.chosen, name="chosen"),
    path(f"{INBOX}elegidos/hacer/", bulk.bulk, name="bulk"),
    path(f"{INBOX}vueltos-a-contar/", recounts.recounts, name="recounts"),
    path(DESK, handling.handle, name="handle"),
    path(f"{DESK}encargar/", handling.assign, name="assign"),
    path(f"{DESK}nota/", handling.note, name="note"),
    path(f"{DESK}pedir/", handling.ask, name="ask"),
    path(f"{DESK}pedir/<int:asked>/", handling.reply, name="reply"),
    path(f"{DESK}hacer/<slug:action>/", acting.acting, name="acting"),
    path(f"{DESK}carta-<int:letter>.pdf", papers.desk_letter, name="desk-letter"),
    path(f"{DESK}puente/<slug:what>/", bridging.bridge, name="bridge"),
    path(f"{DESK}mesa.pdf", bridging.desk_paper, name="desk-receipt"),
    path(f"{DESK}camino/", workflow.workflow, name="workflow"),
    path(f"{DESK}camino.bpmn", workflow.bpmn, name="bpmn"),
]
SERVICE = "<slug:site>/servicios/<slug:service>/"
figure_paths: list[URLPattern] = [
    path(f"{SERVICE}numeros/", figures.figures, name="figures"),
    path(f"{SERVICE}numeros/meses.csv", figures.figures_file, name="figures-file"),
    path(f"{SERVICE}equipo/numeros/", figures.pages, name="pages"),
]
urlpatterns: list[URLPattern] = [*own_paths, *desk_paths, *figure_paths]
