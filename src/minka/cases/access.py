"""The doors to a case: its applicant's, and the officials'."""

from django.http import Http404, HttpRequest

from minka.cases.models import Case
from minka.people.participation import participants_in
from minka.sites.access import get_site, require, require_sign_in

WITH_PLACE = ("site__parent", "organization", "service", "version", "participant", "application", "assignee")


def get_own_case(request: HttpRequest, site: str, number: int) -> Case:
    """A case that this reader filed, or 404 alike for others' and absent ones."""
    own = participants_in(request)
    found = (
        Case.objects.select_related(*WITH_PLACE).filter(pk=number, site__slug=site, participant__in=own).first()
        if own
        else None
    )
    if found is None:
        raise Http404
    return found


def get_case_for(request: HttpRequest, site: str, number: int, right: str) -> Case:
    """The case, for someone who holds the right at its site; 403 to members without it, 404 to the rest."""
    require_sign_in(request.user)
    found_site = get_site(request, site)
    require(request.user, right, found_site)
    found = Case.objects.select_related(*WITH_PLACE).filter(pk=number, site=found_site).first()
    if found is None:
        raise Http404
    return found
