"""Doing one action of a case's workflow: what it needs is written, its letter seen, and then it is done."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.cases.access import get_case_for
from minka.cases.actions.acting import act
from minka.cases.actions.keeping import Outdated
from minka.cases.forms.acting import ActForm
from minka.cases.models import Case
from minka.cases.queries.answers import shown_pages, walked
from minka.cases.queries.case_page import OfferedAction, offered, told_events
from minka.cases.queries.due import due_of
from minka.cases.queries.previews import preview_letter
from minka.cases.queries.requirements import Observable, observable_rows, observables
from minka.cases.queries.roles import official_role
from minka.cases.queries.standing import Standing
from minka.cases.views.handling import RIGHT, conflict
from minka.cases.views.staff import CONFLICT, UNPROCESSABLE, around, standing_today
from minka.contributions.views.staff import person_of
from minka.engine.clocks import ClockInvalid
from minka.engine.workflows import Action, ActionRefused, say
from minka.engine.workflows.table import Role
from minka.web.saying import say as say_here


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def acting(request: HttpRequest, site: str, number: int, action: str) -> HttpResponse:
    """One action: asked for, shown with its letter, done."""
    case = get_case_for(request, site, number, RIGHT)
    standing = standing_today(case)
    row = _row(request, standing, action)
    offer = _offer(request, standing, action)
    if offer is None:
        label = "" if request.method == "POST" else say(row.label, get_language() or "es")
        return conflict(request, case, action=action, label=label)
    if request.method != "POST":
        return _page(request, standing, row, offer, _form(standing, row))
    form = _form(standing, row, request.POST, is_sending="enviar" in request.POST)
    if offer.refusals:
        return _page(request, standing, row, offer, form, status=CONFLICT)
    if not form.is_valid():
        return _page(request, standing, row, offer, form, status=UNPROCESSABLE)
    if row.letter and not form.is_sending:
        return _previewed(request, standing, row, offer, form)
    return _done(request, standing, row, offer, form)


def _done(request: HttpRequest, standing: Standing, row: Action, offer: OfferedAction, form: ActForm) -> HttpResponse:
    case = standing.case
    try:
        act(case=case, action=row.id, given=form.given, revision=form.cleaned_data["revision"], by=person_of(request))
    except Outdated as outdated:
        return _outdated(request, outdated.case, row, form)
    except (ActionRefused, ClockInvalid) as refused:
        form.add_error(None, say_here(refused.text))
        return _page(request, standing, row, offer, form, status=CONFLICT)
    messages.success(request, _("Hecho: %(action)s.") % {"action": offer.label})
    return redirect("cases:handle", case.site.slug, case.pk)


def _previewed(
    request: HttpRequest, standing: Standing, row: Action, offer: OfferedAction, form: ActForm
) -> HttpResponse:
    """The same form with the letter as it would go out. What was typed in it stays to be changed."""
    assert row.letter is not None, "only an action with a letter is shown before it is done"  # noqa: S101
    try:
        draft = preview_letter(standing, row, form.given)
    except ClockInvalid as refused:
        form.add_error(None, say_here(refused.text))
        return _page(request, standing, row, offer, form, status=UNPROCESSABLE)
    typed = request.POST.copy()
    typed["subject"], typed["text"] = draft.subject, draft.text
    return _page(request, standing, row, offer, _form(standing, row, typed, is_sending=True), citations=draft.citations)


def _outdated(request: HttpRequest, case: Case, row: Action, form: ActForm) -> HttpResponse:
    """Somebody acted meanwhile: what happened, and what was typed, so that nothing is written twice in vain."""
    fresh = get_case_for(request, case.site.slug, case.pk, RIGHT)
    standing = standing_today(fresh)
    offer = _offer(request, standing, row.id)
    if offer is None:
        return conflict(request, fresh)
    typed: QueryDict = request.POST.copy()
    typed["revision"] = str(fresh.revision)
    again = _form(standing, row, typed, is_sending=form.is_sending)
    return _page(request, standing, row, offer, again, status=CONFLICT, happened=told_events(standing)[:3])


def _page(
    request: HttpRequest,
    standing: Standing,
    row: Action,
    offer: OfferedAction,
    form: ActForm,
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    values = {
        **around(standing.case, offer.label),
        "due": due_of(standing),
        "state": say(standing.state.label, get_language() or "es"),
        "row": row,
        "offer": offer,
        "form": form,
        **more,
    }
    return render(request, "cases/acting.html", values, status=status)


def _row(request: HttpRequest, standing: Standing, action: str) -> Action:
    """The action, when it is one of this person's role; 404 alike for others' and absent ones."""
    row = standing.workflow.action(action)
    if row is None or _role(request, standing) not in row.roles:
        raise Http404
    return row


def _offer(request: HttpRequest, standing: Standing, action: str) -> OfferedAction | None:
    """The action as it can be done in this state; None when the case has gone on, which whoever asks is shown."""
    return next((each for each in offered(standing, _role(request, standing)) if each.id == action), None)


def _role(request: HttpRequest, standing: Standing) -> Role:
    return official_role(person_of(request), standing.case)


def _form(standing: Standing, row: Action, data: QueryDict | None = None, *, is_sending: bool = False) -> ActForm:
    initial = {"revision": standing.case.revision}
    return ActForm(data, row=row, observables=_observables(standing), is_sending=is_sending, initial=initial)


def _observables(standing: Standing) -> list[Observable]:
    case, definition = standing.case, standing.definition
    rows = observable_rows(walked(case, definition), get_language() or "es")
    return [*observables(definition, case.requirements, shown_pages(case, definition)), *rows]
