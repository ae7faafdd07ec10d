"""An official's page of one case, and the work around it that moves nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from minka.cases.access import get_case_for
from minka.cases.actions.handing import AlreadyAnswered, NotOfTheTeam, add_note, answer_request, ask_unit, assign_case
from minka.cases.actions.keeping import Outdated
from minka.cases.forms.acting import AssignForm, NoteForm, ReplyForm, RequestForm
from minka.cases.models import Case, UnitRequest
from minka.cases.queries.case_page import case_page
from minka.cases.queries.due import due_of
from minka.cases.queries.given import Asked
from minka.cases.queries.handlers import handler_choices
from minka.cases.queries.roles import official_role
from minka.cases.views.staff import CONFLICT, UNPROCESSABLE, around, standing_today
from minka.contributions.views.staff import person_of
from minka.people.models import Person
from minka.services.bridges import bridges

RIGHT = "handle_case"


@never_cache
@require_safe
def handle(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Everything about a case: what was asked, its clock, what can be done now and why not."""
    return show(request, get_case_for(request, site, number, RIGHT))


@require_POST
def assign(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Give the case to somebody."""
    case = get_case_for(request, site, number, RIGHT)
    form = AssignForm(request.POST, people=handler_choices(case.site))
    if not form.is_valid():
        return show(request, case, assign=form, status=UNPROCESSABLE)
    chosen = form.cleaned_data["persona"]
    assignee = Person.objects.get(pk=chosen) if chosen else None
    try:
        assign_case(case=case, assignee=assignee, revision=form.cleaned_data["revision"], by=person_of(request))
    except (Outdated, NotOfTheTeam):
        return conflict(request, case)
    messages.success(
        request, _("Encargado a %(name)s.") % {"name": assignee} if assignee else _("Ya no lo atiende nadie.")
    )
    return redirect("cases:handle", site, number)


@require_POST
def note(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Leave a note for colleagues."""
    case = get_case_for(request, site, number, RIGHT)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, case, note=form, status=UNPROCESSABLE)
    add_note(case=case, text=form.cleaned_data["note"], by=person_of(request))
    messages.success(request, _("Tu nota quedó guardada."))
    return redirect("cases:handle", site, number)


@require_POST
def ask(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """Ask another unit of the entity for a report."""
    case = get_case_for(request, site, number, RIGHT)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return show(request, case, ask=form, status=UNPROCESSABLE)
    asked = Asked(form.cleaned_data["unit"], form.cleaned_data["question"])
    ask_unit(case=case, asked=asked, by=person_of(request))
    messages.success(
        request, _("Pedido registrado. La unidad tiene siete días hábiles; el plazo del trámite sigue corriendo.")
    )
    return redirect("cases:handle", site, number)


@require_POST
def reply(request: HttpRequest, site: str, number: int, asked: int) -> HttpResponse:
    """Register what a unit answered."""
    case = get_case_for(request, site, number, RIGHT)
    wanted = get_object_or_404(UnitRequest.objects.select_related("case__site"), pk=asked, case=case)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return show(request, case, reply=form, status=UNPROCESSABLE)
    try:
        answer_request(request=wanted, answer=form.cleaned_data["answer"], by=person_of(request))
    except AlreadyAnswered:
        return conflict(request, case)
    messages.success(request, _("Respuesta registrada."))
    return redirect("cases:handle", site, number)


def conflict(request: HttpRequest, case: Case, *, action: str = "", label: str = "") -> HttpResponse:
    """Show the case as it is now, and say that nothing was done; of an action when it was done already."""
    case.refresh_from_db()
    before = case.events.filter(action=action).order_by("-number").first() if action else None
    return show(request, case, status=CONFLICT, is_outdated=True, refused=label, done_on=before.on if before else None)


def show(request: HttpRequest, case: Case, *, status: int = 200, **more: object) -> HttpResponse:
    """The page of a case, with whatever form is to be shown again."""
    standing = standing_today(case)
    assigned = {"revision": case.revision, "persona": str(case.assignee_id or "")}
    values = {
        **around(case),
        "due": due_of(standing),
        "page": case_page(standing, official_role(person_of(request), case)),
        "assign": AssignForm(people=handler_choices(case.site), initial=assigned),
        "note": NoteForm(),
        "ask": RequestForm(),
        "reply": ReplyForm(),
        "is_simulated": bridges().registers.is_simulated,
        **more,
    }
    return render(request, "cases/handle.html", values, status=status)
