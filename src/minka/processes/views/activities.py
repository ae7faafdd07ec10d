"""Activities of a process: what people can do, asked how, with which settings."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minka.people.access import acting_person
from minka.processes.access import get_process_for
from minka.processes.actions import ProcessClosed, add_activity, edit_activity, pause_activity
from minka.processes.forms.activity import ActivityForm, KindForm
from minka.processes.kinds import ActivityKind, find_kind
from minka.processes.models import Activity, Process


@require_http_methods(["GET", "POST"])
def activity_new(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """First the kind, then its words and settings. With a single kind there is nothing to choose."""
    found = get_process_for(request, site, process, "edit_process")
    chosen = KindForm(request.GET or None)
    kind = find_kind(request.GET.get("kind", ""))
    if kind is None:
        return render(request, "processes/manage/activity_kind.html", _context(found, form=chosen))
    form = ActivityForm(request.POST or None, process=found)
    extra = kind.settings_form(request.POST or None, prefix="settings")
    if request.method == "POST" and form.is_valid() and extra.is_valid():
        values = form.values | {"settings": extra.cleaned_data}
        try:
            add_activity(phase=values.pop("phase"), kind=kind.key, values=values, by=acting_person(request))
        except ProcessClosed as closed:
            messages.warning(request, str(closed))
        else:
            messages.success(request, _("Agregamos la actividad."))
        return _back(found)
    return _form_page(request, found, kind, form, extra)


@require_http_methods(["GET", "POST"])
def activity_edit(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    found = get_process_for(request, site, process, "edit_process")
    chosen = _activity(found, activity)
    kind = find_kind(chosen.kind)
    if kind is None:
        raise Http404
    form = ActivityForm(request.POST or None, instance=chosen, process=found)
    extra = kind.settings_form(request.POST or None, prefix="settings", initial=chosen.settings)
    if request.method == "POST" and form.is_valid() and extra.is_valid():
        try:
            edit_activity(
                activity=chosen, values=form.values | {"settings": extra.cleaned_data}, by=acting_person(request)
            )
        except ProcessClosed as closed:
            messages.warning(request, str(closed))
        else:
            messages.success(request, _("Guardamos la actividad."))
        return _back(found)
    return _form_page(request, found, kind, form, extra, activity=chosen)


@require_POST
def activity_pause(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Stop taking voices for a while, or go on."""
    found = get_process_for(request, site, process, "edit_process")
    paused = request.POST.get("pause") == "1"
    try:
        pause_activity(activity=_activity(found, activity), paused=paused, by=acting_person(request))
    except ProcessClosed as closed:
        messages.warning(request, str(closed))
    else:
        words = _("La actividad está en pausa: nadie puede aportar.") if paused else _("La actividad sigue abierta.")
        messages.success(request, words)
    return _back(found)


def _activity(process: Process, slug: str) -> Activity:
    """An activity of this very process, or 404."""
    activity = process.activities.filter(slug=slug).first()
    if activity is None:
        raise Http404
    return activity


def _back(process: Process) -> HttpResponse:
    return redirect("processes:process-setup", process.site.slug, process.slug)


def _context(process: Process, **more: object) -> dict[str, object]:
    return {"site": process.site, "process": process, **more}


def _form_page(
    request: HttpRequest,
    process: Process,
    kind: ActivityKind,
    form: ActivityForm,
    extra: forms.Form,
    activity: Activity | None = None,
) -> HttpResponse:
    context = _context(process, form=form, extra=extra, kind=kind, chosen=activity)
    status = 422 if form.errors or extra.errors else 200
    return render(request, "processes/manage/activity_form.html", context, status=status)
