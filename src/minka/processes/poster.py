"""The poster of a process: readable across a room, with a QR for whoever comes nearer."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from reportlab.lib.units import mm

from minka.processes.models import Process
from minka.web.dates import day_in_words
from minka.web.pdf import HEIGHT, MARGIN, WIDTH, Sheet

LONG: Final = 60
QR: Final = 78 * mm
ADDRESS_LINE: Final = 95  # characters; an address has no blanks at which it could break
FOOT: Final = HEIGHT - MARGIN - QR - 34


def draw_poster(process: Process, address: str, today: dt.date) -> bytes:
    """Draw one page; what would not fit above the QR is left to the page itself."""
    sheet = Sheet(title=process.question)
    sheet.text(process.site.name, size=16, muted=True)
    sheet.rule()
    sheet.gap(18)
    sheet.heading(process.question, size=40 if len(process.question) <= LONG else 32)
    sheet.gap(24)
    for label, words in _promise(process, today):
        if words and sheet.top < FOOT - 44:
            sheet.text(label, size=12, muted=True)
            sheet.text(words, size=17)
            sheet.gap(10)
    _draw_foot(sheet, address)
    return sheet.finish()


def _promise(process: Process, today: dt.date) -> list[tuple[str, str]]:
    until = day_in_words(process.promise_until, today=today) if process.promise_until else ""
    return [
        (_("Qué se puede decidir"), process.promise_decides),
        (_("Quién decide"), process.promise_by_whom),
        (_("Hasta cuándo"), until),
        (_("Qué pasa después"), process.promise_then),
    ]


def _draw_foot(sheet: Sheet, address: str) -> None:
    sheet.top = FOOT
    sheet.qr(address, size=QR)
    width = WIDTH - 2 * MARGIN - QR - 8 * mm
    sheet.gap(16)
    sheet.text(_("Tu voz cuenta"), size=28, font="Helvetica-Bold", width=width)
    sheet.gap(6)
    sheet.text(_("Apunta la cámara de tu teléfono al cuadro. No necesitas una cuenta."), size=15, width=width)
    sheet.gap(6)
    sheet.text(_("Recibes un código y una respuesta con razones."), size=15, width=width)
    sheet.top = FOOT + QR + 6
    for start in range(0, len(address), ADDRESS_LINE):
        sheet.text(address[start : start + ADDRESS_LINE], size=9, muted=True)
