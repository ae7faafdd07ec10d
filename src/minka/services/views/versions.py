"""What was published, for everybody: the versions with their reasons, each as JSON, and the portal's page."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.engine.forms import canonical_bytes, read_definition
from minka.engine.workflows import to_bpmn
from minka.services.access import get_service
from minka.services.drawing.casework import draw_casework
from minka.services.models import Service, Version
from minka.services.queries.casework import workflow_of
from minka.services.queries.guides import guide_for
from minka.services.queries.publishing import told_versions


@require_safe
def versions(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Which versions there were, who wrote and approved each, and why."""
    found = get_service(request, site, service)
    trail = [(str(found.site), reverse("insights:site", args=[site])), (found.title, ""), (_("Versiones"), "")]
    values = {"site": found.site, "service": found, "versions": told_versions(found), "trail": trail}
    return render(request, "services/versions.html", values)


@require_safe
def version_json(request: HttpRequest, site: str, service: str, number: int) -> HttpResponse:
    """The definition of a version, byte for byte what its hash was made of."""
    found = get_service(request, site, service)
    content = canonical_bytes(read_definition(_version(found, number).document))
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-v{number}.json"'
    return answer


@require_safe
def workflow(request: HttpRequest, site: str, service: str, number: int) -> HttpResponse:
    """What can happen to a case of a version, and who may do it."""
    found = get_service(request, site, service)
    version = _version(found, number)
    here = reverse("services:versions", args=[site, service])
    trail = [(str(found.site), reverse("insights:site", args=[site])), (_("Versiones"), here), (_("Su camino"), "")]
    picture = draw_casework(workflow_of(version.document), found.title)
    values = {"site": found.site, "service": found, "version": version, "picture": picture, "trail": trail}
    return render(request, "services/version_workflow.html", values)


@require_safe
def bpmn(request: HttpRequest, site: str, service: str, number: int) -> HttpResponse:
    """The same for programs that draw it."""
    found = get_service(request, site, service)
    content = to_bpmn(workflow_of(_version(found, number).document), found.title)
    answer = HttpResponse(content, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-v{number}.bpmn"'
    return answer


@require_safe
def guide(request: HttpRequest, site: str, service: str, number: int, form: str) -> HttpResponse:
    """The portal's page of a version, as JSON or as Markdown."""
    found = get_service(request, site, service)
    definition = read_definition(_version(found, number).document)
    address = request.build_absolute_uri(reverse("services:service", args=[site, service]))
    written = guide_for(definition, address=address)
    if form == "json":
        return JsonResponse(written.to_json(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return HttpResponse(written.to_markdown(), content_type="text/markdown; charset=utf-8")


def _version(service: Service, number: int) -> Version:
    found = service.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
