"""Paper: A4 sheets in our type, with QR codes. Built on reportlab's canvas; sizes are in points from the top left."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from minka.web.qr import QUIET_ZONE, dark_runs, qr_modules

WIDTH, HEIGHT = A4
MARGIN: Final = 18 * mm
ACCENT: Final = HexColor("#0a6252")
MUTED: Final = HexColor("#565d64")
LINE: Final = HexColor("#7d7567")
REGULAR: Final = "Helvetica"
BOLD: Final = "Helvetica-Bold"
LEADING: Final = 1.35


class Sheet:
    """A document of A4 pages with a cursor that goes down the page."""

    def __init__(self, *, title: str, is_undated: bool = False) -> None:
        """An undated document has the same bytes for the same content, whenever it is made."""
        self.bytes = BytesIO()
        self.canvas = Canvas(self.bytes, pagesize=A4, lang="es", invariant=int(is_undated))
        self.canvas.setTitle(title)
        self.canvas.setCreator("Minka")
        self.top = MARGIN

    def heading(self, text: str, *, size: float = 18) -> None:
        """Write a heading over the full width."""
        self.text(text, size=size, font=BOLD)

    def text(
        self, text: str, *, size: float = 11, font: str = REGULAR, muted: bool = False, width: float | None = None
    ) -> None:
        """Write a paragraph; it breaks at `width` points and goes on over the page when it must."""
        for line in _lines(printable(text), font, size, width or WIDTH - 2 * MARGIN):
            self.need(size * LEADING)
            self.canvas.setFont(font, size)
            self.canvas.setFillColor(MUTED if muted else black)
            self.canvas.drawString(MARGIN, HEIGHT - self.top - size, line)
            self.top += size * LEADING

    def gap(self, points: float = 10) -> None:
        """Leave room."""
        self.top += points

    def rule(self) -> None:
        """Draw a hairline over the full width."""
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(MARGIN, HEIGHT - self.top, WIDTH - MARGIN, HEIGHT - self.top)
        self.top += 6

    def writing_lines(self, count: int, *, apart: float = 9 * mm) -> None:
        """Draw lines for a pen."""
        for _line in range(count):
            self.need(apart)
            self.top += apart
            self.canvas.setStrokeColor(LINE)
            self.canvas.setLineWidth(0.5)
            self.canvas.line(MARGIN, HEIGHT - self.top, WIDTH - MARGIN, HEIGHT - self.top)

    def qr(self, text: str, *, size: float = 28 * mm, left: float | None = None, top: float | None = None) -> None:
        """Draw a QR; by default at the right margin beside the cursor. The cursor stays where it was."""
        x = WIDTH - MARGIN - size if left is None else left
        y = HEIGHT - (self.top if top is None else top) - size
        draw_qr(self.canvas, text, size=size, left=x, bottom=y)

    def need(self, points: float) -> None:
        """Begin a new page when less than so many points are left on this one."""
        if self.top + points > HEIGHT - MARGIN:
            self.new_page()

    def new_page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.top = MARGIN

    @contextmanager
    def together(self, points: float) -> Iterator[None]:
        """Keep what is written inside on one page, when it is no longer than `points`."""
        self.need(points)
        yield

    def finish(self) -> bytes:
        """Give the document."""
        self.canvas.save()
        return self.bytes.getvalue()


def draw_note(title: str, lines: Iterable[str]) -> bytes:
    """Draw a page with a heading and a few lines: the same bytes whenever it is made."""
    sheet = Sheet(title=title, is_undated=True)
    sheet.heading(title)
    for line in lines:
        sheet.gap()
        sheet.text(line)
    return sheet.finish()


def draw_qr(canvas: Canvas, text: str, *, size: float, left: float, bottom: float) -> None:
    """Draw a QR of so many points a side, its quiet zone included, as one path."""
    modules = qr_modules(text)
    unit = size / (len(modules) + 2 * QUIET_ZONE)
    canvas.setFillColor(white)
    canvas.rect(left, bottom, size, size, stroke=0, fill=1)
    path = canvas.beginPath()
    for x, y, length in dark_runs(modules):
        path.rect(left + x * unit, bottom + size - (y + 1) * unit, length * unit, unit)
    canvas.setFillColor(black)
    canvas.drawPath(path, stroke=0, fill=1)


def _lines(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """A paragraph line by line. A word wider than the paper, such as an address, goes on in the next line."""
    for line in simpleSplit(text, font, size, width):
        if stringWidth(line, font, size) <= width:
            yield line
            continue
        begin, used = 0, 0.0
        for place, sign in enumerate(line):
            wide = stringWidth(sign, font, size)
            if used + wide > width:
                yield line[begin:place]
                begin, used = place, 0.0
            used += wide
        yield line[begin:]


def printable(text: str) -> str:
    """Keep what the built-in type can print (Western letters). A letter loses an accent it cannot bear; the rest is
    marked, so that its absence is seen."""
    return "".join(map(_printed, text))


def _printed(letter: str) -> str:
    for form in (letter, unicodedata.normalize("NFD", letter)[0]):
        if form.encode("cp1252", "ignore"):
            return form
    return "?"
