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
    team,
    team_exporting,
    team_groups,
    team_importing,
    team_seeds,
    team_statement,
    team_voters,
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
TEAM = f"{HERE}equipo/"
team_paths: list[URLPattern] = [
    path(TEAM, team.team, name="team"),
    path(f"{TEAM}publicar/", team.publish, name="team-publish"),
    path(f"{TEAM}afirmaciones/", team.statements, name="team-statements"),
    path(f"{TEAM}afirmaciones/<int:number>/", team_statement.statement, name="team-statement"),
    path(f"{TEAM}afirmaciones/<int:number>/decision/", team_statement.decide, name="team-decide"),
    path(f"{TEAM}escribir/", team_seeds.seeds, name="team-seeds"),
    path(f"{TEAM}grupos/", team_groups.groups, name="team-groups"),
    path(f"{TEAM}votantes/", team_voters.voters, name="team-voters"),
    path(f"{TEAM}votantes/buscar/", team_voters.find, name="team-voter-find"),
    path(f"{TEAM}votantes/<int:number>/no-contar/", team_voters.exclude, name="team-voter-exclude"),
    path(f"{TEAM}votantes/<int:number>/contar/", team_voters.include, name="team-voter-include"),
    path(f"{TEAM}importar/", team_importing.imports, name="team-imports"),
    path(f"{TEAM}importar/<int:number>/", team_importing.import_file, name="team-import"),
    path(f"{TEAM}importar/<int:number>/empezar/", team_importing.start, name="team-import-start"),
    path(f"{TEAM}descargar/", team_exporting.exports, name="team-exports"),
    path(f"{TEAM}descargar/<slug:name>.csv", team_exporting.export, name="team-export"),
]
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
