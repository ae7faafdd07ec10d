"""Opening sites: one under another, and the first one of an empty installation."""

import secrets

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minka.people.access import acting_person
from minka.sites.access import get_site_for
from minka.sites.actions import SetupOver, open_first_site, open_site
from minka.sites.actions.network import setup_key_file
from minka.sites.forms.site import FirstSiteForm, NewSiteForm
from minka.sites.models import Site


@require_safe
def site_list(request: HttpRequest, site: str) -> HttpResponse:
    """The sites under this one."""
    here = get_site_for(request, site, "open_site")
    return render(request, "sites/manage/site_list.html", {"site": here, "children": here.children.order_by("name")})


@require_http_methods(["GET", "POST"])
def site_new(request: HttpRequest, site: str) -> HttpResponse:
    parent = get_site_for(request, site, "open_site")
    form = NewSiteForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["coordinator_email"]
        made = open_site(parent=parent, values=form.values, coordinator_email=email, by=acting_person(request))
        messages.success(
            request,
            _("La sede «%(name)s» está abierta. Enviamos la invitación a %(email)s.")
            % {"name": made.name, "email": email},
        )
        return redirect("sites:people", made.slug)
    context = {"site": parent, "form": form}
    return render(request, "sites/manage/site_form.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first site, for whoever holds the key that the first start printed."""
    if Site.objects.exists() or not _holds_key(request.GET.get("clave", "")):
        raise Http404
    form = FirstSiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = open_first_site(
                values=form.values, name=form.cleaned_data["person_name"], email=form.cleaned_data["email"]
            )
        except SetupOver as over:
            raise Http404 from over
        get_adapter().login(request, person)
        messages.success(request, _("Tu sede está abierta. Protege tu cuenta y abre el primer proceso."))
        return redirect("processes:manage", form.cleaned_data["slug"])
    return render(request, "sites/start.html", {"form": form}, status=422 if form.errors else 200)


def _holds_key(offered: str) -> bool:
    file = setup_key_file()
    return file.exists() and secrets.compare_digest(file.read_text().strip().encode(), offered.encode())
