"""The worker that lets visited pages go on without network, and the page it shows when there is none."""

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from minka.sites.access import get_site
from minka.web.sharing import shared

HOUR = 3600


@gzip_page
@require_safe
@cache_control(private=True, max_age=HOUR)
def worker(request: HttpRequest, site: str) -> HttpResponse:
    """The worker, at an address whose folder is all that it may see."""
    get_site(request, site)
    path = finders.find("minka/worker.js")
    if path is None:
        raise Http404
    with open(path, encoding="utf-8") as script:  # noqa: PTH123 - a path that a finder gave
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


@gzip_page
@require_safe
@shared
def waiting(request: HttpRequest, site: str) -> HttpResponse:
    """What somebody sees who saved a page without network: it is on the phone, and not sent."""
    return render(request, "services/waiting.html", {"site": get_site(request, site)})
