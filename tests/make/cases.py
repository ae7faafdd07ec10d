"""Cases of the tests: a small service as data, published directly, and applications filed in it."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from minka.cases.actions.filing import open_case
from minka.cases.models import Case
from minka.engine.forms import read_definition
from minka.people.models import Participant
from minka.services.models import Application, Service, Version
from minka.sites.models import Organization, Site

type Json = dict[str, Any]
LIMA = dt.timezone(dt.timedelta(hours=-5))


def es(words: str) -> Json:
    return {"es": words}


def licence(*, regime: str = "positive", days: int = 15, **more: object) -> Json:
    """A licence for a shop: who asks, where, a plan when the shop is large, and a photo."""
    term = {} if regime == "automatic" else {"term": {"count": days, "unit": "working_days"}}
    return {
        "format": "minka-service/1",
        "title": es("Licencia para una tienda"),
        "procedure": {
            "code": "P-7",
            "regime": regime,
            "fee": "0.00",
            "legal_basis": ["Ley 28976"],
            "decides": "Gerencia de Comercio",
            **term,
        },
        "pages": [
            {
                "id": "who",
                "title": es("Quién eres"),
                "questions": [{"id": "applicant_name", "type": "short_text", "label": es("¿Cómo te llamas?")}],
            },
            {
                "id": "shop",
                "title": es("Tu tienda"),
                "questions": [
                    {"id": "street", "type": "short_text", "label": es("¿En qué calle está?")},
                    {"id": "large", "type": "yes_no", "label": es("¿Mide más de 100 metros cuadrados?")},
                ],
            },
            {
                "id": "plan",
                "title": es("El plano"),
                "when": {"op": "eq", "args": [{"answer": "large"}, True]},
                "questions": [
                    {"id": "plan_number", "type": "short_text", "label": es("¿Qué número tiene el plano?")},
                ],
            },
        ],
        "requirements": [
            {"id": "form", "text": es("Solicitud con tus datos"), "kind": "form", "question": "applicant_name"},
            {
                "id": "plan_paper",
                "text": es("Plano del local"),
                "kind": "number_and_date",
                "question": "plan_number",
                "when": {"op": "eq", "args": [{"answer": "large"}, True]},
            },
        ],
        **more,
    }


ANSWERS: Json = {"applicant_name": "Rosa Quispe", "street": "Jr. Lima 100", "large": True, "plan_number": "P-88"}


def make_organization(site: Site, name: str = "Municipalidad de prueba") -> Organization:
    found, _made = Organization.objects.get_or_create(site=site, name=name, defaults={"sector": "government"})
    return found


def make_version(site: Site, document: Json | None = None, *, slug: str = "licencia", **fields: object) -> Version:
    """A live service with its first version."""
    definition = read_definition(document or licence())
    service = Service.objects.create(
        site=site,
        organization=make_organization(site),
        slug=slug,
        title=definition.title["es"],
        status=Service.Status.LIVE,
        draft=dict(definition.document),
        **fields,
    )
    return Version.objects.create(
        service=service,
        number=1,
        document=dict(definition.document),
        digest=definition.digest,
        reasons="Primera versión",
        author_name="Facilitadora",
        approver_name="Coordinadora",
    )


def make_application(version: Version, participant: Participant, answers: Json | None = None) -> Application:
    """A filled application that is not filed yet."""
    return Application.objects.create(
        site=version.service.site,
        service=version.service,
        version=version,
        participant=participant,
        code=uuid.uuid4().hex[:20],
        answers=ANSWERS if answers is None else answers,
        idempotency_key=uuid.uuid4().hex,
    )


def make_case(
    version: Version, participant: Participant, answers: Json | None = None, *, filed: dt.date | None = None
) -> Case:
    """A case filed at noon of a day, today when none is given."""
    application = make_application(version, participant, answers)
    at = timezone.now() if filed is None else dt.datetime.combine(filed, dt.time(12), tzinfo=LIMA)
    with transaction.atomic():
        application.state, application.filed_at = Application.State.FILED, at
        application.save(update_fields=["state", "filed_at"])
        return open_case(application=application, at=at)
