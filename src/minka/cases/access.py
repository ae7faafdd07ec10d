"""The doors to a case: its applicant's, and the officials'."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from minka.cases.models import Case
from minka.people.participation import participants_in
from minka.sites.access import get_site, require, require_sign_in
from minka.sites.models import Site
from minka.web.numbers import number_in

WITH_PLACE = ("site__parent", "organization", "service", "version", "participant", "application", "assignee")
MOST_TOGETHER = 200


def get_own_case(request: HttpRequest, site: str, number: int) -> Case:
    """A case that this reader filed, or 404 alike for others' and absent ones."""
    own = participants_in(request)
    found = with_place().filter(pk=number, site__slug=site, participant__in=own).first() if own else None
    if found is None:
        raise Http404
    return found


def get_case_for(request: HttpRequest, site: str, number: int, right: str) -> Case:
    """The case, for someone who holds the right at its site; 403 to members without it, 404 to the rest."""
    require_sign_in(request.user)
    found_site = get_site(request, site)
    require(request.user, right, found_site)
    found = with_place().filter(pk=number, site=found_site).first()
    if found is None:
        raise Http404
    return found


def get_cases_for(site: Site, chosen: Sequence[str]) -> list[tuple[Case, int]]:
    """The site's open cases that a list names as ``number:revision``, with the revision each was shown at.

    The site comes from a door that asked for the right. What is no such pair, or of elsewhere, is left out.
    """
    revisions = {}
    for each in chosen[:MOST_TOGETHER]:
        number, revision = (number_in(part) for part in each.partition(":")[::2])
        if number is not None and revision is not None:
            revisions[number] = revision
    found = with_place().filter(pk__in=revisions, site=site, is_open=True).order_by("pk")
    return [(case, revisions[case.pk]) for case in found]


def with_place() -> QuerySet[Case]:
    """Cases with the rows around them, and without the documents, which a process reads once."""
    return Case.objects.select_related(*WITH_PLACE).defer(
        "version__document", "version__differences", "service__draft", "application__answers"
    )
