"""Drawing the sheets of statements: A4, three boxes each, with a strip to tear off and take home."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from minka.contributions.models import PaperSheet
from minka.processes.models import Activity
from minka.web.pdf import BOLD, HEIGHT, LINE, MARGIN, REGULAR, WIDTH, Sheet, printable

STRIP = 46 * mm  # at the foot of the first page, to tear off
STUB = 19 * mm  # at the foot of every page: which sheet this is
BOX = 5.5 * mm
COLUMN = 19 * mm  # of each of the three answers
SIZE, SMALL = 10.5, 7.5
LEADING = 13.0

type Statements = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Surroundings:
    """What is the same on every sheet: the permission people give, and where to look up a code."""

    consent: str
    code_address: str


def draw_sheets(
    activity: Activity, sheets: Sequence[PaperSheet], statements: Statements, around: Surroundings
) -> bytes:
    """Each sheet on as many pages as its statements need, in Spanish whatever the reader's language."""
    with translation.override("es"):
        paper = Sheet(title=_("Hojas para votar"))
        for number, sheet in enumerate(sheets):
            if number:
                paper.new_page()
            _draw(paper, activity, sheet, statements, around)
        return paper.finish()


def _draw(paper: Sheet, activity: Activity, sheet: PaperSheet, statements: Statements, around: Surroundings) -> None:
    permission = simpleSplit(printable(around.consent), REGULAR, SMALL, WIDTH - 2 * MARGIN)
    floor = HEIGHT - MARGIN / 2 - STRIP - STUB - SMALL * 1.35 * len(permission) - 6
    is_first = True
    _head(paper, activity)
    _answers(paper)
    for number, words in statements:
        lines = simpleSplit(printable(words), REGULAR, SIZE, WIDTH - 2 * MARGIN - 3 * COLUMN - 12 * mm)
        tall = max(LEADING * len(lines), BOX) + 6
        if paper.top + tall > floor:
            _close(paper, sheet, around, is_first=is_first)
            paper.new_page()
            paper.top = MARGIN / 1.5
            _answers(paper)
            floor, is_first = HEIGHT - MARGIN / 2 - STUB, False
        _statement(paper, number, lines, tall)
    _close(paper, sheet, around, is_first=is_first)


def _close(paper: Sheet, sheet: PaperSheet, around: Surroundings, *, is_first: bool) -> None:
    """The foot of a page: which sheet it is; on the first one also the permission and the strip to take home."""
    if not is_first:
        _stub(paper, sheet, bottom=MARGIN / 2)
        return
    paper.gap(6)
    paper.text(around.consent, size=SMALL, muted=True)
    _stub(paper, sheet, bottom=MARGIN / 2 + STRIP)
    _strip(paper, sheet, around)


def _head(paper: Sheet, activity: Activity) -> None:
    paper.top = MARGIN / 1.5
    paper.text(f"{activity.process.site.name} · {activity.process.title}", size=9, muted=True)
    paper.gap(2)
    paper.heading(activity.prompt, size=16)
    paper.gap(2)
    paper.text(
        _("Marca una casilla en cada frase. Si no sabes o no quieres responder, marca «Paso» o déjala en blanco."),
        size=9.5,
    )


def _answers(paper: Sheet) -> None:
    """The heads of the three columns of boxes."""
    paper.gap(6)
    paper.canvas.setFont(BOLD, 7.5)
    paper.canvas.setFillColor(black)
    for place, word in enumerate((_("De acuerdo"), _("En desacuerdo"), _("Paso"))):
        paper.canvas.drawCentredString(_middle(place), HEIGHT - paper.top - 8, word)
    paper.top += 12


def _statement(paper: Sheet, number: int, lines: Sequence[str], tall: float) -> None:
    canvas, top = paper.canvas, HEIGHT - paper.top
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, top, WIDTH - MARGIN, top)
    canvas.setFillColor(black)
    canvas.setFont(BOLD, SIZE)
    canvas.drawRightString(MARGIN + 7 * mm, top - 4 - SIZE, str(number))
    canvas.setFont(REGULAR, SIZE)
    for place, words in enumerate(lines):
        canvas.drawString(MARGIN + 10 * mm, top - 4 - SIZE - LEADING * place, words)
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.9)
    for place in range(3):
        canvas.rect(_middle(place) - BOX / 2, top - tall / 2 - BOX / 2, BOX, BOX, stroke=1, fill=0)
    paper.top += tall


def _middle(place: int) -> float:
    middle: float = WIDTH - MARGIN - COLUMN * (2.5 - place)
    return middle


def _stub(paper: Sheet, sheet: PaperSheet, *, bottom: float) -> None:
    """The part that stays: the code large for whoever types it in, its QR for a scanner, and a box for the day."""
    canvas = paper.canvas
    canvas.setFillColor(black)
    canvas.setFont(REGULAR, 7.5)
    told = _("Hoja %(number)d. Su código queda aquí; no lo recortes.") % {"number": sheet.number}
    canvas.drawString(MARGIN, bottom + 13 * mm, told)
    canvas.setFont(BOLD, 17)
    canvas.drawString(MARGIN, bottom + 6 * mm, sheet.code)
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(WIDTH - MARGIN - 66 * mm, bottom + 13 * mm, _("Día en que la llenas"))
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.rect(WIDTH - MARGIN - 66 * mm, bottom + 4 * mm, 42 * mm, 8 * mm, stroke=1, fill=0)
    paper.qr(sheet.code, size=17 * mm, top=HEIGHT - bottom - 18 * mm)


def _strip(paper: Sheet, sheet: PaperSheet, around: Surroundings) -> None:
    """The part to take home."""
    canvas, top = paper.canvas, MARGIN / 2 + STRIP
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.8)
    canvas.setDash(4, 3)
    canvas.line(0, top - 1 * mm, WIDTH, top - 1 * mm)
    canvas.setDash()
    canvas.setFillColor(black)
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(MARGIN, top - 5 * mm, _("Recorta por la línea y llévate esta parte"))
    canvas.setFont(BOLD, 19)
    canvas.drawString(MARGIN, top - 14 * mm, sheet.code)
    paper.qr(f"{around.code_address}#{sheet.code}", size=38 * mm, top=HEIGHT - top + 5 * mm)
    kept, paper.top = paper.top, HEIGHT - top + 18 * mm
    told = _("Con este código ves qué une y qué divide, cambias tus votos o los retiras. Escríbelo en %(address)s.")
    paper.text(told % {"address": around.code_address}, size=9, width=WIDTH - 2 * MARGIN - 44 * mm)
    paper.text(_("Guárdalo: quien lo tenga puede ver tus votos."), size=9, width=WIDTH - 2 * MARGIN - 44 * mm)
    paper.top = kept
