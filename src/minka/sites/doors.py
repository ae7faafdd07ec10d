"""What happens at a staff door that does not open yet: sign in, or set up a second factor, and come back."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minka.sites.access import SecondFactorNeeded, SignInNeeded


class StaffDoorMiddleware:
    """Turn the two states of ``access`` into a way on. A form that was sent is not repeated: the page opens again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SignInNeeded):
            return redirect_to_login(request.get_full_path())
        if isinstance(exception, SecondFactorNeeded):
            messages.warning(request, _("Para trabajar aquí tu cuenta necesita un segundo paso de seguridad."))
            return HttpResponseRedirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        return None
