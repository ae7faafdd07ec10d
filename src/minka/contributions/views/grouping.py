"""Bringing order: who sees to what, which ones say the same, and taking that back."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from minka.contributions.actions.assign import NotAMember, assign_contributions
from minka.contributions.actions.merge import CannotBeMerged, NotMerged, merge_contributions, separate_contribution
from minka.contributions.actions.repeats import search_repeats
from minka.contributions.actions.standing import Outdated
from minka.contributions.forms.grouping import AssignForm, MergeForm
from minka.contributions.models import Contribution
from minka.contributions.queries.chosen import chosen_contributions, whole_contributions
from minka.contributions.queries.people import members_of
from minka.contributions.queries.repeats import repeats_of
from minka.contributions.queries.standing import from_words, in_words, seen_of
from minka.contributions.tasks import ask_for_repeats
from minka.contributions.views.staff import around, back_to_desk, numbers_in, person_of
from minka.people.models import Person
from minka.processes.access import get_process_for
from minka.processes.models import Process
from minka.sites.access import require
from minka.web.keys import new_key

CONFLICT, UNPROCESSABLE = 409, 422
SEARCHED_AT_ONCE = 1_500  # waiting contributions; more than that is the worker's task


@require_POST
def assign(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Put somebody in charge of the chosen contributions."""
    found = get_process_for(request, site, process, "assign")
    form = AssignForm(request.POST, members=members_of(found.site))
    if not form.is_valid():
        return _assignment_page(request, found, form, status=UNPROCESSABLE)
    clean = form.cleaned_data
    try:
        count = assign_contributions(
            process=found,
            ids=list(clean["seen"]),
            person=Person.objects.filter(pk=clean["person"]).first() if clean["person"] else None,
            office=clean["office"],
            idempotency_key=clean["idempotency_key"],
            by=person_of(request),
        )
    except NotAMember:
        form.add_error("person", _("Esa persona ya no trabaja en esta sede. Elige a otra."))
        return _assignment_page(request, found, form, status=UNPROCESSABLE)
    words = ngettext("Encargaste %(count)s aporte.", "Encargaste %(count)s aportes.", count) % {"count": count}
    return back_to_desk(request, found, clean["filtros"], words)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Make several one: compare the texts, choose the main one, merge."""
    found = get_process_for(request, site, process, "group")
    if request.method == "GET":
        return compose_merge(request, found, numbers_in(request))
    form = MergeForm(request.POST)
    ids = list(from_words(request.POST.get("seen", "")))
    if not form.is_valid():
        problem = " ".join(str(words) for errors in form.errors.values() for words in errors)
        return _merge_page(request, found, ids, problem, status=UNPROCESSABLE)
    clean = form.cleaned_data
    try:
        merge_contributions(
            process=found, main_id=clean["main"], ids=clean["part"], seen=clean["seen"], by=person_of(request)
        )
    except CannotBeMerged as refusal:
        return _merge_page(request, found, ids, str(refusal), status=UNPROCESSABLE)
    except Outdated:
        problem = _("Mientras mirabas, otra persona cambió alguno de estos aportes. Así están ahora.")
        return _merge_page(request, found, ids, problem, status=CONFLICT)
    words = _("Unimos los aportes al n.º %(number)s. Sus autores ya tienen el aviso.") % {"number": clean["main"]}
    if request.POST.get("volver") == "repetidos":
        messages.success(request, words)
        return redirect("contributions:repeats", site, process)
    return back_to_desk(request, found, clean["filtros"], words)


@require_POST
def separate(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse:
    """Undo a merge."""
    found = get_process_for(request, site, process, "group")
    try:
        separate_contribution(process=found, number=number, by=person_of(request))
    except NotMerged:
        messages.info(request, _("Este aporte ya estaba por su cuenta."))
    else:
        messages.success(request, _("El aporte vuelve a estar por su cuenta y recuperó sus apoyos."))
    return redirect("contributions:desk-contribution", site, process, number)


@require_http_methods(["GET", "POST"])
def repeats(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Groups of contributions that seem to say the same, to be merged or left; POST searches again."""
    found = get_process_for(request, site, process, "group")
    shown = repeats_of(found)
    if request.method == "POST" or not shown.is_fresh:
        if Contribution.objects.waiting().filter(process=found).count() > SEARCHED_AT_ONCE:
            ask_for_repeats(found)
        else:
            search_repeats(process=found)
            shown = repeats_of(found)
    if request.method == "POST":
        return redirect("contributions:repeats", site, process)
    return render(request, "contributions/repeats.html", {**around(request, found, "repeats"), "repeats": shown})


def compose_assignment(request: HttpRequest, process: Process, ids: Iterable[int], filters: str = "") -> HttpResponse:
    """Ask who sees to these contributions."""
    require(request.user, "assign", process.site)
    chosen = chosen_contributions(process, ids)
    start = {"seen": chosen.seen, "filtros": filters, "idempotency_key": new_key()}
    return _assignment_page(request, process, AssignForm(initial=start, members=members_of(process.site)))


def compose_merge(request: HttpRequest, process: Process, ids: Iterable[int], filters: str = "") -> HttpResponse:
    """Show the texts side by side."""
    require(request.user, "group", process.site)
    return _merge_page(request, process, list(ids), filters=filters)


def _assignment_page(request: HttpRequest, process: Process, form: AssignForm, *, status: int = 200) -> HttpResponse:
    chosen = chosen_contributions(process, from_words(str(form["seen"].value() or "")))
    context = {**around(request, process, here=_("Encargar")), "form": form, "chosen": chosen}
    return render(request, "contributions/assign_form.html", context, status=status)


def _merge_page(
    request: HttpRequest, process: Process, ids: list[int], problem: str = "", *, filters: str = "", status: int = 200
) -> HttpResponse:
    contributions = whole_contributions(process, ids)
    if not contributions:
        return back_to_desk(request, process, filters, _("Marca los aportes que dicen lo mismo."), warn=True)
    context = {
        **around(request, process, here=_("Unir")),
        "contributions": contributions,
        "seen": in_words(seen_of(contributions)),
        "filtros": filters or request.POST.get("filtros", ""),
        "problem": problem,
    }
    return render(request, "contributions/merge_form.html", context, status=status)
