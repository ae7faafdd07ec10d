"""Signing in as one of the demonstration's roles. Elsewhere this page does not exist."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.sites.queries.demonstration import demonstration_account, demonstration_is_open, demonstration_roles


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demonstration(request: HttpRequest) -> HttpResponse:
    """One button per role; each signs in without a password, because there is nothing to protect."""
    if not demonstration_is_open():
        raise Http404
    if request.method != "POST":
        values = {"roles": demonstration_roles(), "next": request.GET.get("next", "")}
        return render(request, "sites/demonstration.html", values)
    person = demonstration_account(request.POST.get("account", ""))
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, _("Entraste como «%s». Es una demostración.") % person)
    return redirect(_way_on(request))


def _way_on(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else settings.LOGIN_REDIRECT_URL
