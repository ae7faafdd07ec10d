"""Files of days and of distances: read and shown first, kept when they come back signed."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.clocks import ClockInvalid, read_distances
from minka.law.forms.days import DayForm
from minka.law.forms.distances import TableForm
from minka.sites.models import Site
from minka.web.saying import say

MOST_BYTES: Final = 1_000_000
MOST_ROWS: Final = 4_000
LONGEST: Final = 3600  # seconds between looking and keeping
MOST_TOKEN: Final = 1_500_000  # letters, below what a form may send
DAY_COLUMNS: Final = ("day", "name", "kind", "scope", "place_inei", "is_compensable", "norm", "published_on", "source")
DISTANCE_COLUMNS: Final = ("place_inei", "seat_inei", "days")
type Row = dict[str, str]


class TableFileForm(TableForm):
    """A table of distances in a CSV file, then the same rows signed."""

    SALT: Final = "law.distances"
    file = forms.FileField(
        label=gettext_lazy("Archivo CSV"),
        required=False,
        help_text=gettext_lazy("Columnas: place_inei, seat_inei, days. Códigos INEI; hasta 4000 filas y 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    rows = forms.CharField(max_length=MOST_TOKEN, required=False, widget=forms.HiddenInput())

    def clean_file(self) -> list[list[object]]:
        file = self.cleaned_data["file"]
        return distances_in(file.read(MOST_BYTES + 1)) if file else []

    def clean_rows(self) -> list[list[object]]:
        rows: list[list[object]] = signed(self.cleaned_data["rows"], self.SALT)
        return rows

    def clean(self) -> None:
        super().clean()
        if not self.errors and not (self.cleaned_data["file"] or self.cleaned_data["rows"]):
            self.add_error("file", ValidationError(_("Elige el archivo.")))

    @property
    def token(self) -> str:
        return signing.dumps(self.cleaned_data["file"], salt=self.SALT, compress=True)

    @property
    def values(self) -> dict[str, Any]:
        given = super().values
        return {name: value for name, value in given.items() if name != "file"}


class DaysFileForm(forms.Form):
    """Days in a CSV file, then the same rows signed."""

    SALT: Final = "law.days"
    file = forms.FileField(
        label=gettext_lazy("Archivo CSV"),
        required=False,
        help_text=gettext_lazy(
            "Columnas: day, name, kind, scope, place_inei, is_compensable, norm, published_on, source."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    rows = forms.CharField(max_length=MOST_TOKEN, required=False, widget=forms.HiddenInput())
    sure = forms.BooleanField(required=False)

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.site = site
        self.days: list[dict[str, Any]] = []

    def clean(self) -> None:
        super().clean()
        file, token = self.cleaned_data.get("file"), self.cleaned_data.get("rows", "")
        if not file and not token:
            self.add_error("file", ValidationError(_("Elige el archivo.")))
            return
        try:
            told = list(rows_in(file.read(MOST_BYTES + 1), DAY_COLUMNS)) if file else signed(token, self.SALT)
            self.days = days_in(told, self.site)
        except ValidationError as refused:
            self.add_error("file", refused)
            return
        self.told = told

    @property
    def token(self) -> str:
        return signing.dumps(self.told, salt=self.SALT, compress=True)


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
