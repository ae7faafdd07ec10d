"""Who decides about reports and appeals at a site."""

from minka.people.models import Person
from minka.sites.access import RIGHTS
from minka.sites.models import Site


def moderators_of(site: Site, *, but: int | None = None) -> list[Person]:
    """The people who may moderate here, without the one who may not decide again."""
    found = Person.objects.filter(
        memberships__site=site, memberships__role__in=RIGHTS["moderate"], is_active=True
    ).distinct()
    return list(found.exclude(pk=but) if but is not None else found)
