"""The organisations a site works with."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minka.people.access import acting_person
from minka.reference.models import Sector
from minka.sites.access import get_site_for, may
from minka.sites.actions import add_organization, edit_organization
from minka.sites.forms.organization import OrganizationForm


@require_safe
def organizations(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "see_work")
    names = {each.key: str(each) for each in Sector.objects.valid_on()}
    rows = [(each, names.get(each.sector, each.sector)) for each in here.organizations.all()]
    context = {"site": here, "rows": rows, "may_edit": may(request.user, "edit_organizations", here)}
    return render(request, "sites/manage/organizations.html", context)


@require_http_methods(["GET", "POST"])
def organization_new(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "edit_organizations")
    form = OrganizationForm(request.POST or None, site=here)
    if request.method == "POST" and form.is_valid():
        add_organization(site=here, values=form.values, by=acting_person(request))
        messages.success(request, _("Agregamos la organización."))
        return redirect("sites:organizations", here.slug)
    context = {"site": here, "form": form}
    return render(request, "sites/manage/organization_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def organization_edit(request: HttpRequest, site: str, organization: int) -> HttpResponse:
    here = get_site_for(request, site, "edit_organizations")
    found = here.organizations.filter(pk=organization).first()
    if found is None:
        raise Http404
    form = OrganizationForm(request.POST or None, site=here, instance=found)
    if request.method == "POST" and form.is_valid():
        edit_organization(organization=found, values=form.values, by=acting_person(request))
        messages.success(request, _("Guardamos los cambios."))
        return redirect("sites:organizations", here.slug)
    context = {"site": here, "form": form, "organization": found}
    return render(request, "sites/manage/organization_form.html", context, status=422 if form.errors else 200)
