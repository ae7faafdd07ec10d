"""The doors to services and to what people fill in: who finds which, alike for hidden and absent."""

from functools import lru_cache

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from minka.people.participation import participants_in
from minka.services.models import Application, Service, Upload, Version
from minka.sites.access import get_site, may, require, require_sign_in
from minka.web.memory import memory

Status = Service.Status
SHOWN = (Status.LIVE, Status.PAUSED, Status.RETIRED)  # what was published once stays to be read
SECONDS, KEPT = 5, 256  # what every page of filling in needs and hardly ever changes is remembered so long, so many


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
    place = _known_service(site, service) if own else None
    if place is None:
        return None
    found = (
        Application.objects.filter(participant__in=own, service=place, state=Application.State.FILLING)
        .order_by("-touched_at")
        .first()
    )
    if found is not None:
        found.service, found.version = place, _known_version(found.version_id)
        found.participant = next(each for each in own if each.pk == found.participant_id)
    return found


def get_filed(request: HttpRequest, site: str, service: str, number: int) -> Application:
    """What this reader filed of the service, by its number; or 404, alike for others' and absent ones."""
    own = participants_in(request)
    found = _with_place(Application.objects.all()).filter(
        pk=number, participant__in=own, service__slug=service, site__slug=site, state=Application.State.FILED
    )
    application = found.first() if own else None
    if application is None:
        raise Http404
    return application


def newest_filed(request: HttpRequest, site: str, service: str) -> Application | None:
    """What this reader filed last of the service, for a form that comes a second time."""
    own = participants_in(request)
    filed = _with_place(Application.objects.all()).filter(
        participant__in=own, service__slug=service, site__slug=site, state=Application.State.FILED
    )
    return filed.order_by("-filed_at").first() if own else None


def get_upload(request: HttpRequest, site: str, service: str, name: str) -> Upload:
    """A file, for whoever sent it and for the officials of its site; or 404."""
    found = (
        Upload.objects.select_related("application", "site")
        .filter(name=name, site__slug=site, application__service__slug=service)
        .first()
    )
    if found is None or not _may_open(request, found):
        raise Http404
    return found


def _may_open(request: HttpRequest, upload: Upload) -> bool:
    if any(upload.application.participant_id == each.pk for each in participants_in(request)):
        return True
    is_filed = upload.application.state == Application.State.FILED
    return is_filed and may(request.user, "handle_case", upload.site)


def _with_place(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With the rows around it, and without the documents, which a process reads once."""
    return applications.select_related(
        "version", "service__site__parent", "service__organization", "participant"
    ).defer("version__document", "version__differences", "service__draft")


def _known_service(site: str, service: str) -> Service | None:
    """The service of an open site with what stands around it, as it was a few seconds ago."""
    key = f"services-service:{site}:{service}"
    found: Service | None = memory.get(key)
    if found is None:
        found = (
            Service.objects.select_related("site__parent", "organization")
            .defer("draft")
            .filter(site__slug=site, slug=service, site__closed_at__isnull=True)
            .first()
        )
        memory.set(key, found, SECONDS)
    return found


@lru_cache(maxsize=KEPT)
def _known_version(version_id: int) -> Version:
    """A version without its document. It is frozen, so once is enough."""
    return Version.objects.defer("document", "differences").get(pk=version_id)
