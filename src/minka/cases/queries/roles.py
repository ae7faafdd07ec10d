"""As whom somebody acts on a case."""

from minka.cases.models import Case
from minka.engine.workflows.table import Role
from minka.people.models import Participant, Person
from minka.sites.access import may, require, roles_at
from minka.sites.models import Role as SiteRole


class NotTheirs(Exception):  # noqa: N818 - a state, not a mistake
    """The participant did not file this case."""


def role_of(by: Person | Participant, case: Case) -> Role:
    """The role of a person at the case's site, or the citizen whose case it is.

    Raises:
        NotTheirs: another participant's case.
        Http404, PermissionDenied: a person without the right.
    """
    if isinstance(by, Participant):
        if by.pk != case.participant_id:
            raise NotTheirs
        return "citizen"
    require(by, "handle_case", case.site)
    return official_role(by, case)


def official_role(by: Person, case: Case) -> Role:
    """Coordinators may do what officials may, and a little more."""
    return "coordinator" if SiteRole.COORDINATOR in roles_at(by, case.site) else "official"


def may_handle(by: object, case: Case) -> bool:
    return may(by, "handle_case", case.site)
