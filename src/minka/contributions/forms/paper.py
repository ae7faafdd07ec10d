"""The fields of paper that every desk has: how many sheets, the code on one, the day it was handed in."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.actions.paper import MOST_SHEETS
from minka.contributions.forms.voice import mistake_in
from minka.engine.ledger.codes import CodeInvalid, parse_code

# What a scanner sends: the address of the QR, perhaps through a keyboard of another country.
SCANNED = re.compile(r"([a-z]{4})[^a-z0-9]+([a-z]{4})[^a-z0-9]+([a-z]{4})[^a-z0-9]+([0-9]{3})\W*$", re.IGNORECASE)
LONGEST_AGO = dt.timedelta(days=3 * 366)
NOON = dt.time(12)


class SheetCountField(forms.IntegerField):
    """How many sheets to prepare."""

    default_error_messages = {
        "required": gettext_lazy("Di cuántas hojas necesitas."),
        "invalid": gettext_lazy("Escribe un número, por ejemplo 30."),
    }

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("¿Cuántas hojas?"),
            min_value=1,
            max_value=MOST_SHEETS,
            initial=30,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "min_value": gettext_lazy("Pide al menos una hoja."),
                "max_value": gettext_lazy(
                    "Cada vez caben %(limit_value)d hojas. Si necesitas más, prepara otro grupo."
                ),
            },
        )


class SheetCodeField(forms.CharField):
    """The code of a sheet, as people and scanners type it; clean gives it as it is stored, or nothing."""

    default_error_messages = {"required": gettext_lazy("Escribe el código que está impreso en la hoja.")}

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(
            label=gettext_lazy("Código de la hoja"),
            max_length=300,
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
            **more,
        )

    def clean(self, value: Any) -> str:  # noqa: ANN401 - Django's own
        typed: str = super().clean(value)
        if not typed:
            return ""
        scanned = SCANNED.search(typed)
        try:
            return parse_code("-".join(scanned.groups()) if scanned else typed)
        except CodeInvalid as invalid:
            raise ValidationError(mistake_in(invalid), code=invalid.reason) from invalid


class HandedInField(forms.DateField):
    """The day on which a sheet was handed in: not to come, and not long ago."""

    default_error_messages = {
        "required": gettext_lazy("Di qué día se entregó."),
        "invalid": gettext_lazy("No entendemos ese día. Escríbelo como 31/12/2026."),
    }

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Día en que lo entregó"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y"],
        )

    def clean(self, value: Any) -> dt.date:  # noqa: ANN401 - Django's own
        day: dt.date = super().clean(value)
        if day > timezone.localdate():
            raise ValidationError(_("Ese día todavía no llega. Revisa la fecha de la hoja."))
        if timezone.localdate() - day > LONGEST_AGO:
            raise ValidationError(_("Ese día queda muy atrás. Revisa el año."))
        return day


def moment_of(day: dt.date) -> dt.datetime | None:
    """The moment kept for a day of handing in: its noon, or nothing when it is today and the clock knows better."""
    return None if day == timezone.localdate() else timezone.make_aware(dt.datetime.combine(day, NOON))
