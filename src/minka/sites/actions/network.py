"""New sites and the organisations they work with."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from minka.people.models import Person
from minka.records.actions import SYSTEM, write_audit, write_record
from minka.sites.access import require
from minka.sites.actions.members import invite
from minka.sites.models import Membership, Organization, Role, Site

type Values = dict[str, Any]


class SetupOver(Exception):  # noqa: N818 - a state
    """The installation has its first site; the one-time key opens nothing any more."""


def open_site(*, parent: Site, values: Values, coordinator_email: str, by: Person) -> Site:
    """Open a site under another and invite its first coordinator."""
    require(by, "open_site", parent)
    with transaction.atomic():
        site = Site.objects.create(parent=parent, **values)
        _tell_opened(site, by)
        invite(site=site, email=coordinator_email, role=Role.COORDINATOR, office="", by=by)
    return site


def open_first_site(*, values: Values, name: str, email: str) -> Person:
    """Open the first site of an empty installation and make the bearer of the one-time key its coordinator.

    Raises:
        SetupOver: there is a site, or the key was used at this very moment by somebody else.
    """
    with transaction.atomic():
        try:
            setup_key_file().unlink()
        except FileNotFoundError as used:
            raise SetupOver from used
        if Site.objects.exists():
            raise SetupOver
        site = Site.objects.create(**values)
        person = Person.objects.filter(email__iexact=email).first() or Person.objects.create_user(email, name=name)
        Membership.objects.create(site=site, person=person, role=Role.COORDINATOR)
        _tell_opened(site, person)
        write_audit(site=site.slug, by=SYSTEM, action="member.joined", subject=person.actor_key)
    return person


def setup_key_file() -> Path:
    """Where the first start leaves the key of an empty installation."""
    return Path(settings.DATA) / "keys" / "setup"


def add_organization(*, site: Site, values: Values, by: Person) -> Organization:
    """Note an organisation the site works with."""
    require(by, "edit_organizations", site)
    with transaction.atomic():
        organization = Organization.objects.create(site=site, **values)
        write_audit(site=site.slug, by=by, action="organization.added", subject=f"organization:{organization.pk}")
    return organization


def edit_organization(*, organization: Organization, values: Values, by: Person) -> None:
    """Correct what is noted of an organisation."""
    require(by, "edit_organizations", organization.site)
    with transaction.atomic():
        Organization.objects.filter(pk=organization.pk).update(**values)
        write_audit(
            site=organization.site.slug,
            by=by,
            action="organization.changed",
            subject=f"organization:{organization.pk}",
            changes={"fields": [*values]},
        )


def _tell_opened(site: Site, by: Person) -> None:
    write_record(
        site=site.slug,
        kind="site.opened",
        subject=site.slug,
        body={"name": site.name, "level": site.level, "parent": site.parent.slug if site.parent else None},
    )
    write_audit(site=site.slug, by=by, action="site.opened", subject=site.slug)
