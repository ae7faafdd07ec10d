"""A phase: its days, its purpose and what must be true when it ends."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from minka.processes.forms.process import day_widget
from minka.processes.models import Phase

SPARE_CRITERIA = 2


class PhaseForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Phase
        fields = ("name", "purpose", "opens_on", "closes_on")
        labels = {
            "name": _("Nombre de la fase"),
            "purpose": _("Para qué sirve"),
            "opens_on": _("Primer día"),
            "closes_on": _("Último día"),
        }
        help_texts = {"closes_on": _("Ese día todavía se puede participar. Vacío: sin fecha de cierre.")}
        widgets = {
            "opens_on": day_widget(),
            "closes_on": day_widget(),
            "purpose": forms.Textarea(attrs={"rows": 3}),
        }

    place = forms.IntegerField(label=_("Lugar en la lista"), min_value=1, max_value=50, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["place"].initial = self.instance.order
        else:
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if closes and not opens and "opens_on" not in self.errors:
            self.add_error("opens_on", _("Falta el primer día: hay un último día sin él."))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("El último día es anterior al primero. Cambia uno de los dos."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return values | ({"order": self.cleaned_data["place"]} if self.cleaned_data.get("place") else {})


class ExitForm(forms.Form):
    """The exit criteria of a phase: words, day met, evidence. An emptied criterion goes; two spare lines add some."""

    def __init__(self, *args: Any, criteria: list[dict[str, Any]], today: dt.date, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.today = today
        self.size = len(criteria) + SPARE_CRITERIA
        spare = {"text": "", "met_on": None, "evidence": ""}
        for number, each in enumerate([*criteria, *[spare] * SPARE_CRITERIA]):
            self.fields[f"text_{number}"] = forms.CharField(
                label=format_lazy("{} {}", _("Criterio"), number + 1),
                max_length=300,
                required=False,
                initial=each["text"],
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"met_on_{number}"] = forms.DateField(
                label=_("Se cumplió el día"), required=False, widget=day_widget(), initial=each.get("met_on")
            )
            self.fields[f"evidence_{number}"] = forms.CharField(
                label=_("Cómo se sabe"),
                max_length=300,
                required=False,
                initial=each.get("evidence", ""),
                help_text=_("Un documento, un enlace o quién lo comprobó."),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"text_{n}"], self[f"met_on_{n}"], self[f"evidence_{n}"]) for n in range(self.size)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(self.size):
            self._clean_row(number)
        return cleaned

    def _clean_row(self, number: int) -> None:
        text, met_on, evidence = (self.cleaned_data.get(f"{part}_{number}") for part in ("text", "met_on", "evidence"))
        if met_on and met_on > self.today:
            self.add_error(f"met_on_{number}", _("Ese día todavía no llega."))
        if met_on and not evidence:
            self.add_error(f"evidence_{number}", _("Di cómo se sabe que se cumplió."))
        if evidence and not met_on and f"met_on_{number}" not in self.errors:
            self.add_error(f"met_on_{number}", _("Pon el día en que se cumplió."))
        if (met_on or evidence) and not text:
            self.add_error(f"text_{number}", _("Escribe el criterio que se cumplió."))

    @property
    def criteria(self) -> list[dict[str, Any]]:
        rows = [
            {part: self.cleaned_data[f"{part}_{number}"] for part in ("text", "met_on", "evidence")}
            for number in range(self.size)
        ]
        return [
            each | {"met_on": each["met_on"].isoformat() if each["met_on"] else None} for each in rows if each["text"]
        ]
