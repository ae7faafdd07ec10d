"""Letters and the certificate of silence on paper."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from minka.cases.models import Letter
from minka.cases.queries.standing import Standing
from minka.engine.clocks import Side, day_lines, told
from minka.web.dates import day_in_words
from minka.web.pdf import BOLD, Sheet


def draw_letter(letter: Letter, standing: Standing, address: str) -> bytes:
    """Draw a letter on A4, in Spanish. A certificate of silence has the count of its days below."""
    with translation.override("es"):
        sheet = Sheet(title=letter.subject)
        _head(sheet, letter, standing)
        for paragraph in letter.text.split("\n"):
            sheet.text(paragraph) if paragraph.strip() else sheet.gap(6)
        _articles(sheet, letter.citations)
        if letter.kind == Letter.Kind.SILENCE:
            _days(sheet, standing)
        _foot(sheet, letter, address)
        return sheet.finish()


def _head(sheet: Sheet, letter: Letter, standing: Standing) -> None:
    case = standing.case
    sheet.text(case.organization.name, size=10, muted=True)
    number = _("Trámite %(case)s, carta %(letter)s") % {"case": case.number, "letter": letter.number}
    sheet.text(
        f"{number} · {day_in_words(letter.at.date(), today=letter.at.date())} de {letter.at.year}", size=10, muted=True
    )
    if case.service.is_demonstration or case.is_made_up:
        sheet.text(_("Es una demostración: no vale ante nadie."), size=10, font=BOLD)
    sheet.gap(8)
    sheet.heading(letter.subject, size=16)
    sheet.gap(8)


def _articles(sheet: Sheet, citations: Sequence[str]) -> None:
    if citations:
        sheet.gap(10)
        sheet.text(_("Normas: %(articles)s.") % {"articles": "; ".join(citations)}, size=9, muted=True)


def _days(sheet: Sheet, standing: Standing) -> None:
    sheet.gap(10)
    sheet.heading(_("La cuenta de los días"), size=13)
    for line in told(day_lines(standing.clock, Side.PERSON)):
        day = "" if line.until else f"{day_in_words(line.day, today=standing.today)}: "
        sheet.text(f"{day}{line.text} [{line.article}]", size=9)


def _foot(sheet: Sheet, letter: Letter, address: str) -> None:
    sheet.gap(14)
    sheet.rule()
    if letter.signed_name:
        sheet.text(_("Preparada por %(name)s.") % {"name": letter.signed_name}, size=9)
    sheet.text(_("Huella de esta carta: %(digest)s") % {"digest": letter.digest}, size=8, muted=True)
    sheet.text(
        _("No lleva firma digital con certificado. Su original está en %(address)s") % {"address": address},
        size=8,
        muted=True,
    )
