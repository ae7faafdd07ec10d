"""Pages that belong to no object."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.web import samples
from minka.web.components import COMPONENTS

SECURITY_TEXT_HOLDS = dt.timedelta(days=180)
THEMES = {"claro": "light", "oscuro": "dark"}


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to take part, in one page."""
    return render(request, "web/help.html")


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component in every state, drawn from its registered examples. Not part of a public site."""
    if not (settings.DEBUG or getattr(settings, "MINKA_PATTERNS", False)):
        raise Http404
    values = {
        "components": [(each, samples.draw_examples(each, request)) for each in COMPONENTS.values()],
        "pairs": samples.PALETTE,
        "theme": THEMES.get(request.GET.get("tema", ""), ""),
    }
    return render(request, "web/patterns.html", values)
