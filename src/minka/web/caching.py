"""Who may keep a page: nobody between us and the reader, and nobody at all what somebody sees who signed in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control


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
        return response
