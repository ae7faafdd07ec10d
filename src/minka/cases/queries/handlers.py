"""Who may handle the cases of a site."""

from django.db.models import QuerySet

from minka.sites.access import RIGHTS
from minka.sites.models import Membership, Role, Site


def handlers(site: Site) -> QuerySet[Membership]:
    """The members who may, one row for each of their roles that lets them."""
    return Membership.objects.filter(site=site, role__in=RIGHTS["handle_case"], person__is_active=True)


def handler_choices(site: Site) -> list[tuple[str, str]]:
    """The same people for a form: key and name, each once."""
    rows = handlers(site).select_related("person").order_by("person__name", "person_id")
    return list({str(each.person_id): str(each.person) for each in rows}.items())


def coordinators(site: Site) -> list[int]:
    """Who leads the site's work, by key."""
    found = Membership.objects.filter(site=site, role=Role.COORDINATOR, person__is_active=True)
    return list(found.order_by("person_id").values_list("person_id", flat=True))
