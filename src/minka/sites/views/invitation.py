"""The page behind an invitation's link: sign in with that e-mail, then accept."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.people.access import acting_person
from minka.people.forms import SignInForm
from minka.people.models import Person
from minka.sites.actions import InvitationSpent, NotInvited, accept_invitation
from minka.sites.actions.members import hash_of
from minka.sites.models import Invitation
from minka.sites.queries.members import state_of


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is worth, and the next step: a code to that e-mail, or joining."""
    found = Invitation.objects.filter(token_hash=hash_of(token)).select_related("site", "invited_by").first()
    if found is None:
        raise Http404
    state = state_of(found)
    if request.method == "POST" and state == "open":
        return _join(request, found) if request.user.is_authenticated else _send_code(request, found, token)
    context = {"site": found.site, "invitation": found, "state": state, "is_theirs": _is_theirs(request, found)}
    return render(request, "sites/invitation.html", context, status=200 if state == "open" else 410)


def _send_code(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    """The account is made when the link is followed: only the invited mailbox can bring its code."""
    if not Person.objects.filter(email__iexact=found.email).exists():
        Person.objects.create_user(found.email)
    form = SignInForm({"login": found.email}, request=request)
    if form.is_valid():
        answer: HttpResponse = form.login(request, redirect_url=reverse("sites:invitation", args=[token]))
        return answer
    messages.warning(request, " ".join(form.errors.get("login", [])))
    return redirect("sites:invitation", token)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    person = acting_person(request)
    try:
        accept_invitation(invitation=found, by=person, addresses=_addresses(person))
    except (NotInvited, InvitationSpent):
        return redirect(request.path)
    messages.success(request, _("Ya eres parte de %(site)s.") % {"site": found.site.name})
    return redirect("processes:manage", found.site.slug)


def _is_theirs(request: HttpRequest, found: Invitation) -> bool:
    if not request.user.is_authenticated:
        return False
    return found.email.lower() in _addresses(acting_person(request))


def _addresses(person: Person) -> set[str]:
    """The e-mails this person can sign in with."""
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {person.email.lower(), *(address.lower() for address in proven)}
