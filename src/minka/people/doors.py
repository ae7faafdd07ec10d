"""What the pages of signing in owe a person: words when another's service is away, the status of a refused form."""

from collections.abc import Callable
from http import HTTPStatus

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
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


class SignInFormsMiddleware:
    """A form that allauth refuses is answered with 422, as everywhere else; its page is the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        module = request.resolver_match.func.__module__ if request.resolver_match else ""
        if request.method == "POST" and response.status_code == HTTPStatus.OK and module.startswith("allauth."):
            values = (response.context_data or {}).values()
            if any(isinstance(value, BaseForm) and value.errors for value in values):
                response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
