"""The facilitator's desk: the table, its rows one by one, its saved views, and the first step of acting on many."""

from dataclasses import replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from minka.contributions.actions.read import mark_read
from minka.contributions.actions.saved_view import drop_view, save_view
from minka.contributions.forms.desk import ChosenForm, DeskForm, SavedViewForm
from minka.contributions.models import SavedView
from minka.contributions.queries.chosen import all_of
from minka.contributions.queries.desk import ROWS, desk_contributions, desk_page, waiting_by_age
from minka.contributions.queries.dossier import dossier_of, get_desk_contribution
from minka.contributions.queries.filters import DeskFilters
from minka.contributions.queries.people import members_of, offices_of
from minka.contributions.queries.standing import MOST_AT_ONCE
from minka.contributions.views.answer import compose_answer
from minka.contributions.views.grouping import compose_assignment, compose_merge
from minka.contributions.views.staff import around, back_to_desk, person_of
from minka.processes.access import get_process_for
from minka.processes.models import Process
from minka.sites.access import may


@require_GET
def desk(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """The table of all contributions of a process."""
    found = get_process_for(request, site, process, "see_desk")
    by = person_of(request)
    members = members_of(found.site)
    form = DeskForm(request.GET, process=found, members=members, offices=offices_of(members))
    filters, acts = form.filters(), _acts(request, found)
    return render(
        request,
        "contributions/desk.html",
        {
            **around(request, found, "desk"),
            "form": form,
            "filters": filters,
            "address": filters.in_address(),
            "chips": _chips(form, filters),
            "page": desk_page(found, filters, by, request.GET.get("desde", "")),
            "is_first": not request.GET.get("desde"),
            "rows_per_page": ROWS,
            "ages": [(band, count, DeskFilters(edad=band.key).in_address()) for band, count in waiting_by_age(found)],
            "views": list(SavedView.objects.filter(process=found, person=by)),
            "save_form": SavedViewForm(initial={"filtros": filters.in_address()}),
            "acts": acts,
            "can_act": len(acts) > 1,
        },
    )


@require_GET
def desk_contribution(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse:
    """One contribution whole. Opening it here is reading it, if the reader is someone who may answer."""
    found = get_process_for(request, site, process, "see_desk")
    contribution = get_desk_contribution(found, number)
    if contribution.state == contribution.State.RECEIVED and may(request.user, "answer", found.site):
        mark_read(process=found, ids=[contribution.pk], by=person_of(request))
        contribution = get_desk_contribution(found, number)
    context = {**around(request, found, here=_("Aporte n.º %(number)s") % {"number": number}), "address": ""}
    return render(request, "contributions/desk_contribution.html", {**context, "dossier": dossier_of(contribution)})


@require_POST
def choose(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Rows were ticked and an act chosen: lead to its page. Nothing happens here except reading."""
    found = get_process_for(request, site, process, "see_desk")
    form = ChosenForm(request.POST)
    filters = request.POST.get("filtros", "")[:1000]
    if not form.is_valid():
        return back_to_desk(request, found, filters, _problem(form), warn=True)
    ids = form.cleaned_data["fila"] or form.numbers()
    if form.cleaned_data["alcance"]:
        return _confirm_all(request, found, form)
    if not ids:
        return back_to_desk(request, found, filters, _("Marca al menos un aporte."), warn=True)
    act = form.cleaned_data["accion"]
    if act == "read":
        return _read(request, found, ids, filters)
    compose = {"answer": compose_answer, "assign": compose_assignment, "merge": compose_merge}[act]
    return compose(request, found, ids, filters)


@require_POST
def keep_view(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Save the filters under a name."""
    found = get_process_for(request, site, process, "see_desk")
    form = SavedViewForm(request.POST)
    filters = request.POST.get("filtros", "")[:1000]
    if not form.is_valid():
        return back_to_desk(request, found, filters, _problem(form), warn=True)
    view = save_view(process=found, name=form.cleaned_data["name"], filters=filters, by=person_of(request))
    return back_to_desk(request, found, filters, _("Guardamos la vista «%(name)s».") % {"name": view.name})


@require_POST
def drop_saved_view(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse:
    """Forget a saved view of one's own."""
    found = get_process_for(request, site, process, "see_desk")
    drop_view(process=found, number=number, by=person_of(request))
    return redirect(reverse("contributions:desk", args=[site, process]))


def _problem(form: forms.Form) -> str:
    return " ".join(str(words) for errors in form.errors.values() for words in errors)


def _confirm_all(request: HttpRequest, process: Process, form: ChosenForm) -> HttpResponse:
    """Ask once more, with the number, before acting on everything the filters let through."""
    members = members_of(process.site)
    desk_form = DeskForm(form.address(), process=process, members=members, offices=offices_of(members))
    filters = desk_form.filters()
    asked = desk_contributions(process, filters, person_of(request))
    ids = all_of(asked)
    if not ids or len(ids) > MOST_AT_ONCE:
        words = _("Son más de %(most)s aportes: filtra un poco más para actuar sobre todos.") % {"most": MOST_AT_ONCE}
        return back_to_desk(
            request, process, filters.in_address(), words if ids else _("No hay aportes que cumplan."), warn=True
        )
    act = form.cleaned_data["accion"]
    context = {
        **around(request, process, here=_("Confirmar")),
        "act": act,
        "act_name": dict(ChosenForm.ACTS)[act],
        "ids": ",".join(str(number) for number in ids),
        "count": len(ids),
        "chips": [words for words, _address in _chips(desk_form, replace(filters, q=asked.understood))],
        "address": filters.in_address(),
    }
    return render(request, "contributions/desk_confirm.html", context)


def _read(request: HttpRequest, process: Process, ids: list[int], filters: str) -> HttpResponse:
    count = mark_read(process=process, ids=ids, by=person_of(request))
    words = ngettext("Marcaste %(count)s aporte como leído.", "Marcaste %(count)s aportes como leídos.", count)
    return back_to_desk(request, process, filters, words % {"count": count})


def _acts(request: HttpRequest, process: Process) -> list[tuple[str, str]]:
    rights = {"": "see_desk", "answer": "answer", "assign": "assign", "merge": "group", "read": "answer"}
    return [(act, str(name)) for act, name in ChosenForm.ACTS if may(request.user, rights[act], process.site)]


def _chips(form: DeskForm, filters: DeskFilters) -> list[tuple[str, str]]:
    """The filters in force as words, each with the address of the desk without it."""
    said = {
        "estado": "%s",
        "actividad": "%s",
        "canal": _("llegados por %s"),
        "lugar": _("de %s"),
        "lengua": _("en %s"),
        "edad": _("con %s de espera"),
        "responsable": _("a cargo de %s"),
        "oficina": _("pedidos a %s"),
        "q": _("que dicen «%s»"),
    }
    start = DeskFilters().without("estado")
    return [
        (words % form.words(name, getattr(filters, name)), "?" + (filters.without(name).in_address()))
        for name, words in said.items()
        if getattr(filters, name) != getattr(start, name)
    ]
