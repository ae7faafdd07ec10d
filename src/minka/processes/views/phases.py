"""Phases of a process: dates, purpose, exit criteria."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minka.people.access import acting_person
from minka.processes.access import get_process_for, today
from minka.processes.actions import PhaseInUse, ProcessClosed, add_phase, edit_phase, remove_phase, state_exit
from minka.processes.forms.phase import ExitForm, PhaseForm
from minka.processes.models import Phase, Process


@require_http_methods(["GET", "POST"])
def phase_new(request: HttpRequest, site: str, process: str) -> HttpResponse:
    found = get_process_for(request, site, process, "edit_process")
    form = PhaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_phase(process=found, values=form.values, by=acting_person(request))
        except ProcessClosed as closed:
            messages.warning(request, str(closed))
        else:
            messages.success(request, _("Agregamos la fase."))
        return _back(found)
    return _page(request, found, "phase_form", {"form": form})


@require_http_methods(["GET", "POST"])
def phase_edit(request: HttpRequest, site: str, process: str, phase: int) -> HttpResponse:
    found = get_process_for(request, site, process, "edit_process")
    chosen = _phase(found, phase)
    form = PhaseForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            edit_phase(phase=chosen, values=form.values, by=acting_person(request))
        except ProcessClosed as closed:
            messages.warning(request, str(closed))
        else:
            messages.success(request, _("Guardamos la fase."))
        return _back(found)
    return _page(request, found, "phase_form", {"form": form, "phase": chosen})


@require_POST
def phase_remove(request: HttpRequest, site: str, process: str, phase: int) -> HttpResponse:
    found = get_process_for(request, site, process, "edit_process")
    try:
        remove_phase(phase=_phase(found, phase), by=acting_person(request))
    except PhaseInUse:
        messages.warning(request, _("Esa fase tiene actividades. Pásalas antes a otra fase."))
    except ProcessClosed as closed:
        messages.warning(request, str(closed))
    else:
        messages.success(request, _("Quitamos la fase."))
    return _back(found)


@require_http_methods(["GET", "POST"])
def phase_exit(request: HttpRequest, site: str, process: str, phase: int) -> HttpResponse:
    """What must be true when the phase ends, and on what evidence it is."""
    found = get_process_for(request, site, process, "edit_process")
    chosen = _phase(found, phase)
    form = ExitForm(request.POST or None, criteria=chosen.exit_criteria, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            state_exit(phase=chosen, criteria=form.criteria, by=acting_person(request))
        except ProcessClosed as closed:
            messages.warning(request, str(closed))
        else:
            messages.success(request, _("Guardamos los criterios."))
        return _back(found)
    return _page(request, found, "phase_exit", {"form": form, "phase": chosen})


def _phase(process: Process, number: int) -> Phase:
    """A phase of this very process, or 404."""
    phase = process.phases.filter(pk=number).first()
    if phase is None:
        raise Http404
    return phase


def _back(process: Process) -> HttpResponse:
    return redirect("processes:process-setup", process.site.slug, process.slug)


def _page(request: HttpRequest, process: Process, name: str, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    status = 422 if getattr(form, "errors", None) else 200
    context |= {"site": process.site, "process": process}
    return render(request, f"processes/manage/{name}.html", context, status=status)
