"""The workflow of a draft: what can happen to a case, by whom, as rows; its picture, and its files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.engine.workflows import to_bpmn
from minka.services.access import get_service_for
from minka.services.drafts.casework import begin_with, bring, casework_of, put_state
from minka.services.drafts.places import title_of
from minka.services.drafts.shelves import Change, Shelf, Thing, find, put
from minka.services.drawing.casework import draw_casework
from minka.services.forms.casework import ActionForm, BeginForm, StateForm, WorkflowFileForm
from minka.services.forms.words import in_page_language
from minka.services.models import Service
from minka.services.queries.casework import findings_of_row, told_casework, workflow_of
from minka.services.views.designer.frame import around, change_or_say, try_change

UNPROCESSABLE = 422
TAB = "team-workflow"
ACTIONS = Shelf("actions")


@require_safe
def workflow(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """States, actions and who may do what, with what the law says beside each row."""
    return _page(request, get_service_for(request, site, service, "see_work"))


@require_http_methods(["GET", "POST"])
def state_new(request: HttpRequest, site: str, service: str) -> HttpResponse:
    return _state(request, get_service_for(request, site, service, "design_service"), None)


@require_http_methods(["GET", "POST"])
def state_edit(request: HttpRequest, site: str, service: str, state: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    return _state(request, found, _row(found, "states", state))


@require_http_methods(["GET", "POST"])
def action_new(request: HttpRequest, site: str, service: str) -> HttpResponse:
    return _action(request, get_service_for(request, site, service, "design_service"), None)


@require_http_methods(["GET", "POST"])
def action_edit(request: HttpRequest, site: str, service: str, action: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    return _action(request, found, _row(found, "actions", action))


@require_POST
def begin(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Begin with a ready-made workflow; whatever there was can be brought back from the changes."""
    found = get_service_for(request, site, service, "design_service")
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _page(request, found, begin=form)
    change = begin_with(form.cleaned_data["regime"])
    if change_or_say(request, found, change=change, what=_("Camino: se empezó de uno ya hecho")):
        messages.success(request, _("Guardamos el cambio. Si no era este, en «Cambios» se vuelve atrás."))
    return redirect("services:team-workflow", site, service)


@require_POST
def workflow_bring(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Take a workflow from a file."""
    found = get_service_for(request, site, service, "design_service")
    form = WorkflowFileForm(request.POST, request.FILES)
    if form.is_valid():
        change = bring(form.cleaned_data["file"])
        if try_change(request, found, form, change=change, what=_("Camino: se trajo de un archivo")):
            messages.success(request, _("Guardamos el cambio."))
            return redirect("services:team-workflow", site, service)
    return _page(request, found, file=form)


@require_safe
def workflow_json(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """The workflow as a file that another service can take."""
    found = get_service_for(request, site, service, "see_work")
    answer = JsonResponse(casework_of(found.draft), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-camino.json"'
    return answer


@require_safe
def bpmn(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """The workflow for programs that draw it."""
    found = get_service_for(request, site, service, "see_work")
    answer = HttpResponse(to_bpmn(workflow_of(found.draft), found.title), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.bpmn"'
    return answer


def _row(service: Service, rows: str, name: str) -> Thing:
    found = find(casework_of(service.draft)[rows], name)
    if found is None:
        raise Http404
    return found


def _state(request: HttpRequest, service: Service, thing: Thing | None) -> HttpResponse:
    form = StateForm(request.POST or None, document=service.draft, thing=thing)
    if request.method == "POST" and form.is_valid():
        made = form.thing()
        change = put_state(made, is_start=form.cleaned_data["is_start"])
        if _saved(request, service, form, change, _("Estado: %(title)s") % {"title": title_of(made)}):
            return _back(service, made["id"])
    heading = in_page_language(thing["label"]) if thing else _("Estado nuevo")
    return _form(request, service, form, heading, "states")


def _action(request: HttpRequest, service: Service, thing: Thing | None) -> HttpResponse:
    form = ActionForm(request.POST or None, document=service.draft, thing=thing)
    if request.method == "POST" and form.is_valid():
        made = form.thing()
        what = _("Acción: %(title)s") % {"title": title_of(made)}
        if _saved(request, service, form, put(ACTIONS, made), what):
            return _back(service, f"accion-{made['id']}")
    heading = in_page_language(thing["label"]) if thing else _("Acción nueva")
    return _form(request, service, form, heading, "actions")


def _saved(request: HttpRequest, service: Service, form: StateForm | ActionForm, change: Change, what: str) -> bool:
    if not try_change(request, service, form, change=change, what=what):
        return False
    messages.success(request, _("Guardamos el cambio."))
    return True


def _form(
    request: HttpRequest, service: Service, form: StateForm | ActionForm, heading: str, kind: str
) -> HttpResponse:
    values = {
        **around(request, service, TAB, heading),
        "form": form,
        "heading": heading,
        "kind": kind if form.before else "",
        "thing": form.before,
        "findings": findings_of_row(service.draft, kind, form.before.get("id", "")),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "services/designer/casework_form.html", values, status=status)


def _back(service: Service, anchor: str) -> HttpResponse:
    answer = redirect("services:team-workflow", service.site.slug, service.slug)
    answer["Location"] += f"#{anchor}"
    return answer


def _page(request: HttpRequest, service: Service, **refused: BeginForm | WorkflowFileForm) -> HttpResponse:
    casework = told_casework(service.draft)
    values = {
        **around(request, service, TAB),
        "casework": casework,
        "picture": draw_casework(casework.workflow, service.title),
        "begin": BeginForm(initial={"regime": service.draft["procedure"]["regime"]}),
        "file": WorkflowFileForm(),
        **refused,
    }
    return render(request, "services/designer/casework.html", values, status=UNPROCESSABLE if refused else 200)
