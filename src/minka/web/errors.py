"""When something goes wrong: what happened, what is kept, what to do next.

Django draws 400, 403, 404 and 500 from the templates of these names by itself.
"""

import sys
from typing import Final
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

SECRET_PARTS: Final = ("password", "clave", "token", "otp")
SECRET_NAMES: Final = frozenset({"code", "codigo", "receipt_code"})  # a receipt's code opens what somebody said
LONG = 40
SHOWN_FIELDS = 200


def too_large(request: HttpRequest) -> HttpResponse:
    """413: a file or a text weighs more than the server takes."""
    return render(request, "413.html", status=413)


def too_many(request: HttpRequest, *, seconds: int = 60) -> HttpResponse:
    """429: the same person or address asked too often; says when to try again."""
    response = render(request, "429.html", {"seconds": seconds, "long_texts": _long_texts(request)}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: closed for a moment, for instance while the database moves. What was typed can be sent again from here."""
    values = _to_resend(request) | {"csrf_token": get_token(request)} if request.POST else {}
    response = render(None, "503.html", values, status=503)
    response.headers["Retry-After"] = "60"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault; or 503 when it is only the database that does not answer."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return unavailable(request)
    return render(None, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form's token was too old: give the text back, and let it be sent again with a fresh token.

    Only a form of our own pages can be sent again from here; what another site posted is never offered for sending.
    """
    return render(request, "csrf_failure.html", _to_resend(request), status=403)


def _to_resend(request: HttpRequest) -> dict[str, object]:
    """What a page needs to offer the same form again."""
    long_texts = _long_texts(request)
    return {
        "long_texts": long_texts,
        "short_texts": [pair for pair in _kept(request) if pair not in long_texts],
        "can_resend": bool(request.POST) and _is_from_here(request),
        "action": request.get_full_path(),
        "had_files": bool(request.FILES),
    }


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """List what was posted, without the token and without anything that opens a door."""
    return [
        (name, text)
        for name, texts in list(request.POST.lists())[:SHOWN_FIELDS]
        for text in texts
        if name.lower() not in SECRET_NAMES and not any(part in name.lower() for part in SECRET_PARTS)
    ]


def _long_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """Pick what took somebody time to write."""
    return [(name, text) for name, text in _kept(request) if len(text) >= LONG or "\n" in text]


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the post came from one of our own pages."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
