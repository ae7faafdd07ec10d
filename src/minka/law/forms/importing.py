"""Files of days and of distances: read and shown first, kept when they come back signed."""

from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.law.forms.distances import TableForm
from minka.law.forms.files import DAY_COLUMNS, MOST_BYTES, days_in, distances_in, rows_in, signed
from minka.sites.models import Site

MOST_TOKEN: Final = 1_500_000  # letters, below what a form may send


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
