"""What happens at a staff door that does not open yet: sign in, or set up a second factor, and come back."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minka.people.models import Person
from minka.sites.access import SecondFactorNeeded, SignInNeeded
from minka.sites.queries.demonstration import is_demonstration_account

STAYS_OPEN = frozenset({"account_logout", "demonstration"})  # leaving, and taking another role


class StaffDoorMiddleware:
    """Turn the two states of ``access`` into a way on. A form that was sent is not repeated: the page opens again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """An account of the demonstration is everybody's: nobody may give it an address, a password or an end."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if request.method != "POST" or not request.path.startswith("/cuenta/") or name in STAYS_OPEN:
            return None
        if isinstance(request.user, Person) and is_demonstration_account(request.user):
            messages.warning(request, _("Esta cuenta es de la demostración y la usa cualquiera: no se puede cambiar."))
            return HttpResponseRedirect(reverse("people:account"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SignInNeeded):
            return redirect_to_login(request.get_full_path())
        if isinstance(exception, SecondFactorNeeded):
            messages.warning(request, _("Para trabajar aquí tu cuenta necesita un segundo paso de seguridad."))
            return HttpResponseRedirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        return None
