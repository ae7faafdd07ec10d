"""Addresses of contributions: what a participant holds, what anyone reads, and, under ``gestion``, the desk."""

from django.urls import path

from minka.contributions.views import (
    answer,
    appeal,
    closing,
    comment,
    desk,
    entry,
    export,
    grouping,
    imports,
    moderation,
    paper,
    photo,
    receipt,
    report,
    support,
    voice,
)

DESK = "<slug:site>/gestion/<slug:process>/"

app_name = "contributions"
urlpatterns = [
    path("codigo/", voice.code, name="code"),
    path("mi-voz/", voice.voice, name="voice"),
    path("mi-voz/contacto/", voice.contact, name="voice-contact"),
    path("mi-voz/recibo/<int:number>/", receipt.receipt, name="receipt"),
    path("mi-voz/recibo/<int:number>/recibo.json", receipt.receipt_file, name="receipt-file"),
    path("mi-voz/aportes/<int:number>/apelar/", appeal.appeal, name="appeal"),
    path("mi-voz/retirar/<int:number>/", voice.withdraw, name="voice-withdraw"),
    path("mi-voz/terminar/", voice.finish, name="voice-finish"),
    path("<slug:site>/aportes/<int:number>/apoyar/", support.support, name="support"),
    path("<slug:site>/aportes/<int:number>/comentar/", comment.comment, name="comment"),
    path("<slug:site>/aportes/<int:number>/avisar/", report.report, name="report"),
    path("<slug:site>/fotos/<slug:name>/<slug:size>/", photo.photo, name="photo"),
    path("<slug:site>/moderacion/", moderation.moderation_public, name="moderation-public"),
    path("<slug:site>/gestion/moderacion/", moderation.moderation, name="moderation"),
    path("<slug:site>/gestion/moderacion/<int:number>/", moderation.moderation_item, name="moderation-item"),
    path(
        "<slug:site>/gestion/moderacion/apelaciones/<int:appeal>/", moderation.appeal_decide, name="appeal-decide"
    ),
    path(f"{DESK}mesa/", desk.desk, name="desk"),
    path(f"{DESK}mesa/<int:number>/", desk.desk_contribution, name="desk-contribution"),
    path(f"{DESK}mesa/<int:number>/separar/", grouping.separate, name="separate"),
    path(f"{DESK}mesa/elegidos/", desk.choose, name="desk-choose"),
    path(f"{DESK}mesa/responder/", answer.answer, name="answer"),
    path(f"{DESK}mesa/encargar/", grouping.assign, name="assign"),
    path(f"{DESK}mesa/unir/", grouping.merge, name="merge"),
    path(f"{DESK}mesa/vistas/", desk.keep_view, name="view-keep"),
    path(f"{DESK}mesa/vistas/<int:number>/borrar/", desk.drop_saved_view, name="view-drop"),
    path(f"{DESK}mesa/aportes.csv", export.desk_csv, name="desk-csv"),
    path(f"{DESK}hojas/", paper.paper, name="paper"),
    path(f"{DESK}hojas/<uuid:batch>.pdf", paper.sheets, name="sheets"),
    path(f"{DESK}digitar/", entry.entry, name="entry"),
    path(f"{DESK}digitar/deshacer/", entry.undo, name="entry-undo"),
    path(f"{DESK}importar/", imports.imports, name="imports"),
    path(f"{DESK}importar/<int:number>/", imports.import_file, name="import"),
    path(f"{DESK}importar/<int:number>/columnas/", imports.columns, name="import-columns"),
    path(f"{DESK}importar/<int:number>/empezar/", imports.start, name="import-start"),
    path(f"{DESK}importar/<int:number>/informe.csv", imports.report, name="import-report"),
    path(f"{DESK}pendientes/", closing.backlog, name="backlog"),
    path(f"{DESK}repetidos/", grouping.repeats, name="repeats"),
    path(f"{DESK}cerrar/", closing.closing, name="closing"),
]
