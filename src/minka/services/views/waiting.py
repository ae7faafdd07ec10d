"""The answer to something that was kept: the next page for a person, the plain facts for what waited on the phone."""

from html import unescape

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from minka.services.queries.filling import Filling

HEADER = "Minka-Outbox"
CONFLICT, TOO_MANY = 409, 429


def is_from_outbox(request: HttpRequest) -> bool:
    """Whether the phone itself sends what it kept while there was no network."""
    return HEADER in request.headers


def kept(request: HttpRequest, filling: Filling, address: str, *, filed: bool = False) -> HttpResponse:
    """Lead on. The phone's outbox needs to read that it was really us: a portal in between also answers with a page."""
    if not is_from_outbox(request):
        return redirect(address)
    facts = {"minka": "filed" if filed else "kept", "revision": filling.application.revision, "next": address}
    return JsonResponse(facts)


def gone(request: HttpRequest, address: str) -> HttpResponse:
    """The page is not one of this person's any more: lead to the one that is."""
    if not is_from_outbox(request):
        return redirect(address)
    return JsonResponse({"minka": "gone", "next": address}, status=CONFLICT)


def stopped(why: str) -> HttpResponse:
    """Nothing that waits can be kept now: nobody is known here, it was filed already, or it is of another person."""
    return JsonResponse({"minka": why}, status=CONFLICT)


def refused(form: forms.BaseForm, status: int) -> HttpResponse:
    """What is wrong, by question, for the phone to show at its place; nothing of the page was kept."""
    if status == TOO_MANY:
        return JsonResponse({"minka": "away"}, status=status)
    if status == CONFLICT:
        words = _("Otro teléfono cambió esta página. Mira lo que hay ahora y guarda lo que valga.")
        errors = [{"question": "", "words": words}]
    else:
        errors = [
            {"question": "" if name == "__all__" else name, "words": " ".join(map(_plain, told))}
            for name, told in form.errors.items()
        ]
    return JsonResponse({"minka": "refused", "errors": errors}, status=status)


def _plain(message: object) -> str:
    """A message without the element that says in which language it is: the phone puts it in as text."""
    return unescape(strip_tags(str(message)))
