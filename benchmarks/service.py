"""A service of ten pages for the benchmarks, published straight through the models.

Call ``product.use_django`` before anything here.
"""

from typing import Any

from minka.engine.forms import read_definition
from minka.services.models import Service, Version
from minka.sites.models import Organization, Site

type Json = dict[str, Any]

# What is typed on each page, by the name of its control; the pages stand in the order of the document.
TYPED = {
    "shop": {"q-shop_kind": "food"},
    "size": {"q-metres": "40"},
    "who": {"q-name": "Rosa Quispe Díaz"},
    "identity": {"q-dni": "12345678"},
    "birth": {"q-born_day": "27", "q-born_month": "3", "q-born_year": "1985"},
    "contact": {"q-phone": "987654321"},
    "where": {"q-street": "Jirón Amazonas 123, barrio San José"},
    "hours": {"q-opens": "8 de la mañana", "q-closes": "6 de la tarde"},
    "money": {"q-capital": "3500.00"},
    "promise": {"q-agree": "on"},
}
# The same, as it is kept.
ANSWERS: Json = {
    "shop_kind": "food",
    "metres": "40",
    "name": "Rosa Quispe Díaz",
    "dni": {"kind": "dni", "number": "12345678"},
    "born": "1985-03-27",
    "phone": "987654321",
    "street": "Jirón Amazonas 123, barrio San José",
    "opens": "8 de la mañana",
    "closes": "6 de la tarde",
    "capital": "3500.00",
    "agree": True,
}


def document() -> Json:
    """A licence to open a shop: two first questions, eight pages more, papers that depend on the answers."""
    return {
        "format": "minka-service/1",
        "title": _es("Licencia de funcionamiento"),
        "summary": _es("Para abrir un local de comercio o de comida en la ciudad."),
        "procedure": {
            "code": "P-7",
            "regime": "positive",
            "term": {"count": 4, "unit": "working_days"},
            "fee": "120.00",
            "legal_basis": ["Ley 28976"],
            "where": _es("Mesa de partes, jirón Lima 100"),
        },
        "pages": _pages(),
        "requirements": [
            {"id": "form", "text": _es("Tu solicitud, que llenas aquí"), "kind": "form"},
            {"id": "power", "text": _es("Croquis del local"), "kind": "declaration"},
            {
                "id": "health",
                "text": _es("Carné de sanidad de quienes cocinan"),
                "kind": "number_and_date",
                "when": {"op": "eq", "args": [{"answer": "shop_kind"}, "food"]},
            },
        ],
    }


def publish(site: Site) -> Service:
    """The service, live, with one version."""
    content = document()
    organization = Organization.objects.create(site=site, name="Municipalidad Provincial", sector="state")
    service = Service.objects.create(
        site=site,
        organization=organization,
        slug="licencia",
        title=content["title"]["es"],
        summary=content["summary"]["es"],
        status=Service.Status.LIVE,
        draft=content,
    )
    Version.objects.create(
        service=service,
        number=1,
        document=content,
        digest=read_definition(content).digest,
        reasons="Para medir",
        author_name="Ana",
        approver_name="Luis",
    )
    return service


def _pages() -> list[Json]:
    kinds = [{"id": name, "label": _es(words)} for name, words in (("food", "Comida"), ("shop", "Tienda"))]
    return [
        _page("shop", "Tu local", _ask("shop_kind", "one_of", "¿Qué vas a abrir?", options=kinds), screening=True),
        _page("size", "El tamaño", _ask("metres", "number", "¿Cuántos metros cuadrados tiene?"), screening=True),
        _page("who", "Quién eres", _ask("name", "short_text", "¿Cómo te llamas?")),
        _page("identity", "Tu documento", _ask("dni", "document", "Número de tu DNI", limits={"kinds": ["dni"]})),
        _page("birth", "Tu nacimiento", _ask("born", "date", "¿Cuándo naciste?", limits={"not_after": "today"})),
        _page("contact", "Cómo llamarte", _ask("phone", "phone", "Tu celular", hint=_es("Nueve números."))),
        _page("where", "Dónde queda", _ask("street", "long_text", "Calle, número y barrio")),
        _page(
            "hours",
            "El horario",
            _ask("opens", "short_text", "¿A qué hora abres?"),
            _ask("closes", "short_text", "¿A qué hora cierras?"),
        ),
        _page("money", "El capital", _ask("capital", "money", "¿Con cuánto empiezas?")),
        _page("promise", "Para terminar", _ask("agree", "declaration", "Cumplo las normas de seguridad del local")),
    ]


def _page(name: str, title: str, *questions: Json, **more: object) -> Json:
    return {"id": name, "title": _es(title), "questions": list(questions), **more}


def _ask(name: str, kind: str, label: str, **more: object) -> Json:
    ground = {"why": _es("La ley lo pide para dar la licencia."), "legal_basis": "Ley 28976, art. 7", "kept": "P5Y"}
    return {"id": name, "type": kind, "label": _es(label), "ground": ground, **more}


def _es(words: str) -> Json:
    return {"es": words}
