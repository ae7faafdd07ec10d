"""Addresses of an activity of opinions, below the address of its process."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from minka.opinions.views import (
    activity,
    entry,
    report,
    room,
    sheets,
    standing,
    statement,
    voter,
    voting,
    writing,
)


class OpinionsConverter(StringConverter):
    """The address of an activity of this kind: its word, alone or followed by a name."""

    regex = "opiniones(?:-[a-z0-9-]+)?"


register_converter(OpinionsConverter, "opinions")
HERE = "<slug:site>/procesos/<slug:process>/<opinions:activity>/"

app_name = "opinions"
voting_paths: list[URLPattern] = [
    path(HERE, activity.activity, name="activity"),
    path(f"{HERE}votar/", voting.vote, name="vote"),
    path(f"{HERE}mis-votos/", voter.votes, name="votes"),
    path(f"{HERE}mi-codigo/", voter.code, name="code"),
    path(f"{HERE}mi-distrito/", voter.place, name="place"),
    path(f"{HERE}mi-lugar/", standing.standing, name="standing"),
    path(f"{HERE}retirar-votos/", voter.withdraw, name="withdraw"),
    path(f"{HERE}<int:number>/", statement.statement, name="statement"),
]
writing_paths: list[URLPattern] = [
    path(f"{HERE}nueva/", writing.new, name="new"),
    path(f"{HERE}revisar/", writing.check, name="check"),
    path(f"{HERE}enviar/", writing.send, name="send"),
    path(f"{HERE}parecidas/", writing.similar, name="similar"),
]
team_paths: list[URLPattern] = []
REPORT = f"{HERE}informe/"
report_paths: list[URLPattern] = [
    path(REPORT, report.report, name="report"),
    path(f"{REPORT}contar/", report.count_again, name="report-count"),
    path(f"{REPORT}contado/", report.recount, name="report-recount"),
    path(f"{REPORT}votos.csv", report.votes_csv, name="report-votes-csv"),
    path(f"{REPORT}afirmaciones.csv", report.statements_csv, name="report-statements-csv"),
    path(f"{REPORT}mapa.json", report.map_json, name="report-map-json"),
    path(f"{HERE}informe.pdf", report.report_pdf, name="report-pdf"),
]
room_paths: list[URLPattern] = [
    path(f"{HERE}sala/", room.room, name="room"),
    path(f"{HERE}hojas/", sheets.sheets, name="sheets"),
    path(f"{HERE}hojas/<uuid:batch>.pdf", sheets.sheets_pdf, name="sheets-pdf"),
    path(f"{HERE}digitar/", entry.entry, name="entry"),
]
urlpatterns = [*voting_paths, *writing_paths, *team_paths, *report_paths, *room_paths]
