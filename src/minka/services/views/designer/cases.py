"""Trying a draft out: saved cases, run at each look, and the preview they are made from."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.people.access import acting_person
from minka.services.access import get_service_for
from minka.services.actions.testing import drop_case, save_case
from minka.services.forms.cases import CaseForm
from minka.services.models import SavedCase, Service
from minka.services.queries.designing import definition_of
from minka.services.queries.testing import outcome_of, results_of, run
from minka.services.views.designer.frame import around

UNPROCESSABLE = 422


@require_safe
def cases(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """All saved cases with how they fare now."""
    found = get_service_for(request, site, service, "see_work")
    values = {**around(request, found, "team-cases"), "results": results_of(found, definition_of(found))}
    return render(request, "services/designer/cases.html", values)


@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """A new case, empty or with the answers of a preview."""
    found = get_service_for(request, site, service, "design_service")
    if "from_preview" in request.POST:
        form = CaseForm(service=found, initial={"answers": _pretty(request.POST.get("answers", ""))})
        return _page(request, found, form, None)
    return _form(request, found, None)


@require_http_methods(["GET", "POST"])
def case_edit(request: HttpRequest, site: str, service: str, number: int) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    return _form(request, found, _case(found, number))


@require_POST
def case_remove(request: HttpRequest, site: str, service: str, number: int) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    drop_case(case=_case(found, number), by=acting_person(request))
    messages.success(request, _("Quitamos el caso."))
    return redirect("services:team-cases", site, service)


def _case(service: Service, number: int) -> SavedCase:
    found = service.saved_cases.select_related("service__site").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, service: Service, case: SavedCase | None) -> HttpResponse:
    form = CaseForm(request.POST or None, service=service, case=case)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        values["expected"] = values["expected"] or outcome_of(definition_of(service), values["answers"])
        save_case(service=service, case=case, values=values, by=acting_person(request))
        messages.success(request, _("Guardamos el caso. Se prueba en cada cambio del borrador."))
        return redirect("services:team-cases", service.site.slug, service.slug)
    return _page(request, service, form, case)


def _page(request: HttpRequest, service: Service, form: CaseForm, case: SavedCase | None) -> HttpResponse:
    values = {
        **around(request, service, "team-cases", case.name if case else _("Caso nuevo")),
        "form": form,
        "case": case,
        "mismatches": run(case, definition_of(service)) if case else (),
    }
    return render(request, "services/designer/case_form.html", values, status=UNPROCESSABLE if form.errors else 200)


def _pretty(answers: str) -> str:
    """Answers from a preview, to be read by a person; what cannot be read is shown as it came."""
    try:
        return json.dumps(json.loads(answers), ensure_ascii=False, indent=1)
    except ValueError:
        return answers
