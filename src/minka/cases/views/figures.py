"""How a service does: for everybody, as open data, and for the team page by page."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.cases.queries.dropping import page_figures, worst_pages
from minka.cases.queries.figures import Figures, Month, figures_of, versions_of
from minka.services.access import get_service, get_service_for
from minka.sites.access import may
from minka.web.components.charts import Bar
from minka.web.components.words import percent_words, shown_count
from minka.web.sharing import shared


@require_safe
@shared
def figures(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Starts, completions, times, lateness, satisfaction, and what changed and why."""
    found = get_service(request, site, service)
    counted = figures_of(found, timezone.localdate())
    values = {
        "site": found.site,
        "service": found,
        "figures": counted,
        "months": _months_chart(counted.months),
        "coverage": _coverage_chart(counted.coverage),
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


def _months_chart(months: Sequence[Month]) -> dict[str, object]:
    """What was begun and filed as bars; what ended is in the table only, the newest month first."""
    bars = [Bar(_short(month.first), month.started, shown_count(month.started), month.filed) for month in months]
    rows = [
        (date_format(month.first, "M Y"), *map(shown_count, (month.started, month.filed, month.decided)))
        for month in reversed(months)
    ]
    return {"bars": bars, "columns": (_("Mes"), _("Empezadas"), _("Presentadas"), _("Terminadas")), "rows": rows}


def _coverage_chart(months: Sequence[tuple[date, int, float, float]]) -> dict[str, object]:
    """The share of forecasts that came true beside the share that was promised, which is a line across."""
    bars = [Bar(_short(first), realised, str(round(100 * realised))) for first, _n, _promised, realised in months]
    rows = [
        (date_format(first, "M Y"), shown_count(count), percent_words(promised), percent_words(realised))
        for first, count, promised, realised in reversed(months)
    ]
    goal = months[-1][2] if months else None
    return {
        "bars": bars,
        "columns": (_("Mes"), _("Pronósticos"), _("Prometido"), _("Cumplido")),
        "rows": rows,
        "goal": goal,
        "goal_words": _("lo prometido, %(share)s") % {"share": percent_words(goal)},
    }


def _short(first: date) -> str:
    return date_format(first, "M").lower()


def _months_csv(figures: Figures, *, is_made_up: bool) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_("mes"), _("empezadas"), _("presentadas"), _("terminadas"), _("qué son")])
    what = _("simulación: no son de personas reales") if is_made_up else _("trámites reales")
    for month in figures.months:
        numbers = ("" if each is None else each for each in (month.started, month.filed, month.decided))
        writer.writerow([month.first.strftime("%Y-%m"), *numbers, what])
    return out.getvalue()
