"""The draft at a glance: its pages and questions in order, the map of all ways, what the checks found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.engine.forms import Definition
from minka.services.access import get_service_for
from minka.services.drawing.ways import draw_ways, rows_of_ways
from minka.services.models import Service
from minka.services.queries.checklist import Step, next_step, steps_of
from minka.services.queries.designing import definition_of, newest_version, pages_of
from minka.services.queries.gallery import version_copied
from minka.services.queries.procedures import open_points_of
from minka.services.queries.publishing import readiness_of
from minka.services.queries.ways import ways_of
from minka.services.views.designer.frame import around
from minka.sites.access import may

FOR_DESIGNERS = {"team-facts", "team-letters"}
FEW_PAGES = 3  # are shown with their questions; of more only the titles are, until one is opened
MOST_DRAWN = 60  # pages; finding all ways through many pages takes long, and nobody could read the picture


@require_safe
def overview(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Everything that is asked, in order."""
    found = get_service_for(request, site, service, "see_work")
    definition = definition_of(found)
    readiness = readiness_of(found)
    steps = steps_of(found, definition, readiness)
    following = next_step(steps)
    values = {
        **around(request, found, "team-service"),
        "steps": [_addressed(request, found, each) for each in steps],
        "next": _addressed(request, found, following) if following else None,
        "pages": pages_of(definition),
        "opened": request.GET.get("abierta", ""),
        "opens_all": len(definition.pages) <= FEW_PAGES,
        "errors": readiness.errors,
        "warnings": readiness.warnings,
        "hints": readiness.hints,
        "failing": readiness.failing,
        "open_points": open_points_of(found),
        "copied": version_copied(found),
        "newest": newest_version(found),
        "picture": _picture(found, definition),
    }
    return render(request, "services/designer/overview.html", values)


def _addressed(request: HttpRequest, service: Service, step: Step) -> dict[str, str]:
    """A step with where it is taken; without an address for whoever may not open that page."""
    told = {"words": step.words, "note": step.note, "state": step.state}
    if step.name == "team-service":
        return {**told, "address": "#paginas"}
    is_open = step.name not in FOR_DESIGNERS or may(request.user, "design_service", service.site)
    address = reverse(f"services:{step.name}", args=[service.site.slug, service.slug]) if is_open else ""
    return {**told, "address": address}


def _picture(service: Service, definition: Definition) -> dict[str, object] | None:
    """The map of all ways and the same as a table; nothing for more pages than an eye can follow."""
    if len(definition.pages) > MOST_DRAWN:
        return None
    ways = ways_of(definition)
    title = _("Todos los caminos de «%(title)s»") % {"title": service.title}
    return {
        "svg": draw_ways(ways, title),
        "title": title,
        "columns": [_("Después de"), _("En este caso"), _("Sigue")],
        "rows": rows_of_ways(ways),
    }
