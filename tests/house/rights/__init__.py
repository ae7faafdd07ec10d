"""Who gets which answer at which address, one table per app. ``tests/house/test_rights.py`` reads them all.

How to add yours: make ``tests/house/rights/<app>.py`` with ``RIGHTS: dict[str, Row]``, one row per URL name, for
instance ``"sites:people": Row(staff(COORDINATOR), at=site)``. ``at`` gives the address's arguments from the world
(``tests/house/world.py``); ``method`` and ``data`` are for addresses that only take a POST. The status of an empty
POST by somebody allowed is 422 as a rule. Presets: ``everyone``, ``staff``, ``account``, ``holder``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.house.world import World

VISITOR, VOICE, CITIZEN, STRANGER, OPERATOR = "visitor", "rosa", "citizen", "stranger", "operator"
COORDINATOR, FACILITATOR, OFFICIAL = "coordinator", "facilitator", "official"
MODERATOR, ANALYST = "moderator", "analyst"
MEMBERS = (COORDINATOR, FACILITATOR, OFFICIAL, MODERATOR, ANALYST)
CAST = (VISITOR, VOICE, CITIZEN, STRANGER, OPERATOR, *MEMBERS)

type Statuses = dict[str, int]


def nowhere(_world: World) -> dict[str, object]:
    return {}


def site(world: World) -> dict[str, object]:
    return {"site": world.cast.cajamarca.slug}


def process(world: World) -> dict[str, object]:
    return {**site(world), "process": world.process.slug}


def draft(world: World) -> dict[str, object]:
    return {**site(world), "process": world.draft.slug}


def activity(world: World) -> dict[str, object]:
    return {**process(world), "activity": world.activity.slug}


def contribution(world: World) -> dict[str, object]:
    return {**activity(world), "number": world.contribution.pk}


@dataclass(frozen=True)
class Row:
    """The answers to one address. ``why`` is for a row that surprises."""

    statuses: Statuses
    at: Callable[[World], dict[str, object]] = nowhere
    method: str = "get"
    data: dict[str, object] = field(default_factory=dict)
    query: str = ""
    why: str = ""


def everyone(status: int) -> Statuses:
    return dict.fromkeys(CAST, status)


def staff(*allowed: str, status: int = 200, operator: int = 404) -> Statuses:
    """Those members get ``status``, other members 403, people of elsewhere 404, and nobody's browser the sign-in."""
    members = {name: status if name in allowed else 403 for name in MEMBERS}
    return {VISITOR: 302, VOICE: 302, CITIZEN: 404, STRANGER: 404, OPERATOR: operator} | members


def account(status: int, *, otherwise: int = 302) -> Statuses:
    """Anybody with an account; the rest is led to sign in."""
    return everyone(status) | {VISITOR: otherwise, VOICE: otherwise}


def holder(status: int, *, otherwise: int = 404) -> Statuses:
    """Only the phone that holds the participant."""
    return everyone(otherwise) | {VOICE: status}
