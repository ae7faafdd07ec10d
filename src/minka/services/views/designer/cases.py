"""Trying a draft out: saved cases, run at each look, and the preview they are made from."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.engine.forms import DefinitionInvalid, journey
from minka.engine.forms.documents import read_document
from minka.people.access import acting_person
from minka.services.access import get_service_for
from minka.services.actions.testing import drop_case, save_case
from minka.services.forms.cases import CaseForm
from minka.services.models import SavedCase, Service
from minka.services.queries.definitions import context_of
from minka.services.queries.designing import definition_of
from minka.services.queries.testing import answers_in_words, name_for, outcome_of, results_of, run
from minka.services.views.designer.frame import around
from minka.services.views.designer.preview import MOST_ANSWERS

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
        return _keep_preview(request, found)
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
        "told": _told(service, case) if case else [],
        "answers": json.dumps(case.answers, ensure_ascii=False) if case else "",
        "mismatches": run(case, definition_of(service)) if case else (),
    }
    return render(request, "services/designer/case_form.html", values, status=UNPROCESSABLE if form.errors else 200)


def _told(service: Service, case: SavedCase) -> list[tuple[str, str]]:
    """What the case answers of what is asked now, in words."""
    definition = definition_of(service)
    return answers_in_words(definition, journey(definition, case.answers, context_of(service, definition)).answered)


def _keep_preview(request: HttpRequest, service: Service) -> HttpResponse:
    """One press: what was answered in the preview, and what came of it, becomes a case with a name of its own."""
    definition = definition_of(service)
    try:
        sent = read_document(request.POST.get("answers", "") or "{}", MOST_ANSWERS)
    except DefinitionInvalid:
        messages.warning(request, _("No pudimos leer las respuestas. Empieza la prueba otra vez."))
        return redirect("services:team-preview", service.site.slug, service.slug)
    answers = dict(journey(definition, sent, context_of(service, definition)).answered)
    values = {
        "name": name_for(service, definition, answers),
        "answers": answers,
        "expected": outcome_of(definition, answers),
    }
    case = save_case(service=service, case=None, values=values, by=acting_person(request))
    messages.success(request, _("Guardamos el caso. Se prueba en cada cambio del borrador; puedes darle otro nombre."))
    return redirect("services:team-case", service.site.slug, service.slug, case.pk)
