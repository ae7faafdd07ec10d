"""Beginning from what others made: the published services of all sites, and definitions from a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.engine.forms import read_definition
from minka.people.access import acting_person
from minka.services.actions.designing import Beginning, start_service
from minka.services.drafts.copying import copied
from minka.services.forms.starting import BringForm, CopyForm
from minka.services.models import Version
from minka.services.queries.designing import pages_of
from minka.services.queries.gallery import ORIGIN, found_in_gallery, newest_versions
from minka.services.views.designer.frame import site_trail
from minka.sites.access import get_site_for
from minka.sites.models import Site

UNPROCESSABLE = 422
LONGEST_SEARCH = 100


@require_safe
def gallery(request: HttpRequest, site: str) -> HttpResponse:
    """All published services that can be begun from, by words."""
    here = get_site_for(request, site, "design_service")
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    values = {
        "site": here,
        "words": words,
        "versions": found_in_gallery(words),
        "trail": [*site_trail(here), (_("Empezar de otro servicio"), "")],
    }
    return render(request, "services/designer/gallery.html", values)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """What a published service asks, and a draft begun from it."""
    here = get_site_for(request, site, "design_service")
    version = newest_versions().defer(None).filter(pk=number).first()
    if version is None:
        raise Http404
    form = CopyForm(request.POST or None, site=here, initial={"title": version.service.title})
    if request.method == "POST" and form.is_valid():
        service = start_service(site=here, beginning=_copy_of(version, form), by=acting_person(request))
        messages.success(
            request, _("El borrador está listo. Revisa la base legal, el costo y el plazo: eran del otro.")
        )
        return redirect("services:team-service", here.slug, service.slug)
    values = {
        "site": here,
        "form": form,
        "version": version,
        "pages": pages_of(read_definition(version.document)),
        "trail": _trail(here, version.service.title),
    }
    return render(request, "services/designer/gallery_copy.html", values, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, site: str) -> HttpResponse:
    """A draft begun from a definition in a file."""
    here = get_site_for(request, site, "design_service")
    form = BringForm(request.POST or None, request.FILES or None, site=here)
    if request.method == "POST" and form.is_valid():
        beginning = Beginning(
            form.cleaned_data["organization"],
            form.cleaned_data["file"],
            what=_("Se trajo de un archivo: %(name)s") % {"name": form.file_name},
        )
        service = start_service(site=here, beginning=beginning, by=acting_person(request))
        messages.success(request, _("El borrador está listo. Solo tu equipo lo ve."))
        return redirect("services:team-service", here.slug, service.slug)
    values = {"site": here, "form": form, "trail": _trail(here, _("Traer de un archivo"))}
    return render(request, "services/designer/gallery_bring.html", values, status=UNPROCESSABLE if form.errors else 200)


def _copy_of(version: Version, form: CopyForm) -> Beginning:
    source, organization = version.service, form.cleaned_data["organization"]
    document = copied(
        version.document,
        title=form.cleaned_data["title"],
        office=str(organization),
        is_same_entity=organization.pk == source.organization_id,
    )
    place = {"title": source.title, "site": source.site, "number": version.number}
    return Beginning(
        organization,
        document,
        origin=f"{ORIGIN}:{version.pk}",
        is_demonstration=source.is_demonstration,
        what=_("Se copió de «%(title)s», de %(site)s, versión %(number)d") % place,
    )


def _trail(site: Site, here: str) -> list[tuple[str, str]]:
    return [
        *site_trail(site),
        (_("Empezar de otro servicio"), reverse("services:gallery", args=[site.slug])),
        (here, ""),
    ]
