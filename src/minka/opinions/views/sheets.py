"""Preparing sheets of statements, and printing them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minka.contributions.actions.paper import prepare_sheets
from minka.contributions.queries.addresses import trail_of
from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.forms.paper import SheetsForm
from minka.opinions.kind import place_of
from minka.opinions.queries.paper import empty_sheets, opinion_batches, statements_to_print
from minka.opinions.views.sheet_paper import Surroundings, draw_sheets
from minka.processes.models import Activity
from minka.reference.models import ConsentText
from minka.reference.queries import consent_text
from minka.web.keys import new_key

UNPROCESSABLE = 422
USUAL, FEWEST, MOST = 20, 5, 60  # statements on a sheet


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Choose how many sheets; the earlier ones can be printed again."""
    place = get_opinions_for(request, site, process, activity, "enter_paper")
    form = SheetsForm(request.POST or None, initial={"idempotency_key": new_key()})
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["count"]
        key = form.cleaned_data["idempotency_key"]
        prepare_sheets(activity=place, count=count, idempotency_key=key, by=person_of(request))
        words = ngettext(
            "Tu hoja está lista. Descárgala aquí.", "Tus %(n)d hojas están listas. Descárgalas aquí.", count
        )
        messages.success(request, words % {"n": count})
        return redirect("opinions:sheets", *place_of(place))
    values = {
        **paper_pages(place, _("Hojas")),
        "form": form,
        "batches": opinion_batches(place),
        "limits": {"usual": USUAL, "fewest": FEWEST, "most": MOST},
    }
    return render(request, "opinions/sheets.html", values, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_safe
def sheets_pdf(request: HttpRequest, site: str, process: str, activity: str, batch: uuid.UUID) -> HttpResponse:
    """The sheets of a batch that nobody typed in yet, as one PDF."""
    place = get_opinions_for(request, site, process, activity, "enter_paper")
    empty = empty_sheets(place, batch)
    statements = statements_to_print(place, _most(request.GET.get("afirmaciones", "")))
    if not empty or not statements:
        raise Http404
    consent = consent_text(ConsentText.Purpose.VOTE, "es")
    around = Surroundings(
        consent=f"Al entregar esta hoja das este permiso. {consent.text}" if consent else "",
        code_address=request.build_absolute_uri(reverse("contributions:code")),
    )
    response = HttpResponse(draw_sheets(place, empty, statements, around), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="hojas-{place.process.slug}-{place.slug}.pdf"'
    return response


def paper_pages(place: Activity, here: str) -> dict[str, object]:
    """Site, process, way back, and the two pages of paper."""
    where = place_of(place)
    pages = ((_("Hojas"), "opinions:sheets"), (_("Digitar"), "opinions:entry"))
    return {
        "site": place.process.site,
        "process": place.process,
        "activity": place,
        "trail": [*trail_of(place, inside=True), (here, "")],
        "tabs": [(name, reverse(url, args=where), name == here) for name, url in pages],
    }


def _most(said: str) -> int:
    """How many statements the address asks for, within what a sheet can hold."""
    return min(MOST, max(FEWEST, int(said))) if said.isascii() and said.isdigit() and len(said) < 4 else USUAL  # noqa: PLR2004
