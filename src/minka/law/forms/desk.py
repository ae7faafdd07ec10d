"""The hours of the front desk, and where it stands."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.law.forms.fields import DayField, NormForm, provinces_of


class DeskForm(NormForm):
    """A closing hour needs its norm: without one the desk receives all day (art. 117.1)."""

    field_order = ("closes_at", "seat_code", "valid_from", "organization", "norm", "published_on", "source", "checked")
    closes_at = forms.TimeField(
        label=gettext_lazy("¿Hasta qué hora cuenta lo que llega como de ese día?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Déjalo vacío si cuenta hasta la medianoche, como dice la ley."),
        error_messages={"invalid": gettext_lazy("Escribe la hora así: 18:00.")},
    )
    seat_code = forms.ChoiceField(
        label=gettext_lazy("¿En qué provincia está la mesa de partes?"),
        required=False,
        help_text=gettext_lazy("Desde ahí se mide el término de la distancia."),
    )
    valid_from = DayField(
        label=gettext_lazy("¿Desde qué día vale?"),
        help_text=gettext_lazy("Lo presentado antes conserva la regla de su día."),
        error_messages={"required": gettext_lazy("Di desde qué día vale.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        seats: Any = self.fields["seat_code"]
        seats.choices = [("", _("La de la sede")), *provinces_of(self.site)]
        self.fields["norm"].required = False

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("closes_at") and not self.cleaned_data.get("norm"):
            text = _(
                "La mesa de partes digital recibe las 24 horas (art. 117.1): otra hora de cierre necesita su norma."
            )
            self.add_error("norm", ValidationError(text))
