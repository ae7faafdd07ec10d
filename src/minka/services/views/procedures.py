"""Procedures of the site's entities: brought in from a TUPA, judged by the law, made into services."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.engine.forms import DefinitionInvalid
from minka.engine.procedures import lint
from minka.people.access import acting_person
from minka.services.actions.procedures import Source, draft_from_procedure, keep_procedures
from minka.services.forms.procedures import ConfirmForm, FileForm
from minka.services.models import Procedure
from minka.services.queries.procedure_rows import finding_to_json
from minka.services.queries.procedures import found_in_law, procedures_of
from minka.services.views.designer.frame import site_trail
from minka.sites.access import get_site_for, may
from minka.sites.models import Site
from minka.web.saying import say

UNPROCESSABLE = 422
MOST_SHOWN = 300


@require_safe
def procedures(request: HttpRequest, site: str) -> HttpResponse:
    """All procedures of the site's entities."""
    here = get_site_for(request, site, "see_work")
    values = {
        "site": here,
        "procedures": procedures_of(here),
        "trail": [*site_trail(here), (_("Procedimientos"), "")],
        "may_design": may(request.user, "design_service", here),
    }
    return render(request, "services/designer/procedures.html", values)


@require_http_methods(["GET", "POST"])
def procedures_import(request: HttpRequest, site: str) -> HttpResponse:
    """Choose a file and look at its rows; nothing is kept yet."""
    here = get_site_for(request, site, "design_service")
    form = FileForm(request.POST or None, request.FILES or None, site=here)
    if request.method == "POST" and form.is_valid() and form.read is not None:
        return render(request, "services/designer/procedures_read.html", _looked_at(here, form))
    values = {"site": here, "form": form, "trail": _trail(here)}
    return render(
        request, "services/designer/procedures_import.html", values, status=UNPROCESSABLE if form.errors else 200
    )


@require_POST
def procedures_keep(request: HttpRequest, site: str) -> HttpResponse:
    """Keep the rows that were looked at."""
    here = get_site_for(request, site, "design_service")
    form = ConfirmForm(request.POST, site=here)
    if not form.is_valid():
        again = FileForm(site=here)
        values = {"site": here, "form": again, "refused": form, "trail": _trail(here)}
        return render(request, "services/designer/procedures_import.html", values, status=UNPROCESSABLE)
    clean = form.cleaned_data
    source = Source(clean["organization"], clean["source"], clean["is_demonstration"])
    count = keep_procedures(site=here, source=source, rows=clean["rows"], by=acting_person(request))
    messages.success(request, _("Guardamos los procedimientos: %(count)d.") % {"count": count})
    return redirect("services:procedures", site)


@require_safe
def procedure(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """One procedure with what the check of the law found in it."""
    here = get_site_for(request, site, "see_work")
    found = _procedure(here, number)
    values = {
        "site": here,
        "procedure": found,
        "findings": found_in_law(found),
        "row": found.row,
        "services": found.services.all(),
        "trail": [*_trail(here)[:-1], (found.code, "")],
        "may_design": may(request.user, "design_service", here),
    }
    return render(request, "services/designer/procedure.html", values)


@require_POST
def procedure_draft(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Make a service of this procedure."""
    here = get_site_for(request, site, "design_service")
    found = _procedure(here, number)
    try:
        service = draft_from_procedure(procedure=found, by=acting_person(request))
    except DefinitionInvalid as invalid:
        words = _("De esta fila no salió un borrador: %(why)s")
        messages.warning(request, words % {"why": "; ".join(say(each.text) for each in invalid.faults[:3])})
        return redirect("services:procedure", site, number)
    messages.success(request, _("El borrador está listo. Revisa cada página: la fila no lo dice todo."))
    return redirect("services:team-service", site, service.slug)


def _procedure(site: Site, number: int) -> Procedure:
    found = Procedure.objects.filter(site=site, pk=number).select_related("organization", "site").first()
    if found is None:
        raise Http404
    return found


def _looked_at(site: Site, form: FileForm) -> dict[str, object]:
    """The rows, what the law says of each, and what could not be read."""
    rows = form.read.procedures if form.read else ()
    told = [finding_to_json(each) | {"row": each.row} for each in lint(rows)]
    by_row: dict[object, list[dict[str, object]]] = {}
    for each in told:
        by_row.setdefault(each["row"], []).append(each)
    return {
        "site": site,
        "form": form,
        "rows": [(row, by_row.get(row.line, [])) for row in rows[:MOST_SHOWN]],
        "total": len(rows),
        "weights": Counter(each["severity"] for each in told),
        "faults": [each.sentence() for each in form.read.faults] if form.read else [],
        "trail": _trail(site),
    }


def _trail(site: Site) -> list[tuple[str, str]]:
    listed = reverse("services:procedures", args=[site.slug])
    return [*site_trail(site), (_("Procedimientos"), listed), (_("Traer un TUPA"), "")]
