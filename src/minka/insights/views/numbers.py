"""The public numbers of a site: with their definitions, their map, and as open data."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.insights.queries.breakdown import Months, breakdown_of
from minka.insights.queries.files import DICTIONARY, file_of
from minka.insights.queries.numbers import numbers_of
from minka.reference.maps import Choropleth, choropleth
from minka.reference.queries import place_options
from minka.sites.access import get_site
from minka.web.components.charts import Bar
from minka.web.sharing import shared


@require_safe
@shared
def numbers(request: HttpRequest, site: str) -> HttpResponse:
    """How many voices, from where, through which channel, and how they were answered."""
    found = get_site(request, site)
    breakdown = breakdown_of(found)
    department = found.place_code[:2]
    values = {
        "site": found,
        "numbers": numbers_of(found),
        "breakdown": breakdown,
        "months": _months(breakdown.months),
        "dictionary": DICTIONARY,
        "map": _map(breakdown.districts, department) if department else None,
    }
    return render(request, "insights/numbers.html", values)


@require_safe
def numbers_file(request: HttpRequest, site: str, name: str) -> HttpResponse:
    """One table of the site's open data."""
    found = get_site(request, site)
    content = file_of(found, name)
    if content is None:
        raise Http404
    response = HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-{name}"'
    return response


def _months(months: Months) -> dict[str, object]:
    """Voices by month as bars, and by month and channel as a table, the newest first."""
    bars = [
        Bar(date_format(month, "M").lower(), total, number_format(total or 0, force_grouping=True))
        for month, _counts, total in months.rows
    ]
    names = [capfirst(name) for _code, name in months.channels]
    rows = [
        (date_format(month, "M Y"), *(_protected(count) for count in (*counts, total)))
        for month, counts, total in reversed(months.rows)
    ]
    return {"bars": bars, "columns": [_("Mes"), *names, _("Total")], "rows": rows}


def _protected(count: int | None) -> str:
    return _("protegido") if count is None else number_format(count, force_grouping=True)


def _map(districts: Mapping[str, int | None], department: str) -> Choropleth:
    """A district without a voice has none, which is not the same as having no data."""
    counts: dict[str, int | None] = {place.inei_code: 0 for place in place_options(department)}
    return choropleth(counts | dict(districts), title=_("Voces por distrito"), unit=_("voces"), department=department)
