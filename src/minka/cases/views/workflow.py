"""The way of a case: every state and action of its workflow, as a picture, a table and a file for other programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.cases.access import get_case_for
from minka.cases.queries.workflows import workflow_of
from minka.cases.views.staff import around
from minka.engine.workflows import to_bpmn
from minka.services.drawing.casework import draw_casework

RIGHT = "handle_case"


@require_safe
def workflow(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The picture with its table."""
    case = get_case_for(request, site, number, RIGHT)
    picture = draw_casework(workflow_of(case), case.service.title)
    return render(request, "cases/workflow.html", {**around(case, _("Su camino")), "picture": picture})


@require_safe
def bpmn(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The same as BPMN 2.0, drawn."""
    case = get_case_for(request, site, number, RIGHT)
    response = HttpResponse(to_bpmn(workflow_of(case), case.service.title), content_type="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{case.service.slug}.bpmn"'
    return response
