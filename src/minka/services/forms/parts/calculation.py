"""A value that follows from answers: one operation over questions and numbers, or JSON."""

import re
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms.expressions.reading import ExpressionInvalid
from minka.engine.forms.naming import VALUE_TYPES
from minka.engine.forms.objects import LONGEST_LABEL
from minka.services.drafts.conditions import Subject
from minka.services.drafts.shelves import Thing
from minka.services.forms.condition import ExprField, as_json, check_expression, subject_choices
from minka.services.forms.growing import Axes
from minka.services.forms.parts.base import PartForm, without_nothing
from minka.services.forms.words import in_spanish, into_text
from minka.web.saying import say

FIRST_OPERANDS, OPERANDS = 2, 20
OPERATIONS: Final = (
    ("add", gettext_lazy("Sumar todo")),
    ("sub", gettext_lazy("Restar el segundo del primero")),
    ("mul", gettext_lazy("Multiplicar todo")),
    ("div", gettext_lazy("Dividir el primero entre el segundo")),
    ("min", gettext_lazy("El menor")),
    ("max", gettext_lazy("El mayor")),
    ("age", gettext_lazy("La edad, desde una fecha")),
    ("days_between", gettext_lazy("Los días entre dos fechas")),
)
RESULTS: Final = (
    ("number", gettext_lazy("Un número")),
    ("money", gettext_lazy("Un monto en soles")),
    ("yes_no", gettext_lazy("Sí o no")),
    ("date", gettext_lazy("Una fecha")),
    ("text", gettext_lazy("Un texto")),
)


class CalculationForm(PartForm):
    """One calculation."""

    axes: ClassVar[Axes] = {**PartForm.axes, "operand": re.compile(r"(?:operand|number)_(\d+)$")}

    name = LineField(
        label=gettext_lazy("Nombre del cálculo"),
        max_length=40,
        help_text=gettext_lazy("Corto: «total a pagar». No cambia después, porque otras partes lo usan."),
        error_messages={"required": gettext_lazy("Escribe el nombre del cálculo.")},
    )
    type = forms.ChoiceField(label=gettext_lazy("Qué resulta"), choices=RESULTS)
    label = LineField(
        label=gettext_lazy("Cómo lo lee la persona"),
        max_length=LONGEST_LABEL,
        required=False,
        help_text=gettext_lazy(
            "«Días que dura la feria». Se muestra al llenar la página de la que sale. Sin esto nadie lo ve."
        ),
    )
    operation = forms.ChoiceField(label=gettext_lazy("Qué se hace"), choices=OPERATIONS, required=False)

    def starting(self) -> dict[str, Any]:
        words = in_spanish(self.before.get("label"))
        return {"name": self.before.get("id", ""), "type": self.before.get("type", "number"), "label": words}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        operation, operands = _read(self.before.get("expr"), self.subjects)
        self.fields["expr"] = ExprField(
            label=_("Cálculo en JSON"),
            required=False,
            initial=as_json(self.before.get("expr")) if operation is None else "",
            help_text=_("Solo para lo que una operación no puede decir. Si lo usas, los datos no cuentan."),
        )
        self.fields["operation"].initial = operation or "add"
        self.size = min(self.count_rows("operand", max(len(operands), FIRST_OPERANDS)), OPERANDS)
        for number in range(self.size):
            subject, value = operands[number] if number < len(operands) else ("", "")
            place = {"number": number + 1}
            self.fields[f"operand_{number}"] = forms.ChoiceField(
                label=_("Dato %(number)d") % place,
                choices=subject_choices(self.subjects, _("El número que escribas")),
                required=False,
                initial=subject,
            )
            self.fields[f"number_{number}"] = forms.CharField(
                label=_("Dato %(number)d: número") % place, max_length=20, required=False, initial=value
            )
        if self.before:
            self.fields["name"].disabled = True

    @property
    def operands(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"operand_{n}"], self[f"number_{n}"]) for n in range(self.size)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._judge(cleaned)
        return cleaned

    def _judge(self, cleaned: dict[str, Any]) -> None:
        found = cleaned.get("expr")
        if found is None:
            found = {"op": cleaned.get("operation") or "add", "args": list(self._args(cleaned))}
        try:
            check_expression(found, self.document, VALUE_TYPES[cleaned["type"]])
        except ExpressionInvalid as wrong:
            self.add_error(
                "operand_0" if self.size and not cleaned.get("expr") else "expr",
                f"{wrong.fault.path}: {say(wrong.fault.text)}",
            )
        cleaned["condition"] = found

    def _args(self, cleaned: dict[str, Any]) -> list[object]:
        by_key = {each.key: each for each in self.subjects}
        said = [(cleaned.get(f"operand_{n}"), cleaned.get(f"number_{n}")) for n in range(self.size)]
        return [
            by_key[key].expr if key else str(number).replace(",", ".").replace(" ", "")
            for key, number in said
            if key or number
        ]

    def thing(self) -> Thing:
        values = self.cleaned_data
        found = {"id": self.named(values["name"]), "type": values["type"], "expr": values["condition"]}
        return without_nothing(found | {"label": into_text(self.before.get("label"), values["label"])})


def _read(expr: object, subjects: list[Subject]) -> tuple[str | None, list[tuple[str, str]]]:
    """The operation and its operands, where the form can show them; no operation where it cannot."""
    if not isinstance(expr, dict) or expr.get("op") not in dict(OPERATIONS) or len(expr["args"]) > OPERANDS:
        return None, []
    keys = {as_json(each.expr): each.key for each in subjects}
    found = [(keys.get(as_json(arg), ""), arg if isinstance(arg, str) else "") for arg in expr["args"]]
    return (expr["op"], found) if all(key or number for key, number in found) else (None, [])
