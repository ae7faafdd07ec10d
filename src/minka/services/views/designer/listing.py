"""The team's list of services, and the beginning of a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.people.access import acting_person
from minka.services.actions.designing import Beginning, start_service
from minka.services.drafts.beginning import blank_document
from minka.services.forms.starting import StartForm
from minka.services.queries.designing import services_of
from minka.services.queries.origins import contribution_in, offered_contributions, source_of
from minka.services.views.designer.frame import site_trail
from minka.sites.access import get_site_for, may

UNPROCESSABLE = 422


@require_safe
def team(request: HttpRequest, site: str) -> HttpResponse:
    """All services of the site, with what to do next for each."""
    here = get_site_for(request, site, "see_work")
    values = {
        "site": here,
        "rows": services_of(here),
        "trail": [(str(here), site_trail(here)[0][1]), (_("Servicios de la sede"), "")],
        "may_design": may(request.user, "design_service", here),
    }
    return render(request, "services/designer/team.html", values)


@require_http_methods(["GET", "POST"])
def service_new(request: HttpRequest, site: str) -> HttpResponse:
    """A draft from nothing but a title, or from a contribution that was accepted (``?aporte=`` its code or number)."""
    here = get_site_for(request, site, "design_service")
    origin = contribution_in(here, request.GET.get("aporte", ""))
    form = StartForm(request.POST or None, site=here, origin=origin, asked=request.GET.get("aporte", ""))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["contribution"]
        organization = form.cleaned_data["organization"]
        document = blank_document(
            title=form.cleaned_data["title"],
            office=str(organization),
            source=source_of(chosen) if chosen else None,
        )
        beginning = Beginning(organization, document, origin=chosen.ref if chosen else "")
        service = start_service(site=here, beginning=beginning, by=acting_person(request))
        messages.success(request, _("El borrador está listo. Solo tu equipo lo ve."))
        return redirect("services:team-service", here.slug, service.slug)
    values = {
        "site": here,
        "form": form,
        "origin": origin,
        "offered": offered_contributions(here),
        "trail": [*site_trail(here), (_("Servicio nuevo"), "")],
    }
    return render(request, "services/designer/service_new.html", values, status=UNPROCESSABLE if form.errors else 200)
