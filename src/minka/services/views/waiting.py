"""The answer to something that was kept: the next page for a person, the plain facts for what waited on the phone."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from minka.services.queries.filling import Filling

HEADER = "Minka-Outbox"


def is_from_outbox(request: HttpRequest) -> bool:
    """Whether the phone itself sends what it kept while there was no network."""
    return HEADER in request.headers


def kept(request: HttpRequest, filling: Filling, address: str, *, filed: bool = False) -> HttpResponse:
    """Lead on. The phone's outbox needs to read that it was really us: a portal in between also answers with a page."""
    if not is_from_outbox(request):
        return redirect(address)
    facts = {"minka": "filed" if filed else "kept", "revision": filling.application.revision, "next": address}
    return JsonResponse(facts)
