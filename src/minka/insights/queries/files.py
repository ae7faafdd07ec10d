"""Open data: the numbers of a site as CSV files, and the dictionary that says what each column means."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from minka.contributions.queries.tables import harmless
from minka.insights.queries.breakdown import breakdown_of
from minka.insights.queries.numbers import process_numbers, public_processes
from minka.reference.queries import place_options
from minka.sites.models import Site

PROTECTED: Final = "protegido"

DICTIONARY: Final = (
    ("procesos.csv", "proceso", "Nombre corto del proceso, como en su dirección"),
    ("procesos.csv", "pregunta", "Pregunta que el proceso hace a la gente"),
    ("procesos.csv", "estado", "open: abierto; closed: cerrado"),
    ("procesos.csv", "demostracion", "si: voces reales de otro lugar, cargadas como ejemplo; no: del propio lugar"),
    ("procesos.csv", "voces", "Aportes recibidos que piden una respuesta, sin los que su autor retiró"),
    ("procesos.csv", "respondidas", "De esas voces, las que ya tienen una respuesta con su razón"),
    ("meses.csv", "mes", "Mes en que se recibió, año y mes"),
    ("meses.csv", "canal", "Por dónde llegó: web, papel, con ayuda, SMS, chat, voz o importado"),
    (
        "meses.csv",
        "voces",
        "Voces del mes por ese canal; «protegido» cuando son muy pocas",
    ),
    ("distritos.csv", "ubigeo_inei", "Código de ubicación geográfica del distrito, en la codificación del INEI"),
    ("distritos.csv", "distrito", "Nombre del distrito"),
    ("distritos.csv", "provincia", "Nombre de su provincia"),
    ("distritos.csv", "voces", "Voces sobre ese distrito; «protegido» cuando son muy pocas"),
)

type Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def file_of(site: Site, name: str) -> str | None:
    """The CSV with this name, or None when there is none."""
    maker = FILES.get(name)
    if maker is None:
        return None
    head, rows = maker(site)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _processes(site: Site) -> Table:
    numbers = process_numbers()
    found = public_processes().filter(site=site).order_by("-opened_at", "-pk")
    rows = [
        (each.slug, each.question, each.status, "si" if each.is_demonstration else "no", mine.voices, mine.answered)
        for each in found
        if (mine := numbers.get(each.pk)) is not None
    ]
    return _head("procesos.csv"), rows


def _months(site: Site) -> Table:
    months = breakdown_of(site).months
    rows = [
        (f"{month:%Y-%m}", name, count)
        for month, counts, _total in months.rows
        for (_code, name), count in zip(months.channels, counts, strict=True)
    ]
    return _head("meses.csv"), rows


def _districts(site: Site) -> Table:
    counts = breakdown_of(site).districts
    rows = [
        (place.inei_code, place.district, place.province, counts.get(place.inei_code, 0))
        for place in place_options(site.place_code[:2])
    ]
    return _head("distritos.csv"), rows


def _dictionary(_site: Site) -> Table:
    return ("archivo", "columna", "significado"), DICTIONARY


def _head(file: str) -> list[str]:
    return [column for name, column, _meaning in DICTIONARY if name == file]


def _safe(cell: object) -> object:
    """A spreadsheet must never take what somebody typed for a formula."""
    if cell is None:
        return PROTECTED
    return harmless(cell) if isinstance(cell, str) else cell


FILES: Final[dict[str, Callable[[Site], Table]]] = {
    "procesos.csv": _processes,
    "meses.csv": _months,
    "distritos.csv": _districts,
    "diccionario.csv": _dictionary,
}
