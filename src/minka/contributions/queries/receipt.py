"""A receipt as a person takes it home: on a page, on paper, in one SMS."""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.models import Contribution
from minka.contributions.queries.addresses import page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SMS_LENGTH = 160
RECEIVED, LOOK = gettext_lazy("Minka: recibimos tu voz."), gettext_lazy("Mira tu respuesta en")
# What every phone counts as one sign of an SMS, of those that we use (GSM 03.38, basic set).
GSM_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-_/?=&+@()#%'\"!")


@dataclass(frozen=True)
class Receipt:
    """What the receipt page shows beside the contribution itself."""

    code: str
    qr: str
    sms: str
    page: str


def receipt_page(contribution: Contribution, code_address: str) -> Receipt:
    """The receipt of a contribution. In the QR the code stands after ``#``, so that no server ever logs it."""
    return Receipt(
        code=contribution.code,
        qr=f"{code_address}#{contribution.code}",
        sms=sms_text(contribution.code, code_address),
        page=page_of(contribution),
    )


def sms_text(
    code: str,
    address: str,
    *,
    words: "StrOrPromise" = RECEIVED,
    look: "StrOrPromise" = LOOK,
) -> str:
    """The receipt in one SMS of at most 160 signs that need no second one, in the language of the page; ``words`` say
    what was received.

    >>> sms_text("lamo-sipe-tuku-471", "https://minka.pe/codigo/")
    'Minka: recibimos tu voz. Tu codigo es lamo-sipe-tuku-471. Mira tu respuesta en https://minka.pe/codigo/'
    """
    short = f"{words} {_('Tu código es %(code)s.') % {'code': code}}"
    full = f"{short} {look} {address}"
    return _plain(full if len(full) <= SMS_LENGTH else short)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in bare if sign in GSM_SIGNS)
