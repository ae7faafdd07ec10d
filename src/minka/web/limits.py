"""What is too large is refused by what it says of itself, before any of it is read or kept."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from minka.web.errors import too_large

MOST_BYTES: Final = (
    32 * 1024 * 1024
)  # beyond every form's own limit, so that each can say in its place what was too much


class BodyLimitMiddleware:
    """Answer 413 to a body of more than ``MOST_BYTES``. A body that does not say its length is not read at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            return too_large(request)
        return self.get_response(request)
