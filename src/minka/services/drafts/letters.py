"""The letters that a service can send: those that every service has, and its own; and what fills itself in."""

import re
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

BUILT_IN: Final = (
    ("receipt", gettext_noop("Cargo de recepción")),
    ("observation", gettext_noop("Observación")),
    ("extension", gettext_noop("Ampliación del plazo")),
    ("suspension", gettext_noop("Plazo detenido")),
    ("decision_granted", gettext_noop("Resolución que concede")),
    ("decision_denied", gettext_noop("Resolución que deniega")),
    ("not_filed", gettext_noop("Se tiene por no presentada")),
    ("silence_certificate", gettext_noop("Constancia de silencio positivo")),
    ("appeal_upheld", gettext_noop("Recurso: se da la razón")),
    ("appeal_dismissed", gettext_noop("Recurso: se desestima")),
)


def letter_names(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Every letter of a draft: its key, and what it is called."""
    built_in = [(key, _(words)) for key, words in BUILT_IN]
    known = dict(BUILT_IN)
    return [*built_in, *((key, called(key)) for key in document.get("letters", {}) if key not in known)]


def called(key: str) -> str:
    """What a letter of the service's own is called: its key as words."""
    return key.replace("_", " ").capitalize()


PLACE: Final = re.compile(r"\{([a-z_]{1,40})\}")
PLACES: Final = (  # name in the document, name for whoever writes, what it is
    ("applicant", "solicitante", gettext_noop("quien hizo el trámite")),
    ("number", "numero", gettext_noop("número del trámite")),
    ("service", "servicio", gettext_noop("nombre del servicio")),
    ("entity", "entidad", gettext_noop("entidad que lo atiende")),
    ("decides", "quien_resuelve", gettext_noop("quién resuelve")),
    ("filed_on", "presentado_el", gettext_noop("día en que se presentó")),
    ("due_on", "responder_hasta", gettext_noop("último día para responder")),
    ("notify_by", "notificar_hasta", gettext_noop("último día para notificar")),
    ("silence_on", "silencio_el", gettext_noop("día en que actúa el silencio")),
    ("correct_by", "corregir_hasta", gettext_noop("último día para corregir")),
    ("appeal_by", "recurrir_hasta", gettext_noop("último día para recurrir")),
    ("items", "por_corregir", gettext_noop("lo que falta corregir")),
    ("reason", "motivo", gettext_noop("el motivo que se escribe")),
    ("legal_ground", "sustento", gettext_noop("la norma que se escribe")),
    ("days", "dias", gettext_noop("días que se amplía")),
    ("today", "hoy", gettext_noop("la fecha de la carta")),
)


def to_write(text: str) -> str:
    """A letter as it is shown to whoever writes it: what fills itself in has Spanish names."""
    names = {key: spanish for key, spanish, _words in PLACES}
    return PLACE.sub(lambda found: f"{{{names.get(found[1], found[1])}}}", text)


def to_keep(text: str) -> str:
    """A letter as the document keeps it."""
    names = {spanish: key for key, spanish, _words in PLACES}
    return PLACE.sub(lambda found: f"{{{names.get(found[1], found[1])}}}", text)


def unknown_places(text: str) -> list[str]:
    """The names in braces that nothing fills in: they would reach the person as they stand."""
    known = {name for key, spanish, _words in PLACES for name in (key, spanish)}
    return list(dict.fromkeys(name for name in PLACE.findall(text) if name not in known))
