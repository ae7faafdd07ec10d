"""Who works at a site: invited by e-mail, accepted by signing in with it, changed and removed by a coordinator."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.engine.ledger.canonical import Json
from minka.people.models import Person
from minka.records.actions import Actor, write_audit
from minka.sites.access import require
from minka.sites.models import Invitation, Membership, Role, Site

LASTS = dt.timedelta(days=7)


class InvitationWaits(Exception):  # noqa: N818 - a state
    """The same invitation is open already."""


class AlreadyMember(Exception):  # noqa: N818 - a state
    """The person has that role at the site."""


class InvitationSpent(Exception):  # noqa: N818 - a state
    """The invitation was used, withdrawn, or its time is over."""


class NotInvited(Exception):  # noqa: N818 - a state
    """The invitation is for somebody else's e-mail."""


class LastCoordinator(Exception):  # noqa: N818 - a state
    """A site is never left without a coordinator."""


def invite(*, site: Site, email: str, role: str, office: str, by: Actor) -> Invitation:
    """Send a link that makes its bearer a member, once, within seven days, signed in with that e-mail.

    Raises:
        AlreadyMember, InvitationWaits
    """
    if isinstance(by, Person):
        require(by, "invite", site)
    if Membership.objects.filter(site=site, role=role, person__email__iexact=email).exists():
        raise AlreadyMember
    token = secrets.token_urlsafe(32)
    _end_expired(site, email, role)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                site=site,
                email=email.lower(),
                role=role,
                office=office,
                token_hash=hash_of(token),
                invited_by=by if isinstance(by, Person) else None,
                expires_at=timezone.now() + LASTS,
            )
            write_audit(
                site=site.slug, by=by, action="member.invited", subject=_ref(invitation), changes={"role": role}
            )
            transaction.on_commit(lambda: _send(invitation, token), robust=True)
    except IntegrityError as waiting:
        raise InvitationWaits from waiting
    return invitation


def withdraw_invitation(*, invitation: Invitation, by: Person) -> bool:
    """Make the link useless. False when it was used or withdrawn before."""
    require(by, "invite", invitation.site)
    with transaction.atomic():
        ended = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
            withdrawn_at=timezone.now()
        )
        if ended:
            write_audit(site=invitation.site.slug, by=by, action="invitation.withdrawn", subject=_ref(invitation))
    return bool(ended)


def accept_invitation(*, invitation: Invitation, by: Person, addresses: set[str]) -> Membership:
    """Make the person a member. ``addresses`` are the e-mails they proved to be theirs by signing in.

    Raises:
        NotInvited, InvitationSpent
    """
    if invitation.email.lower() not in {address.lower() for address in addresses}:
        raise NotInvited
    with transaction.atomic():
        now = timezone.now()
        taken = Invitation.objects.filter(
            pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=now
        ).update(accepted_at=now)
        if not taken:
            raise InvitationSpent
        membership, _made = Membership.objects.get_or_create(
            site=invitation.site, person=by, role=invitation.role, defaults={"office": invitation.office}
        )
        write_audit(
            site=invitation.site.slug,
            by=by,
            action="member.joined",
            subject=_ref(invitation),
            changes={"role": invitation.role},
        )
    return membership


def change_member(*, membership: Membership, role: str, office: str, by: Person) -> None:
    """Give a member another role or office.

    Raises:
        LastCoordinator, AlreadyMember
    """
    with transaction.atomic():
        held = _held(membership, by)
        if role != held.role:
            _keep_a_coordinator(held)
            if Membership.objects.filter(site=held.site, person=held.person, role=role).exists():
                raise AlreadyMember
        changes: dict[str, Json] = {"role": [held.role, role]}
        held.role, held.office = role, office
        held.save(update_fields=["role", "office"])
        write_audit(site=held.site.slug, by=by, action="member.changed", subject=held.person.actor_key, changes=changes)


def remove_member(*, membership: Membership, by: Person) -> None:
    """Take the role away. Takes effect with the member's next click.

    Raises:
        LastCoordinator
    """
    with transaction.atomic():
        held = _held(membership, by)
        _keep_a_coordinator(held)
        write_audit(
            site=held.site.slug,
            by=by,
            action="member.removed",
            subject=held.person.actor_key,
            changes={"role": held.role},
        )
        held.delete()


def hash_of(token: str) -> str:
    """What the database keeps of a link: nobody who reads it can use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _held(membership: Membership, by: Person) -> Membership:
    """The membership, with its whole site locked, so that two removals cannot pass each other."""
    require(by, "invite", membership.site)
    Site.objects.select_for_update().get(pk=membership.site_id)
    return Membership.objects.select_related("site", "person").get(pk=membership.pk)


def _keep_a_coordinator(membership: Membership) -> None:
    others = Membership.objects.filter(site=membership.site, role=Role.COORDINATOR).exclude(pk=membership.pk)
    if membership.role == Role.COORDINATOR and not others.exists():
        raise LastCoordinator


def _end_expired(site: Site, email: str, role: str) -> None:
    """An invitation whose time is over makes room for a new one."""
    now = timezone.now()
    Invitation.objects.filter(
        site=site, email__iexact=email, role=role, accepted_at=None, withdrawn_at=None, expires_at__lte=now
    ).update(withdrawn_at=now)


def _send(invitation: Invitation, token: str) -> None:
    context = {
        "invitation": invitation,
        "site": invitation.site,
        "link": settings.PUBLIC_ADDRESS + reverse("sites:invitation", args=[token]),
    }
    send_mail(
        _("Te invitan a %(site)s") % {"site": invitation.site.name},
        render_to_string("sites/mail/invitation.txt", context),
        None,
        [invitation.email],
    )


def _ref(invitation: Invitation) -> str:
    return f"invitation:{invitation.pk}"
