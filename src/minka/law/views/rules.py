"""The page of a site's rules, and noting one by one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.law.access import get_rule
from minka.law.actions import note_days, note_desk, note_table, withdraw
from minka.law.forms.days import DayForm
from minka.law.forms.desk import DeskForm
from minka.law.forms.distances import GridForm
from minka.law.forms.fields import WithdrawForm
from minka.law.queries.distances import distance_table
from minka.law.queries.noted import noted_of
from minka.law.watching import touched
from minka.people.access import acting_person
from minka.sites.access import get_site_for, may
from minka.sites.models import Site

UNPROCESSABLE = 422


@require_safe
def law(request: HttpRequest, site: str) -> HttpResponse:
    """All that the site noted, in force and withdrawn."""
    here = get_site_for(request, site, "see_work")
    values = {"site": here, "noted": noted_of(here), "may_edit": may(request.user, "edit_law", here)}
    return render(request, "law/law.html", values)


@require_http_methods(["GET", "POST"])
def desk_new(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "edit_law")
    form = DeskForm(request.POST or None, site=here, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        note_desk(site=here, values=form.values, by=acting_person(request))
        messages.success(request, _("Anotamos el horario. Lo presentado antes de ese día conserva su regla."))
        return redirect("law:law", here.slug)
    return _form(request, here, form, {"title": _("El horario de la mesa de partes")})


@require_http_methods(["GET", "POST"])
def day_new(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "edit_law")
    form = DayForm(request.POST or None, site=here)
    if request.method == "POST" and form.is_valid():
        note_days(site=here, days=[form.values], by=acting_person(request))
        messages.success(request, _("Anotamos el día. Los trámites abiertos que lo tengan se vuelven a contar ahora."))
        return redirect("law:law", here.slug)
    day = form.cleaned_data.get("day") if form.is_bound and form.asks_to_look else None
    values = {"title": _("Un día que no cuenta"), "touched": touched(here, day) if day else None}
    return _form(request, here, form, values)


@require_http_methods(["GET", "POST"])
def table_new(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "edit_law")
    today = timezone.localdate()
    form = GridForm(
        request.POST or None,
        site=here,
        now=distance_table(here, None, today),
        initial={"valid_from": today, "seat_code": here.place_code[:4]},
    )
    if request.method == "POST" and form.is_valid():
        note_table(site=here, values=form.values, by=acting_person(request))
        messages.success(request, _("Anotamos la tabla. Vale para lo que se presente desde ese día."))
        return redirect("law:law", here.slug)
    return _form(request, here, form, {"title": _("Los días por la distancia")})


@require_http_methods(["GET", "POST"])
def rule_withdraw(request: HttpRequest, site: str, kind: str, number: int) -> HttpResponse:
    """Take a rule back, with the reason."""
    here = get_site_for(request, site, "edit_law")
    rule = get_rule(here, kind, number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw(rule=rule, why=form.cleaned_data["why"], by=acting_person(request))
        messages.success(request, _("La retiramos. Nadie pierde una fecha que ya se le dijo."))
        return redirect("law:law", here.slug)
    day = getattr(rule, "day", None)
    values = {"title": _("Retirar una regla"), "rule": rule, "touched": touched(here, day) if day else None}
    return _form(request, here, form, values)


def _form(request: HttpRequest, site: Site, form: forms.Form, values: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "law/form.html", {"site": site, "form": form, **values}, status=status)
