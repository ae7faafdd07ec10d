"""What the network holds about people. Registered when the app is ready."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from minka.people.actions import StillNeeded
from minka.people.models import Person
from minka.people.personal_data import Holding, Rows, register
from minka.sites.models import Invitation, Membership, Role, Site


def rows(person: Person) -> Rows:
    roles: Rows = [
        {"sede": each.site.name, "rol": each.role, "oficina": each.office, "desde": each.since}
        for each in Membership.objects.filter(person=person).select_related("site")
    ]
    invitations: Rows = [
        {"invitacion_a": each.site.name, "rol": each.role, "enviada": each.created_at, "aceptada": each.accepted_at}
        for each in Invitation.objects.filter(email__iexact=person.email).select_related("site")
    ]
    return roles + invitations


def leave_sites(person: Person, _with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    """Give up every role, unless a site would be left without a coordinator."""
    for mine in Membership.objects.filter(person=person, role=Role.COORDINATOR).select_related("site"):
        Site.objects.select_for_update().get(pk=mine.site_id)
        others = Membership.objects.filter(site=mine.site, role=Role.COORDINATOR).exclude(person=person)
        if mine.site.closed_at is None and not others.exists():
            raise StillNeeded(
                _t("Eres la única persona que coordina %(site)s. Antes invita a otra y espera a que acepte.")
                % {"site": mine.site.name}
            )
    Membership.objects.filter(person=person).delete()
    Invitation.objects.filter(email__iexact=person.email).delete()


register(
    Holding(
        name="sedes",
        title=_("Sedes en las que trabajas"),
        tables=("sites.Membership", "sites.Invitation"),
        of_person=rows,
        erase_person=leave_sites,
    )
)
