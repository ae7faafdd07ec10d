"""What browsers, crawlers and finders of weaknesses look for at addresses that everybody knows."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SECURITY_TEXT_HOLDS = dt.timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=86400)
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything public may be found; what belongs to one person or to the staff is not for crawlers."""
    private = ("/mi-voz/", "/mi-trabajo/", "/cuenta/", "/codigo/", "/*/gestion/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private)]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def manifest(_request: HttpRequest) -> JsonResponse:
    """Lets a phone keep the site on its first screen."""
    values = {
        "name": "Minka",
        "short_name": "Minka",
        "description": _("Cada voz recibe un recibo y una respuesta con razones."),
        "lang": "es",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#faf8f4",
        "theme_color": "#0a6252",
        "icons": [{"src": static("minka/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(values, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=86400)
def security(_request: HttpRequest) -> HttpResponse:
    """Where a weakness is reported, in the form of RFC 9116; absent until the installation names a contact."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    until = (timezone.now() + SECURITY_TEXT_HOLDS).astimezone(dt.UTC).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {until}",
        "Preferred-Languages: es, en",
        f"Canonical: {settings.PUBLIC_ADDRESS}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
