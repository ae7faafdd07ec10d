"""Rows of CSV files and of signed tokens, or a ValidationError that names the row."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from minka.engine.clocks import ClockInvalid, read_distances
from minka.law.forms.days import DayForm
from minka.sites.models import Site
from minka.web.saying import say

MOST_BYTES: Final = 1_000_000
MOST_ROWS: Final = 4_000
LONGEST: Final = 3600  # seconds between looking and keeping
DAY_COLUMNS: Final = ("day", "name", "kind", "scope", "place_inei", "is_compensable", "norm", "published_on", "source")
DISTANCE_COLUMNS: Final = ("place_inei", "seat_inei", "days")
type Row = dict[str, str]


def signed(token: str, salt: str) -> Any:  # noqa: ANN401 - what was signed
    """The rows that were looked at. Raises ValidationError when they are old or not ours."""
    if not token:
        return []
    try:
        return signing.loads(token, salt=salt, max_age=LONGEST)
    except signing.BadSignature as refused:
        raise ValidationError(_("Pasó mucho tiempo desde que revisaste el archivo. Súbelo otra vez.")) from refused


def distances_in(content: bytes) -> list[list[object]]:
    """The rows of a table of distances. Raises ValidationError with the row that cannot be."""
    told = list(rows_in(content, DISTANCE_COLUMNS))
    try:
        read = read_distances({**row, "source": "norm"} for row in told)
    except ClockInvalid as refused:
        raise ValidationError(say(refused.text)) from refused
    pairs = [(each.place, each.seat) for each in read]
    if len(set(pairs)) < len(pairs):
        twice = next(place for place, pair in enumerate(pairs, 1) if pair in pairs[: place - 1])
        raise ValidationError(_("Fila %(row)d: ese lugar y esa sede ya estaban.") % {"row": twice})
    return [[each.place, each.seat, each.days] for each in read]


def days_in(rows: Iterable[Row], site: Site) -> list[dict[str, Any]]:
    """Each row judged as if it had been written on the page. Raises ValidationError with all the bad ones."""
    found, problems = list[dict[str, Any]](), list[str]()
    for number, row in enumerate(rows, 1):
        form = DayForm(_as_written(row), site=site)
        if form.is_valid():
            found.append(form.values)
        problems += [f"{_('Fila')} {number}: {text}" for texts in form.errors.values() for text in texts]
    if problems:
        raise ValidationError(problems[:20])
    return found


def _as_written(row: Row) -> dict[str, str]:
    is_compensable = "on" if row["is_compensable"].strip().lower() in {"1", "true", "on", "si", "sí"} else ""
    given = {**row, "place_code": row["place_inei"], "checked": "unchecked", "sure": "on"}
    return {**given, "is_compensable": is_compensable}


def rows_in(content: bytes, columns: Iterable[str]) -> Iterator[Row]:
    """The rows of a CSV file that has these columns. Raises ValidationError when it is none."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("El archivo pasa de 1 MB: divídelo en partes."))
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows: list[Mapping[str, str | None]] = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValidationError(_("No es un archivo CSV en UTF-8.")) from error
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise ValidationError(_("Faltan las columnas: %(names)s.") % {"names": ", ".join(missing)})
    if not rows:
        raise ValidationError(_("El archivo no tiene filas."))
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("El archivo pasa de %(most)d filas: divídelo en partes.") % {"most": MOST_ROWS})
    for row in rows:
        yield {name: (row[name] or "").replace("\0", "") for name in columns}
