"""The letters that a service can send: those that every service has, and its own."""

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
