"""The parts of a draft beside its pages: one list of all, one form for each kind."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.services.access import get_service_for
from minka.services.drafts.places import title_of
from minka.services.drafts.shelves import Thing, find, put, replace
from minka.services.forms.parts import PART_KINDS, PartKind, part_kind
from minka.services.models import Service
from minka.services.queries.designing import findings_at, parts_of
from minka.services.views.designer.frame import around, is_saving, try_change, typed

UNPROCESSABLE = 422


@require_safe
def parts(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """All parts, by kind."""
    found = get_service_for(request, site, service, "see_work")
    values = {
        **around(request, found, "team-parts"),
        "kinds": [(each, parts_of(found, each.shelf)) for each in PART_KINDS],
    }
    return render(request, "services/designer/parts.html", values)


@require_http_methods(["GET", "POST"])
def part_new(request: HttpRequest, site: str, service: str, kind: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    return _form(request, found, _kind(kind), None)


@require_http_methods(["GET", "POST"])
def part_edit(request: HttpRequest, site: str, service: str, kind: str, part: str) -> HttpResponse:
    found = get_service_for(request, site, service, "design_service")
    sort = _kind(kind)
    thing = find(parts_of(found, sort.shelf), part)
    if thing is None:
        raise Http404
    return _form(request, found, sort, thing)


def _kind(slug: str) -> PartKind:
    found = part_kind(slug)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, service: Service, kind: PartKind, thing: Thing | None) -> HttpResponse:
    form = kind.form(typed(request, kind.form.axes), document=service.draft, thing=thing)
    if is_saving(request, form):
        made = form.thing()
        change = replace(kind.shelf, made) if thing else put(kind.shelf, made)
        what = f"{kind.one}: {title_of(made)}"
        if try_change(request, service, form, change=change, what=what):
            messages.success(request, _("Guardamos el cambio."))
            return redirect("services:team-parts", service.site.slug, service.slug)
    values = {
        **around(request, service, "team-parts", title_of(thing) if thing else str(kind.one)),
        "form": form,
        "kind": kind,
        "thing": thing,
        "findings": findings_at(service, kind.shelf, thing) if thing and not form.is_bound else [],
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, f"services/designer/part_{kind.slug}.html", values, status=status)
