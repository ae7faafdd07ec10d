"""A published service with rows of people who began, filed and were answered, for pages that only count."""

import datetime as dt

from django.utils import timezone

from minka.cases.models import Case, Rating
from minka.engine.forms import read_definition
from minka.people.models import Participant
from minka.services.models import Application, Service, Step, Version
from minka.sites.models import Organization, Site
from tests.make.services import Json, ask, es, page, permit


def make_counted_service(site: Site, *, slug: str = "licencia", **fields: object) -> Version:
    """A live service with one version of two pages."""
    entity, _is_new = Organization.objects.get_or_create(site=site, name="Municipalidad", sector="public")
    document = permit(
        pages=[
            page("giro", "Tu negocio", _question("tipo", "¿Qué vendes?")),
            page("local", "Tu local", _question("metros", "¿Cuántos metros?")),
        ],
        requirements=[],
    )
    service = Service.objects.create(
        site=site, organization=entity, slug=slug, title="Licencia", status="live", draft=document, **fields
    )
    return Version.objects.create(
        service=service,
        number=1,
        document=document,
        digest=read_definition(document).digest,
        reasons="Empezamos con lo que pidieron en la feria.",
        author_name="Ana",
        approver_name="Luis",
    )


def make_application(version: Version, *, filed: bool = True, ago: int = 30, minutes: int = 12) -> Application:
    """Somebody began so many days ago and, if they filed, took so many minutes."""
    began = timezone.now() - dt.timedelta(days=ago)
    number = Application.objects.count()
    return Application.objects.create(
        site=version.service.site,
        service=version.service,
        version=version,
        participant=Participant.objects.create(),
        code=f"codigo-{number}",
        state="filed" if filed else "filling",
        started_at=began,
        filed_at=began + dt.timedelta(minutes=minutes) if filed else None,
        idempotency_key=f"clave-{number}",
    )


def make_closed_case(version: Version, *, late: bool = False, outcome: str = "granted", ago: int = 30) -> Case:
    """A case that was filed so many days ago and ended ten days later, late or in time."""
    application = make_application(version, ago=ago)
    filed_on = timezone.localdate() - dt.timedelta(days=ago)
    ended = timezone.now() - dt.timedelta(days=ago - 10)
    return Case.objects.create(
        site=version.service.site,
        organization=version.service.organization,
        service=version.service,
        version=version,
        application=application,
        participant=application.participant,
        number=f"2026-{application.pk:06d}",
        state="notified",
        is_open=False,
        outcome=outcome,
        filed_on=filed_on,
        received_on=filed_on,
        days_late=5 if late else 0,
        opened_at=application.started_at,
        closed_at=ended,
        seal="0" * 64,
    )


def make_rating(case: Case, *, is_good: bool = True, drivers: tuple[str, ...] = ("ease",)) -> Rating:
    return Rating.objects.create(case=case, moment="decided", is_good=is_good, drivers=list(drivers))


def make_step(version: Version, draft: str, page: str, kind: str, **fields: object) -> Step:
    return Step.objects.create(
        service=version.service, version_number=version.number, draft=draft, page=page, kind=kind, **fields
    )


def _question(name: str, label: str) -> Json:
    ground = {"why": es("Decide qué papeles hacen falta."), "legal_basis": "Ley 28976, art. 7"}
    return ask(name, "short_text", label, ground=ground)
