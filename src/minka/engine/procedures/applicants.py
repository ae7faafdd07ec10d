"""The pages about who applies, which every written request needs (Ley 27444 art. 113, TUO 124)."""

from typing import Final

from minka.engine.procedures.parts import Json, answer, ground, page, question

REQUEST: Final = "Ley 27444, art. 113 (TUO, art. 124)"
REPRESENTATION: Final = "Ley 27444, art. 115 (TUO, art. 126)"
BY_MAIL: Final = "Ley 27444, art. 20.4 (TUO, art. 20.4)"
TRUTH: Final = "Ley 27444, art. 42 (TUO, art. 51)"
PERSONS: Final = {"kinds": ["dni", "ce", "passport"]}


def pages_about_who(used_by: str, screened: set[str]) -> list[Json]:
    """Who asks and for whom, where they live, how to reach them; one thing on a page.

    Args:
        used_by: the office that uses the answers.
        screened: the screening questions there are, which are not asked twice.
    """
    who = _someone_else(used_by, is_asked="is_represented" in screened)
    if "is_company" in screened:
        who.append(_company(used_by))
    return [*who, _identity(used_by), _address(used_by), _contact(used_by), _notices(used_by)]


def closing_page(used_by: str) -> Json:
    """The declaration that all is true, with which papers can stay simple copies."""
    because = ground("La ley presume verdadero lo que declaras; después se revisa una parte.", TRUTH, used_by)
    return page(
        "truth_page",
        "Tu declaración",
        question(
            "truth",
            "declaration",
            "Declaro que lo que escribí es verdad y que las copias que adjunto son iguales a los originales.",
            because,
        ),
    )


def _someone_else(used_by: str, *, is_asked: bool) -> list[Json]:
    ask = page(
        "represented_page",
        "Por quién haces el trámite",
        question(
            "is_represented",
            "yes_no",
            "¿Haces el trámite en nombre de otra persona?",
            ground("Para saber a nombre de quién sale la respuesta.", REPRESENTATION, used_by),
        ),
    )
    because = ground("La respuesta sale a nombre de esta persona.", REPRESENTATION, used_by)
    about = page(
        "principal_page",
        "La persona por quien lo haces",
        question("principal_name", "short_text", "Sus nombres y apellidos, o su razón social", because),
        question("principal_document", "document", "Su documento de identidad o RUC", because),
        question(
            "power_stands", "declaration", "Declaro que tengo poder para representarla y que está vigente.", because
        ),
        when=answer("is_represented"),
    )
    return [about] if is_asked else [ask, about]


def _company(used_by: str) -> Json:
    because = ground("Para saber a nombre de quién sale la respuesta.", REQUEST, used_by)
    return page(
        "company_page",
        "La empresa o asociación",
        question("company_name", "short_text", "Razón social", because),
        question("company_ruc", "document", "RUC", because, limits={"kinds": ["ruc"]}),
        when=answer("is_company"),
    )


def _identity(used_by: str) -> Json:
    because = ground("Toda solicitud lleva el nombre y el documento de quien la presenta.", REQUEST, used_by)
    return page(
        "identity_page",
        "Quién eres",
        question("applicant_name", "short_text", "Tus nombres y apellidos", because),
        question("applicant_document", "document", "Tu documento de identidad", because, limits=dict(PERSONS)),
    )


def _address(used_by: str) -> Json:
    because = ground("Ahí se te notifica, y de ahí depende el plazo por distancia.", REQUEST, used_by)
    return page(
        "address_page",
        "Dónde vives",
        question("applicant_place", "place", "Tu distrito", because),
        question("applicant_address", "short_text", "Tu dirección o cómo llegar", because),
    )


def _contact(used_by: str) -> Json:
    phone = ground("Para avisarte si falta algo. No es obligatorio.", "", used_by)
    email = ground("Para enviarte la respuesta, si lo aceptas. No es obligatorio.", BY_MAIL, used_by)
    return page(
        "contact_page",
        "Cómo avisarte",
        question("phone", "phone", "Tu celular", phone, required=False),
        question("email", "email", "Tu correo", email, required=False),
    )


def _notices(used_by: str) -> Json:
    """An e-mail notifies only with express consent, so an address alone is none."""
    because = ground("El correo solo vale como notificación si lo autorizas.", BY_MAIL, used_by)
    return page(
        "notices_page",
        "Avisos por correo",
        question("accepts_email", "yes_no", "¿Aceptas que te notifiquemos por correo?", because),
        when={"op": "known", "args": [answer("email")]},
    )
