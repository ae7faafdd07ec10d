"""Cleaning of an import: the file and where it comes from, then which column means what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.actions.imports import Origin
from minka.contributions.forms.words import KeyField, LineField
from minka.contributions.queries.imports.mapping import FIELDS, Mapping
from minka.processes.models import Activity


class UploadForm(forms.Form):
    """A file of contributions collected elsewhere."""

    activity = forms.ChoiceField(
        label=gettext_lazy("¿A qué actividad van?"),
        error_messages={"required": gettext_lazy("Elige a qué actividad van los aportes.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Archivo"),
        help_text=gettext_lazy(
            "CSV o Excel (XLSX) de hasta 20 MB, con los nombres de las columnas en la primera fila."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,text/csv"}),
        error_messages={
            "required": gettext_lazy("Elige el archivo que quieres importar."),
            "empty": gettext_lazy("El archivo está vacío. Elige otro."),
        },
    )
    source = LineField(
        label=gettext_lazy("¿De dónde viene?"),
        max_length=60,
        help_text=gettext_lazy(
            "El nombre de la plataforma o del taller. Escribe siempre el mismo: así, importar otra vez no repite nada."
        ),
        error_messages={"required": gettext_lazy("Di de dónde vienen los aportes: se muestra junto a cada uno.")},
    )
    licence = LineField(
        label=gettext_lazy("¿Con qué permiso se publican?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("La licencia o el acuerdo. Por ejemplo: datos abiertos, con atribución."),
    )
    idempotency_key = KeyField()

    def __init__(self, *args: Any, activities: Sequence[Activity], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **more)
        chosen = self.fields["activity"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - tells the type checker
        chosen.choices = [(each.slug, each.title) for each in activities]

    def origin(self) -> Origin:
        return Origin(self.cleaned_data["source"], self.cleaned_data["licence"])


class ColumnsForm(forms.Form):
    """Which column of the file holds what."""

    def __init__(self, *args: Any, header: Sequence[str], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **more)
        columns = [(str(number), _named(name, number, header)) for number, name in enumerate(header)]
        for field in FIELDS:
            self.fields[field.name] = forms.TypedChoiceField(
                label=str(field.label),
                help_text=str(field.hint),
                choices=[("", _("Ninguna")), *columns],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def clean(self) -> None:
        chosen = self.mapping()
        if "title" not in chosen and "text" not in chosen:
            self.add_error("text", _("Elige en qué columna está lo que dijo cada persona."))
        for name, column in chosen.items():
            if list(chosen.values()).index(column) != list(chosen).index(name):
                self.add_error(name, _("Ya elegiste esa columna arriba. Elige otra o «Ninguna»."))

    def mapping(self) -> Mapping:
        return {name: column for name, column in self.cleaned_data.items() if column is not None}


def _named(name: str, number: int, header: Sequence[str]) -> str:
    """The column's name; with its place where it has none or shares it."""
    if name and header.count(name) == 1:
        return name
    return _("%(name)s (columna %(number)d)") % {"name": name or _("sin nombre"), "number": number + 1}
