"""Who may keep a page: nobody between us and the reader, and nobody at all what somebody sees who signed in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control


def kept_for_going_back[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let the reader's own browser show this answer to a form again when they go back, instead of asking to resend.

    Only a browser that will drop it when told so (``Clear-Site-Data``, at "terminar"): those that name themselves in
    ``Sec-CH-UA``, which they do over a safe line alone. For every other, and for whoever signed in, nothing is kept.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        obeys = "Sec-CH-UA" in request.headers and settings.SESSION_COOKIE_NAME not in request.COOKIES
        if obeys and request.method == "POST" and response.status_code == HTTPStatus.OK:
            patch_cache_control(response, private=True, no_cache=True)
            response.is_for_going_back = True  # type: ignore[attr-defined]
        else:
            add_never_cache_headers(response)
        return response

    return answer


class CacheMiddleware:
    """Say it on every answer that does not say it itself.

    A public page holds the form keys of one reader, and shows a phone what its holder supports: it is never shared.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
                add_never_cache_headers(response)
            else:
                patch_cache_control(response, private=True, no_cache=True)
        if getattr(response, "is_for_going_back", False):
            response.headers.pop("Vary", None)  # sending gives the browser a cookie, and its own copy would not count
        return response
