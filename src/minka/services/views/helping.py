"""Filling in for somebody else: it is written down, and the person has the last word."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minka.engine.forms import QuestionType
from minka.people.models import Person
from minka.services.actions.filling import ChangedElsewhere
from minka.services.actions.helping import note_help
from minka.services.forms.filing import DIGITS, Proof
from minka.services.forms.helping import HelperForm
from minka.services.models import Application
from minka.services.queries.definitions import definition_of
from minka.services.queries.filling import Filling
from minka.services.views.here import AGE, UNPROCESSABLE, filling_page, place_values
from minka.sites.access import may

COOKIE = "minka_helps"
Help = Application.Help


@filling_page
def helper(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Say who fills in. The helper's phone is told apart from the person's own."""
    application = filling.application
    is_member = may(request.user, "see_work", application.service.site)
    initial = {"helped_by": application.helped_by, "helper_name": application.helper_name}
    if request.method != "POST":
        return _page(request, filling, HelperForm(is_member=is_member, initial=initial))
    form = HelperForm(request.POST, is_member=is_member, initial=initial)
    if not form.is_valid():
        return _page(request, filling, form, status=UNPROCESSABLE)
    helped_by = form.cleaned_data["helped_by"]
    staff = request.user if helped_by == Help.STAFF and isinstance(request.user, Person) else None
    try:
        note_help(
            application=application,
            helped_by=helped_by,
            name=str(staff) if staff else form.cleaned_data["helper_name"],
            by=application.participant,
            helper=staff,
        )
    except ChangedElsewhere:
        return redirect(filling.next_address())
    if helped_by != Help.NONE:
        messages.info(request, _("Anotado. Al final, la persona confirma que todo está como quiere."))
    return _marked(redirect(filling.next_address()), filling, helps=helped_by != Help.NONE)


def proof_for(request: HttpRequest, application: Application) -> Proof | None:
    """How the person confirms: nothing to ask when nobody helped, and on their own phone a yes is enough."""
    if application.helped_by == Help.NONE:
        return None
    marked = request.COOKIES.get(COOKIE) == str(application.pk)
    if not marked and not (request.user.is_authenticated and application.helper_id == request.user.pk):
        return Proof("phone")
    number = _document_number(application)
    return Proof("document", number[-DIGITS:]) if number else Proof("code", application.code[-DIGITS:])


def _document_number(application: Application) -> str:
    """The number of the first identity document among the answers."""
    for question in definition_of(application.version_id).questions():
        held = application.answers.get(question.id)
        if question.type == QuestionType.DOCUMENT and isinstance(held, dict):
            return cast("str", held.get("number", ""))
    return ""


def _marked(response: HttpResponse, filling: Filling, *, helps: bool) -> HttpResponse:
    path = filling.address("service")
    if helps:
        value = str(filling.application.pk)
        response.set_cookie(COOKIE, value, max_age=AGE, path=path, httponly=True, samesite="Lax", secure=settings.HTTPS)
    else:
        response.delete_cookie(COOKIE, path=path, samesite="Lax")
    return response


def _page(request: HttpRequest, filling: Filling, form: HelperForm, *, status: int = 200) -> HttpResponse:
    values = place_values(filling) | {"form": form, "back_url": filling.next_address()}
    return render(request, "services/helper.html", values, status=status)
