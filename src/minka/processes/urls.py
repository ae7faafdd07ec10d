"""Addresses of processes. Staff pages stand under ``gestion``."""

from django.urls import path

from minka.processes.views import activities, manage, phases, process

app_name = "processes"
urlpatterns = [
    path("<slug:site>/gestion/procesos/", manage.process_list, name="manage"),
    path("<slug:site>/gestion/procesos/nuevo/", manage.process_choose, name="process-choose"),
    path("<slug:site>/gestion/procesos/nuevo/<slug:template>/", manage.process_new, name="process-new"),
    path("<slug:site>/gestion/procesos/<slug:process>/", manage.process_setup, name="process-setup"),
    path("<slug:site>/gestion/procesos/<slug:process>/datos/", manage.process_edit, name="process-edit"),
    path("<slug:site>/gestion/procesos/<slug:process>/publicar/", manage.process_publish, name="process-publish"),
    path("<slug:site>/gestion/procesos/<slug:process>/fases/nueva/", phases.phase_new, name="phase-new"),
    path("<slug:site>/gestion/procesos/<slug:process>/fases/<int:phase>/", phases.phase_edit, name="phase-edit"),
    path(
        "<slug:site>/gestion/procesos/<slug:process>/fases/<int:phase>/quitar/",
        phases.phase_remove,
        name="phase-remove",
    ),
    path("<slug:site>/gestion/procesos/<slug:process>/fases/<int:phase>/salida/", phases.phase_exit, name="phase-exit"),
    path(
        "<slug:site>/gestion/procesos/<slug:process>/actividades/nueva/", activities.activity_new, name="activity-new"
    ),
    path(
        "<slug:site>/gestion/procesos/<slug:process>/actividades/<slug:activity>/",
        activities.activity_edit,
        name="activity-edit",
    ),
    path(
        "<slug:site>/gestion/procesos/<slug:process>/actividades/<slug:activity>/pausa/",
        activities.activity_pause,
        name="activity-pause",
    ),
    path("<slug:site>/procesos/<slug:process>/", process.process, name="process"),
    path("<slug:site>/procesos/<slug:process>/afiche/", process.poster, name="poster"),
]
