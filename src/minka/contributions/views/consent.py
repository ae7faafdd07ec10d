"""The permission without which no voice can be kept: the text shown beside the button, and the yes it stands for."""

from django.utils.translation import get_language

from minka.contributions.actions.voice import Agreed
from minka.reference.models import ConsentText
from minka.reference.queries import consent_text

Purpose = ConsentText.Purpose


def text_for(purpose: str) -> ConsentText | None:
    """The text in force in the reader's language, or in Spanish."""
    return consent_text(purpose, get_language() or "es")


def version_shown(purpose: str) -> str:
    """How a consent names the text that the page showed; an installation without texts says so."""
    text = text_for(purpose)
    return f"{text.language}-{text.version}" if text else "sin-texto"


def agreement_shown(purpose: str = Purpose.PARTICIPATE, *, photo: bool = False) -> list[Agreed]:
    """The permissions that sending a voice or a vote gives, in the versions that the page showed."""
    purposes = [purpose, *([Purpose.PUBLIC_PHOTO] if photo else [])]
    return [Agreed(purpose, version_shown(purpose)) for purpose in purposes]
