"""The report on paper: the same content, short, in black on white, with its source on each page."""

from collections.abc import Sequence
from math import cos, pi, sin

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from minka.engine.opinions.document import StatementResult, Tally
from minka.opinions.drawing.places import Outline, Places, places_of
from minka.opinions.drawing.words import group_name, is_small, percent, votes_in
from minka.opinions.queries.report import Finding, GroupPart, Report
from minka.opinions.queries.report_method import Method
from minka.opinions.queries.report_people import Attendance
from minka.processes.models import Activity
from minka.web.dates import day_in_words
from minka.web.pdf import ACCENT, BOLD, HEIGHT, LINE, MARGIN, MUTED, REGULAR, WIDTH, Sheet, printable

FULL = WIDTH - 2 * MARGIN
FOOT = 11 * mm
BAR, ROW = 8.0, 13.0
HEAD = 70.0  # for the name of a group, left of its bar
DASHES = {"A": (), "B": (7, 4), "C": (2, 3), "D": (9, 3, 2, 3), "E": (12, 3)}


class Pages(Sheet):
    """A document whose pages all say where they come from."""

    def __init__(self, *, title: str, source: str, digest: str) -> None:
        super().__init__(title=title)
        self.source, self.digest, self.number = source, digest, 1

    def new_page(self) -> None:
        self._sign()
        super().new_page()
        self.number += 1

    def finish(self) -> bytes:
        self._sign()
        return super().finish()

    def part(self, text: str) -> None:
        """Begin a part of the report; its head never stands alone at the foot of a page."""
        self.need(90)
        self.gap(14)
        self.rule()
        self.gap(4)
        self.heading(text, size=15)
        self.gap(4)

    def _sign(self) -> None:
        self.canvas.setFont(REGULAR, 7)
        self.canvas.setFillColor(MUTED)
        self.canvas.drawString(MARGIN, FOOT + 9, printable(self.source))
        self.canvas.drawString(MARGIN, FOOT, f"{_('Huella del mapa')}: {self.digest}")
        self.canvas.drawRightString(WIDTH - MARGIN, FOOT, str(self.number))


def draw_report(activity: Activity, report: Report, attendance: Attendance, method: Method, address: str) -> bytes:
    """Draw the pages, in Spanish whatever the reader's language."""
    with translation.override("es"):
        pages = Pages(title=activity.prompt, source=address, digest=report.row.digest)
        _head(pages, activity, report)
        _findings(pages, _("Lo que une"), report.unites, report, _("Nada une a la mayoría con seguridad todavía."))
        _findings(pages, _("Lo que divide"), report.divides, report, _("Nada separa con claridad a las personas."))
        _groups(pages, report)
        _people(pages, report, attendance)
        _method(pages, report, method)
        return pages.finish()


def _head(pages: Pages, activity: Activity, report: Report) -> None:
    process, votes = activity.process, report.document["votes"]
    pages.text(f"{process.site.name} · {process.title}", size=9, muted=True)
    pages.gap(4)
    pages.heading(activity.prompt, size=20)
    pages.gap(6)
    made = report.row.computed_at
    facts = {
        "people": number_format(votes["people"], force_grouping=True),
        "votes": number_format(votes["votes"], force_grouping=True),
        "statements": number_format(votes["statements"], force_grouping=True),
        "day": day_in_words(made.date(), today=made.date()),
    }
    told = _("%(people)s personas, %(votes)s votos, %(statements)s afirmaciones. Con los votos que había el %(day)s.")
    pages.text(told % facts, size=11)
    if report.misses_voters:
        missing = _(
            "Hasta hoy votaron %(voters)s personas. Las que aquí faltan votaron después de este mapa, o solo "
            "afirmaciones que ya no se muestran."
        )
        pages.text(missing % {"voters": number_format(report.voters, force_grouping=True)}, size=9, muted=True)
    if process.is_demonstration:
        pages.text(_("Es una demostración. %(source)s") % {"source": process.attribution}, size=9, muted=True)


def _findings(pages: Pages, title: str, findings: Sequence[Finding], report: Report, nothing: str) -> None:
    pages.part(title)
    if not findings:
        pages.text(nothing)
        return
    results = {each["number"]: each for each in report.document["statements"]}
    bars = _("Lleno: de acuerdo. Vacío: pasan. A rayas: en desacuerdo. La línea: 90 % seguro.")
    counted = _("A la derecha, lo que se contó. La frase dice lo más probable: con pocos votos es más prudente.")
    pages.text(f"{bars} {counted}", size=8, muted=True)
    for finding in findings:
        rows = len(results[finding.number]["groups"]) + 1
        pages.need(60 + ROW * rows)
        pages.gap(8)
        pages.text(f"{finding.number}. {finding.words.text}", size=11, font=BOLD)
        pages.text(" ".join(filter(None, (finding.sentence, finding.certainty))), size=9)
        pages.gap(3)
        _bars(pages, results[finding.number])


def _bars(pages: Pages, result: StatementResult) -> None:
    for letter, tally in [("", result["all"]), *sorted(result["groups"].items())]:
        _bar(pages, letter, tally)
        pages.top += ROW


def _bar(pages: Pages, letter: str, tally: Tally) -> None:
    canvas, y = pages.canvas, HEIGHT - pages.top - BAR
    canvas.setFillColor(black)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, y + 1.5, group_name(letter, {}) if letter else _("Todos"))
    if is_small(tally):
        canvas.drawString(MARGIN + HEAD, y + 1.5, _("muy pocos votos"))
        return
    total, left, wide = votes_in(tally), MARGIN + HEAD, FULL - HEAD - 40
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.setFillColor(ACCENT)
    canvas.rect(left, y, wide * tally["agrees"] / total, BAR, stroke=0, fill=1)
    start = left + wide * (1 - tally["disagrees"] / total)
    for step in range(int((left + wide - start) / 3)):
        canvas.line(start + 3 * step + 1.5, y, start + 3 * step + 1.5, y + BAR)
    canvas.rect(left, y, wide, BAR, stroke=1, fill=0)
    _whisker(canvas, left + wide * tally["low"], left + wide * tally["high"], y + BAR / 2)
    canvas.setFillColor(black)
    canvas.drawRightString(WIDTH - MARGIN, y + 1.5, f"{percent(tally['agrees'] / total)} %")


def _whisker(canvas: Canvas, low: float, high: float, y: float) -> None:
    for colour, width in ((white, 2.6), (black, 1.1)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.line(low, y, high, y)
        canvas.line(low, y - 2.5, low, y + 2.5)
        canvas.line(high, y - 2.5, high, y + 2.5)


def _groups(pages: Pages, report: Report) -> None:
    pages.part(_("Los grupos de opinión"))
    pages.text(report.title, size=12, font=BOLD)
    pages.text(report.meaning, size=10)
    if report.picture.svg:
        places = places_of(report.document)
        pages.need(places.tall + 20)
        pages.gap(6)
        _map(pages, places)
        pages.top += places.tall + 6
        pages.text(report.picture.note, size=8, muted=True)
    if report.evidence:
        pages.gap(4)
        pages.text(report.evidence, size=9)
    if report.gap:
        pages.gap(4)
        pages.text(report.gap, size=9)
    for group in report.groups:
        _group(pages, group)


def _group(pages: Pages, group: GroupPart) -> None:
    pages.need(80)
    pages.gap(10)
    pages.text(group.name, size=11, font=BOLD)
    pages.text(f"{group.size}. {group.stability}", size=9)
    for line in group.typical:
        told = _("%(share)s de cada 100 (%(span)s); en los demás, %(elsewhere)s; z = %(test)s") % {
            "share": line.share,
            "span": line.span,
            "elsewhere": line.elsewhere,
            "test": line.difference_test,
        }
        pages.text(f"· {line.side}: «{line.words.text}» {told}", size=9)


def _map(pages: Pages, places: Places) -> None:
    """The same places as on the page: shape and outline tell the groups."""
    canvas, left, top = pages.canvas, (WIDTH - 360) / 2, HEIGHT - pages.top
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.rect(left, top - places.tall, 360, places.tall, stroke=1, fill=0)
    for outline in places.outlines:
        _outline(canvas, outline, left, top)
    canvas.setFillColor(black)
    for mark in places.marks:
        _mark(canvas, mark.letter, left + mark.x, top - mark.y, mark.r)
    for letter, (x, y) in places.letters.items():
        canvas.setFillColor(white)
        canvas.setStrokeColor(black)
        canvas.circle(left + x, top - y, 8, stroke=1, fill=1)
        canvas.setFillColor(black)
        canvas.setFont(BOLD, 10)
        canvas.drawCentredString(left + x, top - y - 3.5, letter)


def _outline(canvas: Canvas, outline: Outline, left: float, top: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.9)
    canvas.setDash(*([DASHES[outline.letter]] if DASHES[outline.letter] else []))
    canvas.translate(left + outline.x, top - outline.y)
    canvas.rotate(-outline.turn)
    canvas.ellipse(-outline.wide, -outline.tall, outline.wide, outline.tall, stroke=1, fill=0)
    canvas.restoreState()


def _mark(canvas: Canvas, letter: str, x: float, y: float, r: float) -> None:
    if letter == "B":
        canvas.rect(x - 0.89 * r, y - 0.89 * r, 1.78 * r, 1.78 * r, stroke=0, fill=1)
    elif letter in {"C", "D", "E"}:
        sides = {"C": 3, "D": 4, "E": 5}[letter]
        _polygon(canvas, x, y, 1.25 * r, sides)
    else:
        canvas.circle(x, y, r, stroke=0, fill=1)


def _polygon(canvas: Canvas, x: float, y: float, r: float, sides: int) -> None:
    path = canvas.beginPath()
    for side in range(sides):
        turn = pi / 2 + 2 * pi * side / sides
        (path.lineTo if side else path.moveTo)(x + r * cos(turn), y + r * sin(turn))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _people(pages: Pages, report: Report, attendance: Attendance) -> None:
    pages.part(_("Quiénes votaron, y quiénes faltan"))
    people, votes = report.document["people"], report.document["votes"]
    facts = {"n": people["in_map"], "all": votes["people"], "fewest": people["fewest_votes"]}
    pages.text(
        _("De %(all)s personas, %(n)s votaron al menos %(fewest)s afirmaciones y están en el mapa.") % facts, size=10
    )
    pages.text(_("Votó quien quiso: no es una encuesta."), size=10)
    pages.gap(4)
    pages.text(_("Por dónde llegaron"), size=10, font=BOLD)
    for name, count in attendance.channels:
        pages.text(
            f"· {name}: {_('protegido') if count is None else number_format(count, force_grouping=True)}", size=9
        )


def _method(pages: Pages, report: Report, method: Method) -> None:
    pages.part(_("Cómo se hizo, y cómo comprobarlo"))
    row = report.row
    for label, value in (
        (_("Método"), f"{row.get_method_display()}, {_('versión')} {row.method_version}, {_('semilla')} {row.seed}"),
        (_("Huella de los votos"), row.votes_digest),
        (_("Huella del mapa"), row.digest),
        (_("Para contarlo de nuevo"), method.line),
    ):
        pages.text(f"{label}: {value}", size=9)
    if method.answer and not method.is_waiting:
        pages.text(method.answer, size=9)
    for line in method.brigades:
        pages.text(f"· {line}", size=9)
    pages.gap(4)
    pages.need(35 * mm)
    pages.qr(pages.source, size=30 * mm, left=MARGIN)
    pages.top += 32 * mm
    pages.text(_("El informe completo, con sus tablas y archivos."), size=9, muted=True)
