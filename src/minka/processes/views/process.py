"""The public page of a process, and its poster."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from minka.processes.access import get_process, today
from minka.processes.poster import draw_poster
from minka.processes.queries.page import process_page
from minka.sites.access import may
from minka.web.sharing import shared


@require_safe
@shared
def process(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """What is asked, what can be decided, by whom and until when; and the one thing to do now."""
    found = get_process(request, site, process)
    values = {
        "site": found.site,
        "process": found,
        "page": process_page(found, today()),
        "is_staff": may(request.user, "see_work", found.site),
    }
    return render(request, "processes/process.html", values)


@require_safe
def poster(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """An A4 sheet for a wall: the question, the promise and a QR to the page."""
    found = get_process(request, site, process)
    address = settings.PUBLIC_ADDRESS + reverse("processes:process", args=[site, process])
    response = HttpResponse(draw_poster(found, address, today()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="afiche-{found.slug}.pdf"'
    return response
