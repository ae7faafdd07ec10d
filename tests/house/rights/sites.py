"""The network's own pages."""

from minka.sites.models import Invitation, Membership, Organization
from tests.house.rights import COORDINATOR, FACILITATOR, MEMBERS, Row, Statuses, everyone, nowhere, site, staff
from tests.house.world import World


def coordinators(status: int = 200) -> Statuses:
    """A coordinator, and whoever runs the installation."""
    return staff(COORDINATOR, status=status, operator=status)


def member(world: World) -> dict[str, object]:
    """Somebody who may be taken away."""
    return {**site(world), "member": Membership.objects.get(person=world.cast.analyst).pk}


def invitation(world: World) -> dict[str, object]:
    made, _new = Invitation.objects.get_or_create(
        site=world.cast.cajamarca,
        email="nadie@example.org",
        role="analyst",
        token_hash="0" * 64,
        expires_at="2099-01-01T00:00Z",
    )
    return {**site(world), "invitation": made.pk}


def organization(world: World) -> dict[str, object]:
    made, _new = Organization.objects.get_or_create(site=world.cast.cajamarca, name="Cooperativa", sector="private")
    return {**site(world), "organization": made.pk}


RIGHTS = {
    "sites:demonstration": Row(everyone(404), why="only in a demonstration"),
    "sites:start": Row(everyone(404), at=nowhere, why="only an empty installation has it, for the key"),
    "sites:invitation": Row(everyone(404), at=lambda _world: {"token": "unknown"}),
    "sites:sites": Row(coordinators(), at=site),
    "sites:site-new": Row(coordinators(), at=site),
    "sites:people": Row(coordinators(), at=site),
    "sites:invitation-new": Row(coordinators(), at=site),
    "sites:invitation-withdraw": Row(coordinators(302), at=invitation, method="post"),
    "sites:invitation-again": Row(coordinators(302), at=invitation, method="post"),
    "sites:member": Row(coordinators(), at=member),
    "sites:member-remove": Row(coordinators(302), at=member, method="post"),
    "sites:organizations": Row(staff(*MEMBERS), at=site),
    "sites:organization-new": Row(staff(COORDINATOR, FACILITATOR), at=site),
    "sites:organization-edit": Row(staff(COORDINATOR, FACILITATOR), at=organization),
}
