"""Everything that changes the network: sites, who works at them, and whom they work with."""

from minka.sites.actions.members import (
    AlreadyMember,
    InvitationSpent,
    InvitationWaits,
    LastCoordinator,
    NotInvited,
    accept_invitation,
    change_member,
    invite,
    remove_member,
    withdraw_invitation,
)
from minka.sites.actions.network import SetupOver, add_organization, edit_organization, open_first_site, open_site

__all__ = [
    "AlreadyMember",
    "InvitationSpent",
    "InvitationWaits",
    "LastCoordinator",
    "NotInvited",
    "SetupOver",
    "accept_invitation",
    "add_organization",
    "change_member",
    "edit_organization",
    "invite",
    "open_first_site",
    "open_site",
    "remove_member",
    "withdraw_invitation",
]
