"""What a person sees when somebody else's sign-in service does not answer."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException


class IdentityDoorMiddleware:
    """The other service is down or speaks nonsense: say so and show the other ways in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if isinstance(exception, RequestException) and str(name).startswith("openid_connect"):
            return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY)
        return None
