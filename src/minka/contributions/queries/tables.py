"""Contributions as rows of a table that any program opens, and what each column means."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minka.contributions.models import Contribution
from minka.contributions.queries.desk import place_names

STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four are wide signs
COLUMNS = {
    "numero": _("Número del aporte en la plataforma"),
    "actividad": _("Actividad del proceso en que se dijo"),
    "titulo": _("Título, si lo tiene"),
    "texto": _("Lo que se dijo, tal como se dijo; vacío si fue retirado"),
    "lengua": _("Código de la lengua (es, qvc, en)"),
    "canal": _("Por dónde llegó: web, papel, con ayuda, SMS, chat, voz o importado"),
    "ubigeo_inei": _("Código UBIGEO del distrito, en la codificación del INEI"),
    "lugar": _("Distrito y provincia"),
    "entregado": _("Cuándo lo entregó la persona (hora de Perú)"),
    "recibido": _("Cuándo entró en la plataforma (hora de Perú)"),
    "estado": _("Qué pasó con el aporte"),
    "visibilidad": _("Si se muestra en público"),
    "unido_a": _("Número del aporte principal, si fue unido a otro"),
    "apoyos": _("Personas que lo apoyan"),
    "respuesta": _("Número de la respuesta vigente"),
    "razon": _("Razón de la respuesta vigente"),
    "oficina_que_responde": _("Oficina que firma la respuesta vigente"),
    "respondido": _("Cuándo se respondió por primera vez (hora de Perú)"),
}


def contribution_rows(contributions: Iterable[Contribution], *, public_only: bool = False) -> Iterator[list[str]]:
    """One row for each contribution, with its activity and answer already read.

    With ``public_only`` a contribution that is not public keeps its row and its fate, without its words.
    """
    names = place_names()
    for each in contributions:
        answer = each.answer
        shows = not public_only or each.visibility == Contribution.Visibility.VISIBLE
        yield [
            str(each.pk),
            each.activity.title,
            each.title if shows else "",
            each.text if shows else "",
            each.language,
            each.get_channel_display(),
            each.place_code,
            names.get(each.place_code, ""),
            _moment(each.handed_in_at),
            _moment(each.received_at),
            each.get_state_display(),
            each.get_visibility_display(),
            str(each.merged_into_id or ""),
            str(each.support_count),
            str(answer.pk) if answer else "",
            answer.reason if answer else "",
            answer.office if answer else "",
            _moment(each.answered_at),
        ]


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The table as CSV in UTF-8 with its mark, line by line. No cell can begin a formula in a spreadsheet."""
    yield "\ufeff".encode() + csv_line(heads)
    for row in rows:
        yield csv_line(row)


def csv_line(row: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([harmless(cell) for cell in row])
    return buffer.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def _moment(moment: object) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""  # type: ignore[arg-type]
