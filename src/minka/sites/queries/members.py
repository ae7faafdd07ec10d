"""Who works at a site."""

from dataclasses import dataclass

from django.utils import timezone

from minka.sites.access import WHAT_ROLES_DO
from minka.sites.models import Invitation, Membership, Role, Site


@dataclass(frozen=True)
class RoleGroup:
    """Everybody with one role, and what the role may do."""

    does: str
    members: list[Membership]


def members_by_role(site: Site) -> list[RoleGroup]:
    """The members of the site, role by role; roles nobody has are left out."""
    members = list(Membership.objects.filter(site=site).select_related("person").order_by("person__name", "pk"))
    groups = [RoleGroup(str(WHAT_ROLES_DO[role]), [each for each in members if each.role == role]) for role in Role]
    return [group for group in groups if group.members]


def open_invitations(site: Site) -> list[Invitation]:
    """Invitations nobody took up yet, those whose time is over too: they can be sent again."""
    return list(site.invitations.filter(accepted_at=None, withdrawn_at=None).order_by("-created_at"))


def state_of(invitation: Invitation) -> str:
    """``open``, ``used``, ``withdrawn`` or ``expired``."""
    if invitation.accepted_at:
        return "used"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "open" if invitation.expires_at > timezone.now() else "expired"
