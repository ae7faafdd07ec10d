"""The inbox on the page: a participant's under "mi voz", a person's under "mi trabajo"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from minka.notices.access import get_notice, get_person
from minka.notices.actions.reading import mark_read
from minka.notices.actions.silence import choose_mail
from minka.notices.forms import MailForm, ReadForm
from minka.notices.models import Notice
from minka.notices.queries.inbox import Reader, inbox_page, unread_count
from minka.notices.queries.reach import wants_mail
from minka.people.participation import participants_in


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What was told to whoever takes part from this phone, and to those whose voice the account keeps."""
    own = participants_in(request)
    if not own:
        return redirect("contributions:voice")
    return render(request, "notices/inbox.html", _inbox(request, own))


@require_POST
def notice_open(request: HttpRequest, number: int) -> HttpResponse:
    """Mark one as read and lead to what it is about."""
    own = participants_in(request)
    return _open(request, get_notice(own, number), own, "notices:inbox")


@require_POST
def inbox_read(request: HttpRequest) -> HttpResponse:
    """Mark as read what the page showed."""
    own = participants_in(request)
    if not own:
        return redirect("contributions:voice")
    return _read_all(request, own, "notices:inbox")


@never_cache
@require_safe
def work_inbox(request: HttpRequest) -> HttpResponse:
    """What was told to a person with an account, and whether it also goes to their mail box."""
    person = get_person(request)
    form = MailForm(initial={"wants": "no" if wants_mail(person) else "si"})
    return render(request, "notices/work_inbox.html", {**_inbox(request, person), "mail_form": form})


@require_POST
def work_notice_open(request: HttpRequest, number: int) -> HttpResponse:
    person = get_person(request)
    return _open(request, get_notice(person, number), person, "notices:work-inbox")


@require_POST
def work_inbox_read(request: HttpRequest) -> HttpResponse:
    return _read_all(request, get_person(request), "notices:work-inbox")


@require_POST
def work_mail(request: HttpRequest) -> HttpResponse:
    """Have notices also by mail, or only on the page."""
    person = get_person(request)
    form = MailForm(request.POST)
    if form.is_valid():
        choose_mail(wants=form.cleaned_data["wants"], by=person)
        messages.success(request, _("Guardamos tu elección."))
    return redirect("notices:work-inbox")


def _inbox(request: HttpRequest, reader: Reader) -> dict[str, object]:
    page = inbox_page(reader, request.GET.get("pagina", "1"))
    newest = max((each.pk for each in page), default=0)
    return {
        "page": page,
        "unread": unread_count(reader),
        "read_form": ReadForm(initial={"up_to": newest}),
    }


def _open(request: HttpRequest, notice: Notice, reader: Reader, back: str) -> HttpResponse:
    mark_read(by=reader, up_to=notice.pk, only=notice)
    is_ours = url_has_allowed_host_and_scheme(notice.link, allowed_hosts={request.get_host()})
    return redirect(notice.link if notice.link and is_ours else back)


def _read_all(request: HttpRequest, reader: Reader, back: str) -> HttpResponse:
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(by=reader, up_to=form.cleaned_data["up_to"])
        messages.success(request, _("Marcamos tus avisos como leídos."))
    return redirect(back)
