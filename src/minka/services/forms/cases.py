"""A saved case: its name, the answers of somebody made up, what must come of them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.services.forms.condition import ExprField, as_json
from minka.services.models import SavedCase, Service
from minka.services.queries.testing import TODAY


class ObjectField(ExprField):
    """A JSON object; nothing typed is one without anything in it."""

    def clean(self, value: object) -> Any:  # noqa: ANN401 - any JSON object
        found = super().clean(value)
        if found is not None and not isinstance(found, dict):
            raise ValidationError(_("Aquí va un objeto JSON, entre llaves."))
        return found or {}


class CaseForm(forms.Form):
    """A saved case. Without expectations, what comes out now is what is expected."""

    name = LineField(
        label=gettext_lazy("Nombre del caso"),
        max_length=140,
        help_text=gettext_lazy("A quién representa: «Productora sin RUC, puesto de dos metros»."),
        error_messages={"required": gettext_lazy("Escribe el nombre del caso.")},
    )
    answers = ObjectField(
        label=gettext_lazy("Respuestas, en JSON"),
        required=False,
        help_text=gettext_lazy("Se llenan solas al probar como ciudadano."),
    )
    expected = ObjectField(
        label=gettext_lazy("Lo que debe salir, en JSON"),
        required=False,
        help_text=gettext_lazy("Vacío: lo que sale ahora. Lo que no se nombra no se compara."),
    )

    def __init__(self, *args: Any, service: Service, case: SavedCase | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        self.service, self.case = service, case
        if case is not None:
            given = {"name": case.name, "answers": as_json(case.answers), "expected": as_json(case.expected)}
            kwargs["initial"] = given
        super().__init__(*args, **kwargs)

    def clean_expected(self) -> dict[str, Any]:
        expected: dict[str, Any] = self.cleaned_data["expected"]
        day = expected.get(TODAY)
        try:
            if day is not None:
                dt.date.fromisoformat(day)
        except (TypeError, ValueError) as wrong:
            raise ValidationError(_("El día del caso se escribe así: 2026-03-27.")) from wrong
        return expected

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        taken = self.service.saved_cases.filter(name=name).exclude(pk=self.case.pk if self.case else 0)
        if taken.exists():
            raise ValidationError(_("Ya hay un caso con ese nombre. Escribe otro."))
        return name
