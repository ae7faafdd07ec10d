"""Definitions to try things on: short to write, and one that has some of everything."""

from typing import Any

from minka.engine.forms import Definition, read_definition

type Json = dict[str, Any]


def es(words: str) -> Json:
    return {"es": words}


def answer(name: str) -> Json:
    return {"answer": name}


def op(name: str, *args: object) -> Json:
    return {"op": name, "args": list(args)}


def ask(name: str, kind: str = "short_text", **more: object) -> Json:
    return {"id": name, "type": kind, "label": es(f"¿{name}?"), **more}


def choose(name: str, *options: str, kind: str = "one_of", **more: object) -> Json:
    listed = [{"id": option, "label": es(option.capitalize())} for option in options]
    return ask(name, kind, options=listed, **more)


def page(name: str, *questions: Json, **more: object) -> Json:
    return {"id": name, "title": es(name.capitalize()), "questions": list(questions), **more}


def service(*pages: Json, **more: object) -> Json:
    return {
        "format": "minka-service/1",
        "title": es("Servicio de prueba"),
        "procedure": {"code": "P-1", "regime": "positive", "fee": "0.00"},
        "pages": list(pages),
        **more,
    }


def read(*pages: Json, **more: object) -> Definition:
    return read_definition(service(*pages, **more))


def licence() -> Json:
    """A licence to open a shop: screening, an exit, a group, a calculation, a table, rules, papers, eligibility."""
    return service(
        *_first_pages(),
        page("where", ask("place", "place"), ask("street"), ask("near", required=False)),
        page("staff", _people(), when=op("eq", answer("food"), True)),
        page("money", ask("capital", "money")),
        page("last", ask("photo", "photo", requirement="photo_of_shop"), ask("true_all", "declaration")),
        calculations=_calculations(),
        tables=[_risk()],
        rules=_rules(),
        requirements=_requirements(),
        eligibility={
            "conditions": [
                {"id": "small", "text": es("El local tiene 500 m² o menos"), "expr": op("le", answer("area"), "500")},
                {"id": "zoned", "text": es("La zona permite comercio")},
            ]
        },
        procedure={
            "code": "P-7",
            "regime": "positive",
            "term": {"count": 4, "unit": "working_days"},
            "fee": {"calc": "fee"},
            "legal_basis": ["Ley 28976"],
            "where": es("Mesa de partes, jirón Lima 100"),
        },
    )


def _first_pages() -> list[Json]:
    born = ask("born", "date", limits={"not_after": "today"})
    area = ask("area", "number", limits={"min": 1, "max": 5000, "decimals": 2})
    return [
        page("first", choose("who", "person", "company"), ask("food", "yes_no"), screening=True),
        page("size", area, screening=True),
        page("too_big", when=op("gt", answer("area"), "500"), exit=True, guidance=es("Ve a la municipalidad.")),
        page("owner", ask("name"), born, when=op("eq", answer("who"), "person")),
        page("firm", ask("ruc", "document", limits={"kinds": ["ruc"]}), when=op("eq", answer("who"), "company")),
    ]


def _people() -> Json:
    card = ask("card", "date", when=op("eq", {"row": "cooks"}, True))
    questions = [ask("person_name"), ask("cooks", "yes_no"), card]
    return ask("people", "group", required=False, limits={"max": 5}, questions=questions)


def _calculations() -> list[Json]:
    cooks = {"op": "count", "of": answer("people"), "where": op("eq", {"row": "cooks"}, True)}
    return [
        {"id": "fee", "type": "money", "expr": op("add", "50", op("mul", answer("area"), "0.333"))},
        {"id": "cooks_total", "type": "number", "expr": cooks},
    ]


def _risk() -> Json:
    return {
        "id": "risk",
        "hit": "first",
        "inputs": [answer("food"), answer("area")],
        "outputs": [{"id": "level", "type": "text"}],
        "rules": [
            {"when": [True, {"op": "gt", "value": "100"}], "then": ["high"]},
            {"when": [None, {"from": "200"}], "then": ["high"]},
            {"when": [None, None], "then": ["low"]},
        ],
    }


def _rules() -> list[Json]:
    young = op("lt", op("age", answer("born")), "18")
    poor = op("lt", answer("capital"), {"calc": "fee"})
    return [
        {"id": "of_age", "when": young, "message": es("Tienes que ser mayor de edad."), "question": "born"},
        {"id": "poor", "when": poor, "message": es("No alcanza para el pago.")},
    ]


def _requirements() -> list[Json]:
    risky = op("eq", {"table": "risk", "output": "level"}, "high")
    company = op("eq", answer("who"), "company")
    return [
        {"id": "photo_of_shop", "text": es("Foto del local"), "kind": "upload", "question": "photo"},
        {"id": "inspection", "text": es("Certificado de inspección"), "kind": "held_by_state", "when": risky},
        {"id": "power", "text": es("Vigencia de poder"), "kind": "number_and_date", "when": company},
    ]


LICENCE: dict[str, object] = {
    "who": "person",
    "food": True,
    "area": "40.50",
    "name": "Rosa Quispe",
    "born": "1985-03-27",
    "place": {"code": "060101", "coding": "inei"},
    "street": "Jirón Amazonas 12",
    "near": None,
    "people": [{"person_name": "Luz", "cooks": True, "card": "2026-01-05"}, {"person_name": "Juan", "cooks": False}],
    "capital": "3000.00",
    "photo": [{"key": "a1", "name": "local.jpg", "type": "image/jpeg", "size": 90000}],
    "true_all": True,
}
