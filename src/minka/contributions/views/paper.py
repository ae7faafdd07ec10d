"""Preparing sheets of paper, and downloading them to print."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minka.contributions.access import rules_of
from minka.contributions.actions.paper import prepare_sheets
from minka.contributions.forms.entry import SheetsForm
from minka.contributions.queries.paper import activities_on_paper, batches_of, sheets_of
from minka.contributions.views.sheets import Surroundings, draw_sheets
from minka.contributions.views.staff import around, person_of
from minka.processes.access import get_process_for
from minka.reference.models import ConsentText
from minka.reference.queries import consent_text
from minka.web.keys import new_key

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Choose how many sheets; the earlier ones can be printed again."""
    found = get_process_for(request, site, process, "enter_paper")
    activities = activities_on_paper(found)
    key = {"idempotency_key": new_key()}
    form = SheetsForm(request.POST or None, activities=activities, initial=key)
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["count"]
        prepare_sheets(
            activity=next(each for each in activities if each.slug == form.cleaned_data["activity"]),
            count=count,
            idempotency_key=form.cleaned_data["idempotency_key"],
            by=person_of(request),
        )
        words = ngettext(
            "Tu hoja está lista. Descárgala aquí.", "Tus %(n)d hojas están listas. Descárgalas aquí.", count
        )
        messages.success(request, words % {"n": count})
        return redirect("contributions:paper", site, process)
    values = {**around(request, found, "paper"), "form": form, "batches": batches_of(found)}
    return render(request, "contributions/paper.html", values, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_safe
def sheets(request: HttpRequest, site: str, process: str, batch: uuid.UUID) -> HttpResponse:
    """The sheets of a batch that are still empty, as one PDF."""
    found = get_process_for(request, site, process, "enter_paper")
    empty = sheets_of(found, batch)
    if not empty:
        raise Http404
    consent = consent_text(ConsentText.Purpose.PARTICIPATE, "es")
    surroundings = Surroundings(
        consent=f"Al entregar esta hoja das este permiso. {consent.text}" if consent else "",
        code_address=request.build_absolute_uri(reverse("contributions:code")),
        places=rules_of(empty[0].activity).place,
    )
    response = HttpResponse(draw_sheets(empty, surroundings), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="hojas-{found.slug}.pdf"'
    return response
