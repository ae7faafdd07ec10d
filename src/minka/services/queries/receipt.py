"""What somebody takes home: of what is not filed yet, and of what is. The two never sound alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from minka.contributions.queries.receipt import sms_text
from minka.services.queries.filling import Filling


@dataclass(frozen=True)
class Taken:
    """A code as a person keeps it: on the screen, in a QR, in one SMS."""

    code: str
    qr: str
    sms: str


def unfiled_code(filling: Filling, code_address: str) -> Taken:
    """The code with which filling in goes on, from any phone."""
    words = _("Minka: tu trámite NO está enviado todavía.")
    return _taken(filling, code_address, words, _("Sigue en"))


def filed_receipt(filling: Filling, code_address: str) -> Taken:
    """The receipt of what the entity has."""
    return _taken(filling, code_address, _("Minka: recibimos tu solicitud."), _("Síguela en"))


def _taken(filling: Filling, address: str, words: str, look: str) -> Taken:
    """In the QR the code stands after ``#``, so that no server ever logs it."""
    code = filling.application.code
    return Taken(code=code, qr=f"{address}#{code}", sms=sms_text(code, address, words=words, look=look))
