"""The people of a site: members by role, invitations, changes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.people.access import acting_person
from minka.sites.access import get_site_for
from minka.sites.actions import (
    AlreadyMember,
    InvitationWaits,
    LastCoordinator,
    change_member,
    invite,
    remove_member,
    withdraw_invitation,
)
from minka.sites.forms.member import InviteForm, MemberForm
from minka.sites.models import Invitation, Membership, Site
from minka.sites.queries.members import members_by_role, open_invitations, state_of


def only_coordinator() -> str:
    return _("Es la única persona que coordina esta sede. Antes da la coordinación a otra.")


@require_safe
def people(request: HttpRequest, site: str) -> HttpResponse:
    """Everybody who works here and what each may do."""
    here = get_site_for(request, site, "invite")
    invitations = [(each, state_of(each)) for each in open_invitations(here)]
    context = {"site": here, "groups": members_by_role(here), "invitations": invitations}
    return render(request, "sites/manage/people.html", context)


@require_http_methods(["GET", "POST"])
def invitation_new(request: HttpRequest, site: str) -> HttpResponse:
    here = get_site_for(request, site, "invite")
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, here, form):
        return redirect("sites:people", here.slug)
    context = {"site": here, "form": form}
    return render(request, "sites/manage/invitation_form.html", context, status=422 if form.errors else 200)


@require_POST
def invitation_withdraw(request: HttpRequest, site: str, invitation: int) -> HttpResponse:
    here = get_site_for(request, site, "invite")
    if withdraw_invitation(invitation=_invitation(here, invitation), by=acting_person(request)):
        messages.success(request, _("Retiramos la invitación: su enlace ya no sirve."))
    else:
        messages.warning(request, _("Esa invitación ya se había usado o retirado."))
    return redirect("sites:people", here.slug)


@require_POST
def invitation_again(request: HttpRequest, site: str, invitation: int) -> HttpResponse:
    """Send a new link; the old one stops working."""
    here = get_site_for(request, site, "invite")
    old = _invitation(here, invitation)
    if withdraw_invitation(invitation=old, by=acting_person(request)):
        invite(site=here, email=old.email, role=old.role, office=old.office, by=acting_person(request))
        messages.success(request, _("Enviamos otro enlace a %(email)s.") % {"email": old.email})
    return redirect("sites:people", here.slug)


@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, site: str, member: int) -> HttpResponse:
    """Change what somebody does here."""
    here = get_site_for(request, site, "invite")
    chosen = _member(here, member)
    form = MemberForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid() and _changed(request, chosen, form):
        return redirect("sites:people", here.slug)
    context = {"site": here, "form": form, "member": _member(here, member)}
    return render(request, "sites/manage/member_form.html", context, status=422 if form.errors else 200)


@require_POST
def member_remove(request: HttpRequest, site: str, member: int) -> HttpResponse:
    here = get_site_for(request, site, "invite")
    chosen = _member(here, member)
    try:
        remove_member(membership=chosen, by=acting_person(request))
    except LastCoordinator:
        messages.warning(request, only_coordinator())
    else:
        messages.success(request, _("%(person)s ya no tiene ese rol.") % {"person": chosen.person})
    if chosen.person == request.user:
        return redirect("people:account")
    return redirect("sites:people", here.slug)


def _invited(request: HttpRequest, site: Site, form: InviteForm) -> bool:
    values = form.cleaned_data
    try:
        invite(
            site=site, email=values["email"], role=values["role"], office=values["office"], by=acting_person(request)
        )
    except AlreadyMember:
        form.add_error("email", _("Esa persona ya tiene ese rol en la sede."))
    except InvitationWaits:
        form.add_error("email", _("Ya hay una invitación pendiente para ese correo y ese rol."))
    else:
        messages.success(
            request, _("Enviamos la invitación a %(email)s. Dura siete días.") % {"email": values["email"]}
        )
        return True
    return False


def _changed(request: HttpRequest, chosen: Membership, form: MemberForm) -> bool:
    values = form.cleaned_data
    try:
        change_member(membership=chosen, role=values["role"], office=values["office"], by=acting_person(request))
    except LastCoordinator:
        form.add_error("role", only_coordinator())
    except AlreadyMember:
        form.add_error("role", _("Ya tiene también ese rol. Quítale este si sobra."))
    else:
        messages.success(request, _("Guardamos el cambio."))
        return True
    return False


def _member(site: Site, number: int) -> Membership:
    """A member of this very site, or 404."""
    found = Membership.objects.filter(site=site, pk=number).select_related("person", "site").first()
    if found is None:
        raise Http404
    return found


def _invitation(site: Site, number: int) -> Invitation:
    """An invitation of this very site, or 404."""
    found = Invitation.objects.filter(site=site, pk=number).select_related("site").first()
    if found is None:
        raise Http404
    return found
