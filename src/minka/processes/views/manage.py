"""Opening a process: the list, the choice of a template, one form, the page that leads to publication."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.people.access import acting_person
from minka.processes.access import get_process_for, today
from minka.processes.actions import Basics, NotReady, ProcessClosed, edit_process, open_from_template, publish_process
from minka.processes.forms.process import ProcessForm, StartForm
from minka.processes.queries.manage import opening_steps, processes_of, setup_of, template_in_force, templates_in_force
from minka.sites.access import get_site_for, may


@require_safe
def process_list(request: HttpRequest, site: str) -> HttpResponse:
    """All processes of the site with where each stands."""
    here = get_site_for(request, site, "see_work")
    context = {"site": here, "groups": processes_of(here), "may_open": may(request.user, "open_process", here)}
    return render(request, "processes/manage/process_list.html", context)


@require_safe
def process_choose(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "open_process")
    return render(
        request,
        "processes/manage/process_choose.html",
        {"site": here, "templates": templates_in_force(), "choose_steps": opening_steps()},
    )


@require_http_methods(["GET", "POST"])
def process_new(request: HttpRequest, site: str, template: str) -> HttpResponse:
    """The one page between a template and a draft."""
    here = get_site_for(request, site, "open_process")
    plan = template_in_force(template)
    if plan is None:
        raise Http404
    form = StartForm(request.POST or None, template=plan, today=today())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        process = open_from_template(
            site=here,
            template=plan,
            basics=Basics(**{name: values[name] for name in values if name not in ("first_day", "idempotency_key")}),
            first_day=values["first_day"],
            by=acting_person(request),
            idempotency_key=values["idempotency_key"],
        )
        messages.success(request, _("El borrador está listo. Solo tu equipo lo ve."))
        return redirect("processes:process-setup", here.slug, process.slug)
    context = {"site": here, "form": form, "template": plan, "choose_steps": opening_steps()}
    return render(request, "processes/manage/process_new.html", context, status=422 if form.errors else 200)


@require_safe
def process_setup(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Where the process stands and what to do next."""
    found = get_process_for(request, site, process, "see_work")
    return render(request, "processes/manage/process_setup.html", setup_of(found, request.user, today()))


@require_http_methods(["GET", "POST"])
def process_edit(request: HttpRequest, site: str, process: str) -> HttpResponse:
    found = get_process_for(request, site, process, "edit_process")
    form = ProcessForm(request.POST or None, instance=found, site=found.site)
    if request.method == "POST" and form.is_valid():
        try:
            edit_process(process=found, values=form.cleaned_data, by=acting_person(request))
        except ProcessClosed as closed:
            messages.warning(request, str(closed))
        else:
            messages.success(request, _("Guardamos los cambios."))
        return redirect("processes:process-setup", found.site.slug, found.slug)
    context = {"site": found.site, "process": found, "form": form}
    return render(request, "processes/manage/process_form.html", context, status=422 if form.errors else 200)


@require_POST
def process_publish(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Open it to everybody, or say what is missing."""
    found = get_process_for(request, site, process, "edit_process")
    try:
        publish_process(process=found, by=acting_person(request))
    except NotReady:
        context = setup_of(found, request.user, today()) | {"refused": True}
        return render(request, "processes/manage/process_setup.html", context, status=422)
    messages.success(request, _("Tu proceso está publicado. Cualquiera puede verlo."))
    return redirect("processes:process-setup", found.site.slug, found.slug)
