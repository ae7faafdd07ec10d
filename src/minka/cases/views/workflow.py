"""The way of a case: every state and action of its workflow, as a picture, a table and a file for other programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.cases.access import get_case_for
from minka.cases.queries.workflows import workflow_of
from minka.cases.views.staff import around
from minka.engine.workflows import table_rows, to_bpmn, to_svg

RIGHT = "handle_case"


@require_safe
def workflow(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The picture with its table."""
    case = get_case_for(request, site, number, RIGHT)
    table, language, title = workflow_of(case), get_language() or "es", case.service.title
    rows = [
        (f"{row.number}. {row.action}", ", ".join(row.sources), row.target, ", ".join(row.roles))
        for row in table_rows(table, language)
    ]
    values = {
        **around(case, _("Su camino")),
        "svg": SafeString(to_svg(table, title, language)),  # the engine escapes every word in it
        "columns": (_("Acción"), _("Desde"), _("Hasta"), _("Quién")),
        "rows": rows,
    }
    return render(request, "cases/workflow.html", values)


@require_safe
def bpmn(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The same as BPMN 2.0, drawn."""
    case = get_case_for(request, site, number, RIGHT)
    response = HttpResponse(to_bpmn(workflow_of(case), case.service.title), content_type="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{case.service.slug}.bpmn"'
    return response
