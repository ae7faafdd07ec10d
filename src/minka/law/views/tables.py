"""Tables of distances and files of days: looked at first, then kept."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.law.access import get_table
from minka.law.actions import note_days, note_table
from minka.law.forms.days import is_retroactive
from minka.law.forms.files import DISTANCE_COLUMNS
from minka.law.forms.importing import DaysFileForm, TableFileForm
from minka.law.queries.noted import named_rows
from minka.law.watching import touched
from minka.people.access import acting_person
from minka.sites.access import get_site_for

UNPROCESSABLE = 422


@require_safe
def table(request: HttpRequest, site: str, number: int) -> HttpResponse:
    here = get_site_for(request, site, "see_work")
    found = get_table(here, number)
    return render(request, "law/table.html", {"site": here, "table": found, "rows": named_rows(found.rows)})


@require_safe
def table_file(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The rows of a table as the import takes them, and as ``./minka clock explain --distances`` does."""
    here = get_site_for(request, site, "see_work")
    found = get_table(here, number)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="distancias-{found.valid_from}.csv"'
    writer = csv.writer(answer)
    writer.writerow([*DISTANCE_COLUMNS, "source"])
    writer.writerows([*row, found.norm] for row in found.rows)
    return answer


@require_http_methods(["GET", "POST"])
def table_import(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "edit_law")
    form = TableFileForm(
        request.POST or None, request.FILES or None, site=here, initial={"valid_from": timezone.localdate()}
    )
    values = {"site": here, "form": form}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["file"]:
            return render(request, "law/distances_read.html", {**values, "rows": named_rows(form.cleaned_data["file"])})
        note_table(site=here, values=form.values, by=acting_person(request))
        messages.success(request, _("Anotamos la tabla. Vale para lo que se presente desde ese día."))
        return redirect("law:law", here.slug)
    values["title"] = _("Traer una tabla de distancias")
    return render(request, "law/import.html", values, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "POST"])
def days_import(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "edit_law")
    form = DaysFileForm(request.POST or None, request.FILES or None, site=here)
    values = {"site": here, "form": form}
    if request.method == "POST" and form.is_valid():
        past = [each["day"] for each in form.days if is_retroactive(each["day"])]
        if form.cleaned_data["file"] or (past and not form.cleaned_data["sure"]):
            count = touched(here, min(past)) if past else None
            return render(request, "law/days_read.html", {**values, "days": form.days, "past": past, "touched": count})
        made = note_days(site=here, days=form.days, by=acting_person(request))
        messages.success(request, _("Anotamos los días: %(count)d.") % {"count": len(made)})
        return redirect("law:law", here.slug)
    values["title"] = _("Traer días de un archivo")
    return render(request, "law/import.html", values, status=UNPROCESSABLE if form.errors else 200)
