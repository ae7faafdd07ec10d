"""Receipts, letters and the certificate of silence on paper."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from reportlab.lib.units import mm

from minka.cases.models import Case, Letter
from minka.cases.queries.filed import answers_as_filed
from minka.cases.queries.standing import Standing
from minka.engine.clocks import ARTICLES, Side, Silence, day_lines, told
from minka.engine.ledger import commit
from minka.services.bridges import BridgeClosed, bridges
from minka.web.dates import day_in_words
from minka.web.pdf import BOLD, MARGIN, WIDTH, Sheet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FACT_BYTES = 80  # of a name in a seal: with everything else it fits the QR
QR_SIZE = 38 * mm
BESIDE_QR = WIDTH - 2 * MARGIN - QR_SIZE - 4 * mm
DIGEST = 32
_CHECKABLE = gettext_lazy("El QR comprueba, también sin Internet, que este papel salió de aquí y que nadie lo cambió.")


def draw_letter(letter: Letter, standing: Standing, address: str, seal: str) -> bytes:
    """Draw a letter on A4, in Spanish. A certificate of silence has the count of its days below."""
    with translation.override("es"):
        sheet = Sheet(title=letter.subject)
        _head(sheet, letter, standing)
        for paragraph in letter.text.split("\n"):
            sheet.text(paragraph) if paragraph.strip() else sheet.gap(6)
        _articles(sheet, letter.citations)
        if letter.kind == Letter.Kind.SILENCE:
            _days(sheet, standing)
        _foot(sheet, letter, address, seal)
        return sheet.finish()


def issue(letter: Letter, draw: Callable[[], bytes]) -> bytes:
    """The letter as it was first issued: drawn once, signed, and kept. Where nobody can sign, drawn each time."""
    path = Path(settings.MEDIA_ROOT) / "letters" / f"{letter.pk}-{letter.digest[:DIGEST]}.pdf"
    if path.exists():
        return path.read_bytes()
    drawn = draw()
    try:
        signed = bridges().signer.sign(drawn, reason=letter.subject)
    except BridgeClosed:
        return drawn
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    unfinished.write_bytes(signed)
    unfinished.replace(path)
    return signed


def _signature_words() -> str:
    if bridges().signer.is_simulated:
        return _("Su firma digital es de prueba: no tiene valor legal.")
    return _("Lleva la firma digital de la entidad.")


def draw_receipt(standing: Standing, answers: Sequence[tuple[str, str]], address: str, seal: str) -> bytes:
    """Draw the receipt of a filing on A4, in Spanish: what was filed, when, until when the entity must answer."""
    case = standing.case
    with translation.override("es"):
        sheet = Sheet(title=_("Cargo del trámite %(number)s") % {"number": case.number})
        sheet.text(case.organization.name, size=10, muted=True)
        _warn(sheet, case)
        sheet.gap(8)
        sheet.heading(_("Cargo de recepción"), size=16)
        sheet.gap(4)
        for name, words in _receipt_facts(standing):
            sheet.text(f"{name}: {words}")
        sheet.gap(10)
        sheet.heading(_("Lo que presentaste"), size=13)
        for name, words in answers:
            sheet.text(f"{name}: {words}", size=9)
        _seal(sheet, seal, [_CHECKABLE, _("Tu código y tu trámite están en %(address)s") % {"address": address}])
        return sheet.finish()


def receipt_facts(case: Case) -> dict[str, str | int]:
    """What the QR of a receipt proves without a network: that this entity got this filing on this day."""
    return {
        "about": _about("Cargo de recepción", case),
        "entity": _name(case.organization.name),
        "service": _name(case.service.title),
        "number": case.number,
        "on": case.filed_on.isoformat(),
        "digest": commit(bytes.fromhex(case.seal), dict(answers_as_filed(case)))[:DIGEST],
    }


def _about(paper: str, case: Case) -> str:
    """What a seal is of. One of a demonstration says so wherever it is checked."""
    return _name(f"{paper} de demostración, sin valor" if is_demonstration(case) else paper)


def _name(text: str) -> str:
    return text.replace('"', "'").replace("\\", "/").encode()[:FACT_BYTES].decode(errors="ignore")


def is_demonstration(case: Case) -> bool:
    """Whether nothing in it is of a real person or a real procedure."""
    return case.service.is_demonstration or case.is_made_up


def _receipt_facts(standing: Standing) -> list[tuple[str, str]]:
    case, clock = standing.case, standing.clock
    facts = [
        (_("Trámite"), case.number),
        (_("Servicio"), case.service.title),
        (_("Presentado"), f"{timezone.localtime(case.opened_at):%d/%m/%Y, %H:%M}"),
    ]
    if standing.counted_later:
        facts.append((_("Desde cuándo cuenta"), f"{standing.counted_later} [{ARTICLES['desk']}]"))
    if clock.due_on is not None:
        facts.append((_("La entidad debe decidir hasta el"), f"{clock.due_on:%d/%m/%Y}"))
    if clock.silence_on is not None and clock.case.regime.silence is Silence.POSITIVE:
        facts.append((_("Si no responde, queda aprobado el"), f"{clock.silence_on:%d/%m/%Y}"))
    return facts


def _warn(sheet: Sheet, case: Case) -> None:
    if is_demonstration(case):
        sheet.text(_("Es una demostración: no vale ante nadie."), size=10, font=BOLD)


def _seal(sheet: Sheet, seal: str, lines: "Sequence[StrOrPromise]") -> None:
    """The seal as a QR at the right, and beside it what it is good for."""
    sheet.need(QR_SIZE + 30)
    sheet.gap(14)
    sheet.rule()
    sheet.qr(seal, size=QR_SIZE)
    for line in lines:
        sheet.text(str(line), size=8, muted=True, width=BESIDE_QR)


def sealed_facts(letter: Letter, case: Case) -> dict[str, str | int]:
    """What the QR of a letter proves without a network: which letter of which case says exactly this, on which day."""
    with translation.override("es"):
        kind = str(letter.get_kind_display())
    return {
        "about": _about(kind, case),
        "entity": _name(case.organization.name),
        "number": case.number,
        "letter": letter.number,
        "on": letter.at.date().isoformat(),
        "digest": letter.digest[:DIGEST],
    }


def _head(sheet: Sheet, letter: Letter, standing: Standing) -> None:
    case = standing.case
    sheet.text(case.organization.name, size=10, muted=True)
    number = _("Trámite %(case)s, carta %(letter)s") % {"case": case.number, "letter": letter.number}
    sheet.text(
        f"{number} · {day_in_words(letter.at.date(), today=letter.at.date())} de {letter.at.year}", size=10, muted=True
    )
    _warn(sheet, case)
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


def _foot(sheet: Sheet, letter: Letter, address: str, seal: str) -> None:
    """Who prepared it, how to check it, and its seal as a QR at the right."""
    sheet.need(QR_SIZE + 30)
    sheet.gap(14)
    sheet.rule()
    sheet.qr(seal, size=QR_SIZE)
    lines = [
        _("Huella de esta carta: %(digest)s") % {"digest": letter.digest},
        _("El QR comprueba, también sin Internet, que esta carta salió de aquí y que nadie la cambió."),
        _signature_words(),
        _("Su original está en %(address)s") % {"address": address},
    ]
    if letter.signed_name:
        sheet.text(_("Preparada por %(name)s.") % {"name": letter.signed_name}, size=9, width=BESIDE_QR)
    for line in lines:
        sheet.text(line, size=8, muted=True, width=BESIDE_QR)
