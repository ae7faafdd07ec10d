"""Addresses of services, below the address of their site."""

from django.urls import URLPattern, path

from minka.services.views import (
    bridges,
    files,
    filling,
    finder,
    helping,
    keeping,
    offline,
    own_list,
    paying,
    phone,
    procedures,
    renewing,
    review,
    rows,
    rules,
    service,
    versions,
)
from minka.services.views.designer import (
    cases,
    casework,
    facts,
    gallery,
    history,
    listing,
    overview,
    pages,
    parts,
    preview,
    publication,
)

app_name = "services"
HERE = "<slug:site>/servicios/<slug:service>/"

# The team's side; before the addresses in which a service stands where “equipo” does.
SITE_TEAM = "<slug:site>/servicios/equipo/"
PROCEDURES = f"{SITE_TEAM}procedimientos/"
TEAM = f"{HERE}equipo/"
WORKFLOW = f"{TEAM}camino/"
team_paths: list[URLPattern] = [
    path(SITE_TEAM, listing.team, name="team"),
    path(f"{SITE_TEAM}nuevo/", listing.service_new, name="service-new"),
    path(f"{SITE_TEAM}galeria/", gallery.gallery, name="gallery"),
    path(f"{SITE_TEAM}galeria/archivo/", gallery.bring, name="gallery-bring"),
    path(f"{SITE_TEAM}galeria/<int:number>/", gallery.copy, name="gallery-copy"),
    path(PROCEDURES, procedures.procedures, name="procedures"),
    path(f"{PROCEDURES}traer/", procedures.procedures_import, name="procedures-import"),
    path(f"{PROCEDURES}guardar/", procedures.procedures_keep, name="procedures-keep"),
    path(f"{PROCEDURES}<int:number>/", procedures.procedure, name="procedure"),
    path(f"{PROCEDURES}<int:number>/servicio/", procedures.procedure_draft, name="procedure-draft"),
    path(TEAM, overview.overview, name="team-service"),
    path(f"{TEAM}paginas/nueva/", pages.page_new, name="team-page-new"),
    path(f"{TEAM}paginas/<slug:page>/", pages.page_edit, name="team-page"),
    path(f"{TEAM}preguntas/nueva/<slug:holder>/", pages.question_new, name="team-question-new"),
    path(f"{TEAM}preguntas/<slug:question>/", pages.question_edit, name="team-question"),
    path(f"{TEAM}ordenar/", pages.rearrange, name="team-rearrange"),
    path(f"{TEAM}partes/", parts.parts, name="team-parts"),
    path(f"{TEAM}partes/para-quien/", facts.intro, name="team-intro"),
    path(f"{TEAM}partes/<slug:kind>/nueva/", parts.part_new, name="team-part-new"),
    path(f"{TEAM}partes/<slug:kind>/<slug:part>/", parts.part_edit, name="team-part"),
    path(WORKFLOW, casework.workflow, name="team-workflow"),
    path(f"{WORKFLOW}estados/nuevo/", casework.state_new, name="team-state-new"),
    path(f"{WORKFLOW}estados/<slug:state>/", casework.state_edit, name="team-state"),
    path(f"{WORKFLOW}acciones/nueva/", casework.action_new, name="team-action-new"),
    path(f"{WORKFLOW}acciones/<slug:action>/", casework.action_edit, name="team-action"),
    path(f"{WORKFLOW}empezar/", casework.begin, name="team-workflow-begin"),
    path(f"{WORKFLOW}traer/", casework.workflow_bring, name="team-workflow-bring"),
    path(f"{TEAM}camino.json", casework.workflow_json, name="team-workflow-json"),
    path(f"{TEAM}camino.bpmn", casework.bpmn, name="team-bpmn"),
    path(f"{TEAM}datos/", facts.facts, name="team-facts"),
    path(f"{TEAM}cartas/", facts.letters, name="team-letters"),
    path(f"{TEAM}textos/", facts.texts, name="team-texts"),
    path(f"{TEAM}textos/<slug:language>/<slug:part>/", facts.translation, name="team-translation"),
    path(f"{TEAM}probar/", cases.cases, name="team-cases"),
    path(f"{TEAM}probar/vista-previa/", preview.preview, name="team-preview"),
    path(f"{TEAM}probar/nuevo/", cases.case_new, name="team-case-new"),
    path(f"{TEAM}probar/<int:number>/", cases.case_edit, name="team-case"),
    path(f"{TEAM}probar/<int:number>/quitar/", cases.case_remove, name="team-case-remove"),
    path(f"{TEAM}cambios/", history.changes, name="team-changes"),
    path(f"{TEAM}cambios/volver/", history.restore, name="team-restore"),
    path(f"{TEAM}json/", history.whole, name="team-whole"),
    path(f"{TEAM}borrador.json", history.draft_json, name="team-draft-json"),
    path(f"{TEAM}publicar/", publication.publication, name="team-publication"),
    path(f"{TEAM}publicar/decidir/", publication.decide, name="team-decide"),
    path(f"{TEAM}publicar/retirar/", publication.take_back, name="team-take-back"),
    path(f"{TEAM}publicar/estado/", publication.standing, name="team-standing"),
]

# What everybody reads of what was published.
VERSIONS = f"{HERE}versiones/"
version_paths: list[URLPattern] = [
    path(VERSIONS, versions.versions, name="versions"),
    path(f"{VERSIONS}<int:number>.json", versions.version_json, name="version-json"),
    path(f"{VERSIONS}<int:number>/camino/", versions.workflow, name="version-workflow"),
    path(f"{VERSIONS}<int:number>/camino.bpmn", versions.bpmn, name="version-bpmn"),
    path(f"{VERSIONS}<int:number>/gob-pe.json", versions.guide, {"form": "json"}, name="version-guide-json"),
    path(f"{VERSIONS}<int:number>/gob-pe.md", versions.guide, {"form": "md"}, name="version-guide-md"),
]

# What else there is for somebody; before the addresses in which a service stands where its words do.
finder_paths: list[URLPattern] = [
    path("<slug:site>/servicios/que-me-corresponde/", finder.finder, name="finder"),
]

# What a person sees and fills in.
PAGE = f"{HERE}paso/<slug:page>/"
citizen_paths: list[URLPattern] = [
    path("<slug:site>/reglas/", rules.rules, name="rules"),
    path("<slug:site>/servicios/", service.services, name="services"),
    path("<slug:site>/servicios/sin-conexion.js", offline.worker, name="worker"),
    path("<slug:site>/servicios/sin-conexion/", offline.waiting, name="waiting"),
    path(HERE, service.service, name="service"),
    path(f"{HERE}empezar/", service.start, name="start"),
    path(f"{HERE}mi-lista/", own_list.own_list, name="own-list"),
    path(PAGE, filling.page, name="page"),
    path(f"{PAGE}pagar/", paying.pay, name="pay"),
    path(f"{PAGE}<slug:group>/nueva/", rows.new, name="row-new"),
    path(f"{PAGE}<slug:group>/<int:number>/", rows.row, name="row"),
    path(f"{PAGE}<slug:group>/<int:number>/quitar/", rows.remove, name="row-remove"),
    path(f"{HERE}telefono/", phone.phone, name="phone"),
    path(f"{HERE}telefono.json", phone.kit, name="kit"),
    path(f"{HERE}sin-senal/", phone.unsent, name="unsent"),
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

urlpatterns: list[URLPattern] = [*team_paths, *version_paths, *finder_paths, *citizen_paths, *bridge_paths]
