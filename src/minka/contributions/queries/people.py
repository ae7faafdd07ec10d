"""The members of a site as the desk names them."""

from dataclasses import dataclass

from minka.sites.models import Membership, Site


@dataclass(frozen=True)
class Member:
    """Someone who works at the site, and the office for which they answer, if any."""

    pk: int
    name: str
    office: str


def members_of(site: Site) -> list[Member]:
    """Everybody with a role at the site, by name, each once."""
    found: dict[int, Member] = {}
    rows = Membership.objects.filter(site=site, person__is_active=True).select_related("person")
    for row in rows.order_by("person__name", "person__email", "-office"):
        found.setdefault(row.person_id, Member(row.person_id, str(row.person), row.office))
    return list(found.values())


def offices_of(members: list[Member]) -> list[str]:
    """The offices of the members, by name."""
    return sorted({each.office for each in members if each.office})
