"""Who may do what at which site: one table, one question, one door to a site."""

from allauth.mfa.adapter import get_adapter as mfa
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from minka.people.models import Person
from minka.sites.models import Membership, Role, Site
from minka.sites.queries.demonstration import is_demonstration_account

C, F, O, M, A = Role.COORDINATOR, Role.FACILITATOR, Role.OFFICIAL, Role.MODERATOR, Role.ANALYST  # noqa: E741

RIGHTS: dict[str, frozenset[str]] = {
    "open_site": frozenset({C}),
    "invite": frozenset({C}),
    "see_work": frozenset({C, F, O, M, A}),
    "edit_organizations": frozenset({C, F}),
    "open_process": frozenset({C, F}),
    "edit_process": frozenset({C, F}),
    "close_process": frozenset({C, F}),
    "see_desk": frozenset({C, F, O, M, A}),
    "group": frozenset({C, F}),
    "assign": frozenset({C, F}),
    "answer": frozenset({C, F, O}),
    "enter_paper": frozenset({C, F}),
    "import": frozenset({C, F}),
    "export": frozenset({C, F, A}),
    "moderate": frozenset({C, M}),
    "see_audit": frozenset({C, A}),
    "design_service": frozenset({C, F}),
    "approve_service": frozenset({C, O}),
    "see_service_numbers": frozenset({C, F, O, A}),
    "handle_case": frozenset({C, O}),
    "edit_law": frozenset({C, O}),
}
WHAT_ROLES_DO = {
    Role.COORDINATOR: _("Coordinación: invita, abre sedes y hace todo lo demás"),
    Role.FACILITATOR: _("Facilitación: abre procesos, lee, agrupa y responde; diseña servicios"),
    Role.OFFICIAL: _("Oficina que responde: lee y responde por su oficina; aprueba servicios y atiende trámites"),
    Role.MODERATOR: _("Moderación: cuida que se respeten las reglas"),
    Role.ANALYST: _("Análisis: lee y descarga, sin cambiar nada"),
}
INHERITED = frozenset({"open_site", "invite"})  # a coordinator holds these at every site below as well


class SignInNeeded(Exception):  # noqa: N818 - a state, not a mistake
    """Nobody is signed in; ``doors.StaffDoorMiddleware`` leads to the sign-in page and back."""


class SecondFactorNeeded(Exception):  # noqa: N818 - a state, not a mistake
    """The person may do this, but only with a second factor, which the account does not have yet."""


def roles_at(person: object, site: Site) -> frozenset[str]:
    """The person's roles at the site; asked once per person and request."""
    if not isinstance(person, Person) or not person.is_active:
        return frozenset()
    if is_demonstration_account(person) and not settings.DEMONSTRATION:
        return frozenset()  # what anybody could press on once opens nothing when the data have become somebody's
    return _roles(person).get(site.pk, frozenset())


def may(person: object, right: str, site: Site | None) -> bool:
    """Whether the person holds the right at the site, or, for a few rights, at a site above it."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    node = site
    while node is not None:
        if RIGHTS[right] & roles_at(person, node):
            return True
        node = node.parent if right in INHERITED else None
    return person.is_operator and right in INHERITED


def require(person: object, right: str, site: Site) -> None:
    """Pass, or raise: sign-in to nobody, 403 to a member of the site without the right, 404 to everybody else."""
    require_sign_in(person)
    if may(person, right, site):
        require_second_factor(person)
        return
    if roles_at(person, site):
        raise PermissionDenied
    raise Http404


def require_sign_in(person: object) -> None:
    """Pass for someone with an account. Asked before anything is looked up, so that a lost session loses no link."""
    if not getattr(person, "is_authenticated", False):
        raise SignInNeeded


def require_second_factor(person: object) -> None:
    """Pass for staff whose account has a second factor, wherever the installation asks for one."""
    if settings.STAFF_MFA and not mfa().is_mfa_enabled(person):
        raise SecondFactorNeeded


def get_site(_request: HttpRequest, slug: str) -> Site:
    """The open site with this address, or 404."""
    try:
        return Site.objects.select_related("parent__parent").get(slug=slug, closed_at__isnull=True)
    except Site.DoesNotExist as absent:
        raise Http404 from absent


def get_site_for(request: HttpRequest, slug: str, right: str) -> Site:
    """The site, for someone who holds the right there."""
    require_sign_in(request.user)
    site = get_site(request, slug)
    require(request.user, right, site)
    return site


def _roles(person: Person) -> dict[int, frozenset[str]]:
    if not hasattr(person, "_roles_by_site"):
        found: dict[int, set[str]] = {}
        for site_id, role in Membership.objects.filter(person=person).values_list("site_id", "role"):
            found.setdefault(site_id, set()).add(role)
        person._roles_by_site = {key: frozenset(roles) for key, roles in found.items()}  # type: ignore[attr-defined]
    return person._roles_by_site  # type: ignore[attr-defined,no-any-return]
