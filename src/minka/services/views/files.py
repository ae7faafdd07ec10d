"""Files: every look passes the door, and nothing is shown as what it says it is."""

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from minka.services.access import get_service, get_upload
from minka.services.actions.uploads import upload_path
from minka.services.models import Upload
from minka.services.queries.audio import audio_path

DAY = 24 * 3600
GONE = 410
# A file that is opened can do nothing here.
ALONE: Mapping[str, Any] = {"default-src": [CSP.NONE], "sandbox": True, "frame-ancestors": [CSP.NONE]}


@never_cache
@require_safe
def upload(request: HttpRequest, site: str, service: str, name: str) -> HttpResponseBase:
    """A file as a download, for whoever sent it and for the officials of its site."""
    found = get_upload(request, site, service, name)
    if found.scan == Upload.Scan.INFECTED:
        return render(request, "services/file_gone.html", {"site": found.site, "file": found}, status=GONE)
    return _download(request, found)


@csp_override(ALONE)
def _download(_request: HttpRequest, found: Upload) -> HttpResponseBase:
    path = upload_path(found.name)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=found.kind)
    disposition = content_disposition_header(as_attachment=True, filename=found.original_name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@cache_control(public=True, max_age=DAY)
def audio(request: HttpRequest, site: str, service: str, name: str) -> HttpResponseBase:
    """A recorded question."""
    get_service(request, site, service)
    path = audio_path(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"))
