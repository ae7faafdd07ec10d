"""How a service does: for everybody, as open data, and for the team page by page."""

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.cases.queries.dropping import page_figures, worst_pages
from minka.cases.queries.figures import Figures, figures_of, versions_of
from minka.services.access import get_service, get_service_for
from minka.sites.access import may
from minka.web.sharing import shared


@require_safe
@shared
def figures(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Starts, completions, times, lateness, satisfaction, and what changed and why."""
    found = get_service(request, site, service)
    values = {
        "site": found.site,
        "service": found,
        "figures": figures_of(found, timezone.localdate()),
        "versions": versions_of(found),
        "may_see_pages": may(request.user, "see_service_numbers", found.site),
    }
    return render(request, "cases/figures.html", values)


@require_safe
def figures_file(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """The months of the service as open data. A hidden number is an empty cell."""
    found = get_service(request, site, service)
    figures = figures_of(found, timezone.localdate())
    is_made_up = found.is_demonstration or figures.made_up > 0
    content = "\ufeff" + _months_csv(figures, is_made_up=is_made_up)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{found.slug}-meses-{'simulacion' if is_made_up else 'reales'}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@require_safe
def pages(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Where people stop, what is refused and how long it takes, beside the evidence of each question."""
    found = get_service_for(request, site, service, "see_service_numbers")
    versions = found.versions.order_by("-number")
    wanted = request.GET.get("version", "")
    version = versions.filter(number=wanted).first() if wanted.isascii() and wanted.isdigit() else None
    version = version or versions.first()
    rows = page_figures(found, version) if version else ()
    values = {
        "site": found.site,
        "service": found,
        "version": version,
        "numbers": versions.values_list("number", flat=True),
        "rows": rows,
        "pains": worst_pages(rows),
    }
    return render(request, "cases/pages.html", values)


def _months_csv(figures: Figures, *, is_made_up: bool) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_("mes"), _("empezadas"), _("presentadas"), _("terminadas"), _("qué son")])
    what = _("simulación: no son de personas reales") if is_made_up else _("trámites reales")
    for month in figures.months:
        numbers = ("" if each is None else each for each in (month.started, month.filed, month.decided))
        writer.writerow([month.first.strftime("%Y-%m"), *numbers, what])
    return out.getvalue()
