"""The rules we use: public, so that whoever doubts a date can check each step of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from minka.services.queries.rules import rules_page
from minka.sites.access import get_site
from minka.web.sharing import shared


@gzip_page
@require_safe
@shared
def rules(request: HttpRequest, site: str) -> HttpResponse:
    """Each rule with its value, its article in both numberings, its source, and who has checked it."""
    found = get_site(request, site)
    return render(request, "services/rules.html", {"site": found, "page": rules_page(found, timezone.localdate())})
