"""Handling alike cases together: chosen in the inbox, shown again with what is to be written, done one by one."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from minka.cases.access import get_cases_for
from minka.cases.actions.together import Outcome, act_together, assign_together
from minka.cases.forms.acting import ActForm, AssignForm
from minka.cases.forms.inbox import ASSIGN, BULK_ACTS
from minka.cases.models import Case
from minka.cases.queries.answers import shown_pages
from minka.cases.queries.handlers import handler_choices
from minka.cases.queries.previews import preview_letter
from minka.cases.queries.requirements import observables
from minka.cases.queries.standing import standing_of
from minka.cases.queries.workflows import workflow_of
from minka.cases.queries.workload import forget_counts
from minka.cases.views.staff import UNPROCESSABLE, inbox_trail
from minka.contributions.views.staff import person_of
from minka.engine.clocks import ClockInvalid
from minka.people.models import Person
from minka.services.queries.definitions import definition_of
from minka.sites.access import get_site_for
from minka.sites.models import Site
from minka.web.saying import say

RIGHT = "handle_case"
TOLD = 10

type Chosen = Sequence[tuple[Case, int]]


@never_cache
@require_POST
def chosen(request: HttpRequest, site: str) -> HttpResponse:
    """The chosen cases again, and the form of what is to be done with them."""
    place = get_site_for(request, site, RIGHT)
    picked = get_cases_for(place, request.POST.getlist("fila"))
    if not picked:
        messages.warning(request, _("Marca primero los trámites con los que quieres trabajar."))
        return redirect("cases:inbox", site)
    return _page(request, place, picked, _act_in(request))


@never_cache
@require_POST
def bulk(request: HttpRequest, site: str) -> HttpResponse:
    """Do it: the letter of the first is shown before anything is sent."""
    place = get_site_for(request, site, RIGHT)
    picked = get_cases_for(place, request.POST.getlist("fila"))
    if not picked:
        return redirect("cases:inbox", site)
    action = _act_in(request)
    form = _form(place, picked, action, request)
    if form is None or not form.is_valid():
        return _page(request, place, picked, action, form, status=UNPROCESSABLE)
    if isinstance(form, ActForm) and form.row.letter and "enviar" not in request.POST:
        return _previewed(request, place, picked, action, form)
    return _told(request, place, _do(picked, action, form, person_of(request)))


def _do(picked: Chosen, action: str, form: ActForm | AssignForm, by: Person) -> list[Outcome]:
    if isinstance(form, ActForm):
        return act_together(chosen=picked, action=action, given=form.given, by=by)
    person = form.cleaned_data["persona"]
    return assign_together(chosen=picked, assignee=Person.objects.get(pk=person) if person else None, by=by)


def _previewed(request: HttpRequest, site: Site, picked: Chosen, action: str, form: ActForm) -> HttpResponse:
    try:
        draft = preview_letter(standing_of(picked[0][0], timezone.localdate()), form.row, form.given)
    except ClockInvalid as refused:
        form.add_error(None, say(refused.text))
        return _page(request, site, picked, action, form, status=UNPROCESSABLE)
    return _page(request, site, picked, action, form, draft=draft)


def _told(request: HttpRequest, site: Site, outcomes: Sequence[Outcome]) -> HttpResponse:
    """How many were done, and for each that was not, why."""
    done = sum(1 for each in outcomes if not each.problem)
    if done:
        words = ngettext("Hecho en %(count)s trámite.", "Hecho en %(count)s trámites.", done)
        messages.success(request, words % {"count": done})
    failed = [each for each in outcomes if each.problem]
    for each in failed[:TOLD]:
        why = _("cambió mientras lo mirabas: ábrelo y decide de nuevo.") if each.is_outdated else say(each.problem)
        messages.warning(request, _("%(number)s no se hizo: %(why)s") % {"number": each.case.number, "why": why})
    if len(failed) > TOLD:
        more = len(failed) - TOLD
        words = ngettext("Otro %(count)s tampoco se hizo.", "Otros %(count)s tampoco se hicieron.", more)
        messages.warning(request, words % {"count": more})
    forget_counts(site, person_of(request), timezone.localdate())
    return redirect("cases:inbox", site.slug)


def _page(
    request: HttpRequest,
    site: Site,
    picked: Chosen,
    action: str,
    form: ActForm | AssignForm | None = None,
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    shown = form or _form(site, picked, action)
    values = {
        "site": site,
        "trail": inbox_trail(site, _("Varios a la vez")),
        "picked": picked,
        "action": action,
        "label": dict(BULK_ACTS)[action],
        "form": shown,
        "is_act": isinstance(shown, ActForm),
        **more,
    }
    return render(request, "cases/bulk.html", values, status=status)


def _form(site: Site, picked: Chosen, action: str, request: HttpRequest | None = None) -> ActForm | AssignForm | None:
    """The form of the action; None when these cases cannot be handled together in this way."""
    data = request.POST if request else None
    if action == ASSIGN:
        return AssignForm(data, people=handler_choices(site), initial={"revision": 0})
    first = picked[0][0]
    row = workflow_of(first).action(action)
    is_alike = all((case.version_id, case.state) == (first.version_id, first.state) for case, _revision in picked)
    if row is None or not is_alike or (action == "observe" and len({case.kin for case, _revision in picked}) > 1):
        return None
    definition = definition_of(first.version_id)
    listed = observables(definition, first.requirements, shown_pages(first, definition))
    return ActForm(data, row=row, observables=listed, initial={"revision": 0})


def _act_in(request: HttpRequest) -> str:
    action = request.POST.get("accion", "")
    if action not in dict(BULK_ACTS):
        raise Http404
    return action
