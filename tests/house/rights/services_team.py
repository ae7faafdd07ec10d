"""The team's side of services: all members read it, those who design change it, others approve; versions are public."""

from minka.engine.procedures import Procedure as TupaRow
from minka.services.models import Procedure, PublicationRequest, SavedCase, Service
from minka.services.queries.procedure_rows import row_to_json
from tests.house.rights import COORDINATOR, FACILITATOR, MEMBERS, OFFICIAL, Row, everyone, site, staff
from tests.house.world import World
from tests.make.services import make_draft, make_service

THOSE_WHO_DESIGN = (COORDINATOR, FACILITATOR)
THOSE_WHO_APPROVE = (COORDINATOR, OFFICIAL)


def drafted(world: World) -> Service:
    found = Service.objects.filter(site=world.cast.cajamarca, slug="en-diseno").first()
    return found or make_draft(world.cast.cajamarca, slug="en-diseno")


def draft(world: World) -> dict[str, object]:
    return {**site(world), "service": drafted(world).slug}


def page(world: World) -> dict[str, object]:
    return {**draft(world), "page": "person"}


def question(world: World) -> dict[str, object]:
    return {**draft(world), "question": "name"}


def holder(world: World) -> dict[str, object]:
    return {**draft(world), "holder": "person"}


def kind(world: World) -> dict[str, object]:
    return {**draft(world), "kind": "requisitos"}


def part(world: World) -> dict[str, object]:
    return {**kind(world), "part": "paper_dni"}


def state(world: World) -> dict[str, object]:
    return {**draft(world), "state": "received"}


def action(world: World) -> dict[str, object]:
    return {**draft(world), "action": "observe"}


def offered(world: World) -> dict[str, object]:
    published(world)
    return {**site(world), "number": Service.objects.get(slug="publicado").versions.get().pk}


def translation(world: World) -> dict[str, object]:
    service = drafted(world)
    if "qvc" not in service.draft.get("languages", []):
        service.draft["languages"] = ["es", "qvc"]
        service.save(update_fields=["draft"])
    return {**draft(world), "language": "qvc", "part": "person"}


def case(world: World) -> dict[str, object]:
    kept, _made = SavedCase.objects.get_or_create(service=drafted(world), name="Sin comida")
    return {**draft(world), "number": kept.pk}


def asked(world: World) -> dict[str, object]:
    service = drafted(world)
    PublicationRequest.objects.get_or_create(
        service=service, state="waiting", defaults={"document": service.draft, "digest": "x", "reasons": "y"}
    )
    return draft(world)


def procedure(world: World) -> dict[str, object]:
    entity = drafted(world).organization
    row = row_to_json(TupaRow(line=1, title="Constancia", code="P-1", requirements=("Solicitud",)))
    kept, _made = Procedure.objects.get_or_create(
        organization=entity, code="P-1", defaults={"site": entity.site, "name": "Constancia", "row": row}
    )
    return {**site(world), "number": kept.pk}


def published(world: World) -> dict[str, object]:
    found = Service.objects.filter(site=world.cast.cajamarca, slug="publicado").first()
    return {**site(world), "service": (found or make_service(world.cast.cajamarca, slug="publicado")).slug}


def version(world: World) -> dict[str, object]:
    return {**published(world), "number": 1}


READ = staff(*MEMBERS)
DESIGN = staff(*THOSE_WHO_DESIGN)
CHANGE = staff(*THOSE_WHO_DESIGN, status=302)

RIGHTS = {
    "services:team": Row(READ, at=site),
    "services:service-new": Row(DESIGN, at=site),
    "services:procedures": Row(READ, at=site),
    "services:procedures-import": Row(DESIGN, at=site),
    "services:procedures-keep": Row(staff(*THOSE_WHO_DESIGN, status=422), at=site, method="post"),
    "services:procedure": Row(READ, at=procedure),
    "services:procedure-draft": Row(CHANGE, at=procedure, method="post"),
    "services:gallery": Row(DESIGN, at=site),
    "services:gallery-bring": Row(DESIGN, at=site),
    "services:gallery-copy": Row(DESIGN, at=offered),
    "services:team-service": Row(READ, at=draft),
    "services:team-page-new": Row(DESIGN, at=draft),
    "services:team-page": Row(DESIGN, at=page),
    "services:team-question-new": Row(DESIGN, at=holder),
    "services:team-question": Row(DESIGN, at=question),
    "services:team-rearrange": Row(CHANGE, at=draft, method="post"),
    "services:team-parts": Row(READ, at=draft),
    "services:team-intro": Row(DESIGN, at=draft),
    "services:team-part-new": Row(DESIGN, at=kind),
    "services:team-part": Row(DESIGN, at=part),
    "services:team-workflow": Row(READ, at=draft),
    "services:team-state-new": Row(DESIGN, at=draft),
    "services:team-state": Row(DESIGN, at=state),
    "services:team-action-new": Row(DESIGN, at=draft),
    "services:team-action": Row(DESIGN, at=action),
    "services:team-workflow-begin": Row(CHANGE, at=draft, method="post"),
    "services:team-workflow-bring": Row(staff(*THOSE_WHO_DESIGN, status=422), at=draft, method="post", why="no file"),
    "services:team-workflow-json": Row(READ, at=draft),
    "services:team-bpmn": Row(READ, at=draft),
    "services:team-facts": Row(DESIGN, at=draft),
    "services:team-letters": Row(DESIGN, at=draft),
    "services:team-texts": Row(READ, at=draft),
    "services:team-translation": Row(DESIGN, at=translation),
    "services:team-cases": Row(READ, at=draft),
    "services:team-preview": Row(READ, at=draft),
    "services:team-case-new": Row(DESIGN, at=draft),
    "services:team-case": Row(DESIGN, at=case),
    "services:team-case-remove": Row(CHANGE, at=case, method="post"),
    "services:team-changes": Row(READ, at=draft),
    "services:team-restore": Row(CHANGE, at=draft, method="post", data={"to": 0}, why="a forged revision leads back"),
    "services:team-whole": Row(DESIGN, at=draft),
    "services:team-draft-json": Row(READ, at=draft),
    "services:team-publication": Row(READ, at=draft),
    "services:team-decide": Row(staff(*THOSE_WHO_APPROVE, status=404), at=asked, method="post", why="names no request"),
    "services:team-take-back": Row(staff(*THOSE_WHO_DESIGN, status=404), at=asked, method="post", why="as above"),
    "services:team-standing": Row(staff(*THOSE_WHO_APPROVE, status=422), at=published, method="post"),
    "services:versions": Row(everyone(200), at=published),
    "services:version-json": Row(everyone(200), at=version),
    "services:version-workflow": Row(everyone(200), at=version),
    "services:version-bpmn": Row(everyone(200), at=version),
    "services:version-guide-json": Row(everyone(200), at=version),
    "services:version-guide-md": Row(everyone(200), at=version),
}
