"""Services of the tests: a small one with a bit of everything, published straight through the models."""

from typing import Any

from django.utils import timezone

from minka.engine.forms import read_definition
from minka.engine.ledger.codes import make_code
from minka.people.models import Participant
from minka.services.actions.uploads import upload_path
from minka.services.models import Application, DraftChange, Service, Upload, Version
from minka.sites.models import Organization, Site

type Json = dict[str, Any]


def es(words: str) -> Json:
    return {"es": words}


def is_(name: str, value: object) -> Json:
    return {"op": "eq", "args": [{"answer": name}, value]}


def ask(name: str, kind: str, label: str, **more: object) -> Json:
    return {"id": name, "type": kind, "label": es(label), **more}


def choose(name: str, label: str, *options: str, **more: object) -> Json:
    listed = [{"id": option, "label": es(option.capitalize())} for option in options]
    return ask(name, "one_of", label, options=listed, **more)


def page(name: str, title: str, *questions: Json, **more: object) -> Json:
    return {"id": name, "title": es(title), "questions": list(questions), **more}


def permit(**more: object) -> Json:
    """A permit to sell at a fair: two first questions, an exit, a group, a file, and a declaration."""
    return {
        "format": "minka-service/1",
        "title": es("Permiso para vender en la feria"),
        "summary": es("Para vender tus productos en la feria del domingo."),
        "procedure": {
            "code": "P-12",
            "regime": "positive",
            "term": {"count": 15, "unit": "working_days"},
            "fee": "12.50",
            "legal_basis": ["Ordenanza 015-2025"],
            "where": es("Mesa de partes, jirón Lima 100"),
        },
        "pages": [*_first_pages(), *_main_pages()],
        "requirements": [
            {"id": "paper_dni", "text": es("Tu DNI"), "kind": "held_by_state"},
            {
                "id": "paper_card",
                "text": es("Carné de sanidad"),
                "kind": "upload",
                "question": "card_file",
                "when": is_("food", True),
            },
        ],
        **more,
    }


def _first_pages() -> list[Json]:
    return [
        page("sells", "¿Qué vendes?", ask("food", "yes_no", "¿Vendes comida?"), screening=True),
        page(
            "size",
            "Tu puesto",
            ask("metres", "number", "¿Cuántos metros mide?", limits={"min": "1", "max": "50"}),
            screening=True,
        ),
        page(
            "too_big",
            "No es por aquí",
            when={"op": "gt", "args": [{"answer": "metres"}, "20"]},
            exit=True,
            guidance=es("Un puesto de más de 20 metros se pide en la municipalidad."),
        ),
    ]


def _main_pages() -> list[Json]:
    helpers = [ask("helper_name", "short_text", "Cómo le dicen"), ask("helper_cooks", "yes_no", "¿Cocina?")]
    return [
        page(
            "person",
            "Quién eres",
            ask("name", "short_text", "Tus nombres y apellidos"),
            ask("dni", "document", "Tu DNI", limits={"kinds": ["dni"]}),
            ask("born", "date", "¿Cuándo naciste?", limits={"not_after": "today"}),
        ),
        page(
            "people",
            "Quién te ayuda",
            ask("helpers", "group", "Personas que te ayudan", required=False, questions=helpers, limits={"max": "3"}),
        ),
        page("card", "Carné de sanidad", ask("card_file", "photo", "Foto de tu carné"), when=is_("food", True)),
        page("last", "Para terminar", ask("agree", "declaration", "Acepto las reglas de la feria")),
    ]


def make_service(site: Site, *, document: Json | None = None, slug: str = "feria", **fields: object) -> Service:
    """A live service with its first version."""
    document = document or permit()
    organization, _created = Organization.objects.get_or_create(
        site=site, name="Municipalidad de prueba", defaults={"sector": "state"}
    )
    words = {"title": document["title"]["es"], "summary": document.get("summary", es(""))["es"]}
    service = Service.objects.create(
        site=site,
        organization=organization,
        slug=slug,
        draft=document,
        **({"status": Service.Status.LIVE} | words | fields),
    )
    make_version(service, document)
    return service


def make_version(service: Service, document: Json) -> Version:
    """The next version of a service, as if one person had written and another had approved it."""
    return Version.objects.create(
        service=service,
        number=service.versions.count() + 1,
        document=document,
        digest=read_definition(document).digest,
        reasons="Primera versión de prueba",
        author_name="Ana",
        approver_name="Luis",
    )


def make_draft(site: Site, *, document: Json | None = None, slug: str = "feria", **fields: object) -> Service:
    """A draft that nobody published yet, with its first change."""
    document = document or permit()
    organization, _created = Organization.objects.get_or_create(
        site=site, name="Municipalidad de prueba", defaults={"sector": "state"}
    )
    service = Service.objects.create(
        site=site,
        organization=organization,
        slug=slug,
        draft=document,
        title=document["title"]["es"],
        **fields,
    )
    DraftChange.objects.create(service=service, revision=0, document=document, what="Borrador que inventa una prueba")
    return service


ANSWERS: Json = {
    "food": False,
    "metres": "4",
    "name": "Rosa Quispe",
    "dni": {"kind": "dni", "number": "12345678"},
    "born": "1985-03-27",
    "helpers": [{"helper_name": "Luz", "helper_cooks": False}],
    "agree": True,
}


def make_application(service: Service, participant: Participant, **fields: object) -> Application:
    """Everything is answered and nothing filed, unless ``state`` says so."""
    version = service.versions.latest("number")
    number = Application.objects.count() + 1
    values: Json = {
        "code": make_code(number.to_bytes(16)),
        "idempotency_key": f"web:tecla-{number}",
        "answers": ANSWERS,
    }
    if fields.get("state") == Application.State.FILED:
        values |= {"filed_at": timezone.now()}
    return Application.objects.create(
        site=service.site, service=service, version=version, participant=participant, **(values | fields)
    )


def make_upload(application: Application, *, question: str = "card_file") -> Upload:
    """A file as it lies there after it was received."""
    path = upload_path("a" * 32)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4 %%EOF")
    return Upload.objects.create(
        site=application.site,
        application=application,
        question=question,
        name="a" * 32,
        original_name="carne.pdf",
        kind="application/pdf",
        size=14,
        digest="0" * 64,
    )
