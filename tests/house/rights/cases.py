"""Cases: whoever filed one follows it, officials and coordinators of its site handle it, nobody else knows of it."""

from django.utils import timezone

from minka.cases.actions.acting import act
from minka.cases.models import Case, UnitRequest
from minka.cases.queries.given import Given, Item
from minka.services.models import Version
from tests.house.rights import COORDINATOR, OFFICIAL, Row, holder, site, staff
from tests.house.world import World
from tests.make.cases import make_case, make_version

HANDLERS = (COORDINATOR, OFFICIAL)


def filed(world: World) -> Case:
    """A case of Rosa's that has just been filed."""
    found = Case.objects.filter(state="received", service__slug="tienda").first()
    if found is not None:
        return found
    version = Version.objects.filter(service__slug="tienda").first()
    return make_case(version or make_version(world.cast.cajamarca, slug="tienda"), world.cast.rosa)


def case(world: World) -> dict[str, object]:
    return {**site(world), "number": filed(world).pk}


def observed(world: World) -> dict[str, object]:
    """The same after its observation, with the letter that says so."""
    found = filed(world)
    items = [Item("plan_paper", "missing", "Falta el plano.", ("plan_number",))]
    act(case=found, action="observe", given=Given(items=items), revision=found.revision, by=world.cast.official)
    return {**site(world), "number": found.pk}


def letter(world: World) -> dict[str, object]:
    return {**observed(world), "letter": 1}


def asked(world: World) -> dict[str, object]:
    found = filed(world)
    request = UnitRequest.objects.create(case=found, unit="Catastro", question="¿Mide?", due_on=timezone.localdate())
    return {**site(world), "number": found.pk, "asked": request.pk}


def withdrawing(world: World) -> dict[str, object]:
    return {**case(world), "action": "withdraw"}


def reviewing(world: World) -> dict[str, object]:
    return {**case(world), "action": "start_review"}


def bridge(world: World) -> dict[str, object]:
    return {**case(world), "what": "registro"}


RIGHTS = {
    "cases:case": Row(holder(200), at=case),
    "cases:receipt": Row(holder(200), at=case),
    "cases:correct": Row(holder(200), at=observed),
    "cases:step": Row(holder(200), at=withdrawing),
    "cases:acknowledge": Row(holder(302), at=case, method="post"),
    "cases:rating": Row(holder(422), at=case, method="post"),
    "cases:letter": Row(holder(200), at=letter),
    "cases:inbox": Row(staff(*HANDLERS), at=site),
    "cases:recounts": Row(staff(*HANDLERS), at=site),
    "cases:chosen": Row(staff(*HANDLERS, status=302), at=site, method="post", why="nothing is chosen"),
    "cases:bulk": Row(staff(*HANDLERS, status=302), at=site, method="post", why="nothing is chosen"),
    "cases:handle": Row(staff(*HANDLERS), at=case),
    "cases:assign": Row(staff(*HANDLERS, status=422), at=case, method="post"),
    "cases:note": Row(staff(*HANDLERS, status=422), at=case, method="post"),
    "cases:ask": Row(staff(*HANDLERS, status=422), at=case, method="post"),
    "cases:reply": Row(staff(*HANDLERS, status=422), at=asked, method="post"),
    "cases:acting": Row(staff(*HANDLERS), at=reviewing),
    "cases:desk-letter": Row(staff(*HANDLERS), at=letter),
    "cases:bridge": Row(staff(*HANDLERS, status=302), at=bridge, method="post"),
    "cases:desk-receipt": Row(staff(*HANDLERS, status=404), at=case, why="nothing was handed over"),
    "cases:workflow": Row(staff(*HANDLERS), at=case),
    "cases:bpmn": Row(staff(*HANDLERS), at=case),
}
