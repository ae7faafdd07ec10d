"""The doors to services and to what people fill in: who finds which, alike for hidden and absent."""

from django.http import Http404, HttpRequest

from minka.people.participation import participants_in
from minka.services.models import Application, Service
from minka.sites.access import get_site, may, require, require_sign_in

Status = Service.Status
SHOWN = (Status.LIVE, Status.PAUSED, Status.RETIRED)  # what was published once stays to be read


def get_service(request: HttpRequest, site: str, service: str) -> Service:
    """The service, for anybody once it was published and for the team of its site before; or 404."""
    found = (
        Service.objects.select_related("site__parent", "organization")
        .filter(site__slug=site, slug=service, site__closed_at__isnull=True)
        .first()
    )
    if found is None or not (found.status in SHOWN or may(request.user, "see_work", found.site)):
        raise Http404
    return found


def get_service_for(request: HttpRequest, site: str, service: str, right: str) -> Service:
    """The service, for someone who holds the right at its site; 403 to members without it, 404 to the rest."""
    require_sign_in(request.user)
    require(request.user, right, get_site(request, site))
    return get_service(request, site, service)


def get_application(request: HttpRequest, site: str, service: str) -> Application | None:
    """What this reader is filling in of the service and has not filed, the newest; None when there is nothing."""
    own = participants_in(request)
    if not own:
        return None
    return (
        Application.objects.select_related("version", "service__site", "service__organization", "participant")
        .filter(participant__in=own, service__slug=service, site__slug=site, state=Application.State.FILLING)
        .order_by("-touched_at")
        .first()
    )
