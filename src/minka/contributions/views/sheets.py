"""Drawing the paper sheets: A4, black on white, with a strip to tear off and take home."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.lib.colors import black
from reportlab.lib.units import mm

from minka.contributions.models import PaperSheet
from minka.processes.models import Activity
from minka.web.pdf import BOLD, HEIGHT, LINE, MARGIN, REGULAR, WIDTH, Sheet

STRIP = 52 * mm  # at the foot, to tear off
STUB = 27 * mm  # above it, stays on the sheet
CODE_SIZE = 20
LINE_APART = 9 * mm


@dataclass(frozen=True)
class Surroundings:
    """What is the same on every sheet: the permission people give, and where to look up a code."""

    consent: str
    code_address: str
    places: bool = True


def draw_sheets(sheets: Sequence[PaperSheet], around: Surroundings) -> bytes:
    """One page for each sheet, in Spanish whatever the reader's language."""
    with translation.override("es"):
        paper = Sheet(title=_("Hojas para participar"))
        for number, sheet in enumerate(sheets):
            if number:
                paper.new_page()
            _draw(paper, sheet, around)
        return paper.finish()


def _draw(paper: Sheet, sheet: PaperSheet, around: Surroundings) -> None:
    activity = sheet.activity
    _head(paper, activity)
    paper.gap(6)
    paper.text(activity.prompt, size=13, font=BOLD)
    room = HEIGHT - MARGIN / 2 - STRIP - STUB - 70 - paper.top
    paper.writing_lines(max(4, int(room // LINE_APART)), apart=LINE_APART)
    _boxes(paper, around)
    paper.gap(6)
    paper.text(around.consent, size=8.5, muted=True)
    _stub(paper, sheet)
    _strip(paper, sheet, around)


def _head(paper: Sheet, activity: Activity) -> None:
    process = activity.process
    paper.top = MARGIN / 1.5
    paper.text(f"{process.site.name} · {process.title}", size=9, muted=True)
    paper.gap(2)
    paper.heading(process.question, size=17)
    paper.gap(3)
    for label, words in _promise(activity):
        paper.text(f"{label}: {words}", size=9)


def _promise(activity: Activity) -> list[tuple[str, str]]:
    process = activity.process
    until = date_format(process.promise_until, "j \\d\\e F \\d\\e Y") if process.promise_until else ""
    told = [
        (_("Qué se puede decidir"), process.promise_decides),
        (_("Quién decide"), process.promise_by_whom),
        (_("Te respondemos hasta el"), until),
        (_("Después"), process.promise_then),
    ]
    return [(label, words) for label, words in told if words]


def _boxes(paper: Sheet, around: Surroundings) -> None:
    """What nobody has to fill in, each with a line of its own."""
    paper.gap(14)
    labels = [
        (_("Cómo quieres que te nombremos (si quieres)"), 0.46),
        (_("Caserío y distrito"), 0.32),
        (_("Día"), 0.22),
    ]
    left, full = MARGIN, WIDTH - 2 * MARGIN
    canvas, y = paper.canvas, HEIGHT - paper.top - 16
    for label, share in labels if around.places else [labels[0], labels[2]]:
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(black)
        canvas.drawString(left, y + 18, label)
        canvas.setStrokeColor(LINE)
        canvas.rect(left, y - 6, full * share - 8, 20, stroke=1, fill=0)
        left += full * share
    paper.top += 24


def _stub(paper: Sheet, sheet: PaperSheet) -> None:
    """The half that stays: the code large for whoever types it in, and its QR for a scanner."""
    canvas, bottom = paper.canvas, MARGIN / 2 + STRIP
    canvas.setFillColor(black)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, bottom + 19 * mm, _("Código de esta hoja. Queda aquí; no lo recortes."))
    canvas.setFont(BOLD, CODE_SIZE)
    canvas.drawString(MARGIN, bottom + 10 * mm, sheet.code)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, bottom + 5 * mm, _("Hoja %(number)d") % {"number": sheet.number})
    paper.qr(sheet.code, size=25 * mm, top=HEIGHT - bottom - 26 * mm)


def _strip(paper: Sheet, sheet: PaperSheet, around: Surroundings) -> None:
    """The half to take home."""
    canvas, bottom = paper.canvas, MARGIN / 2
    top = bottom + STRIP
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.8)
    canvas.setDash(4, 3)
    canvas.line(0, top - 2 * mm, WIDTH, top - 2 * mm)
    canvas.setDash()
    canvas.setFillColor(black)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, top - 6 * mm, _("Recorta por la línea y llévate esta parte"))
    canvas.setFont(BOLD, 12)
    canvas.drawString(MARGIN, top - 13 * mm, _("Tu recibo"))
    canvas.setFont(BOLD, CODE_SIZE + 2)
    canvas.drawString(MARGIN, top - 22 * mm, sheet.code)
    paper.qr(f"{around.code_address}#{sheet.code}", size=38 * mm, top=HEIGHT - top + 7 * mm)
    kept, paper.top = paper.top, HEIGHT - top + 26 * mm
    width = WIDTH - 2 * MARGIN - 44 * mm
    paper.text(
        _("Con este código sabrás qué pasó con lo que dijiste. Escríbelo en %(address)s o dilo al equipo de la sede.")
        % {"address": around.code_address},
        size=9,
        width=width,
    )
    paper.text(_("Guárdalo: quien tenga este código puede ver tu aporte y su respuesta."), size=9, width=width)
    paper.top = kept
