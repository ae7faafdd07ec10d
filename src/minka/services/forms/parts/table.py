"""A decision table as a sheet: questions above the first columns, results above the last, a cell for each."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms.naming import VALUE_TYPES
from minka.services.drafts.conditions import RowInvalid, Subject, from_value, to_value
from minka.services.drafts.shelves import Thing, free_id, ids_of
from minka.services.forms.condition import MISTAKES, subject_choices
from minka.services.forms.parts.base import PartForm
from minka.services.forms.parts.calculation import RESULTS

INPUTS, SPARE = 3, 3
HITS: Final = (
    ("unique", gettext_lazy("Solo una fila puede cumplirse")),
    ("first", gettext_lazy("Vale la primera fila que se cumpla")),
)
COMPARED: Final = {">=": "ge", "<=": "le", ">": "gt", "<": "lt", "≠": "ne"}
SIGNS: Final = {op: sign for sign, op in COMPARED.items()}
CELL: Final = re.compile(r"\s*(>=|<=|>|<|≠)?\s*(.*?)\s*", re.DOTALL)


class TableForm(PartForm):
    """A table with up to three questions and one result. What does not fit into it is changed in the whole JSON."""

    name = LineField(
        label=gettext_lazy("Nombre de la tabla"),
        max_length=40,
        error_messages={"required": gettext_lazy("Escribe el nombre de la tabla.")},
    )
    hit = forms.ChoiceField(label=gettext_lazy("Cuál fila vale"), choices=HITS)
    output = LineField(
        label=gettext_lazy("Qué resulta"),
        max_length=40,
        help_text=gettext_lazy("El nombre del resultado: «costo», «riesgo»."),
        error_messages={"required": gettext_lazy("Escribe el nombre del resultado.")},
    )
    type = forms.ChoiceField(label=gettext_lazy("De qué tipo es el resultado"), choices=RESULTS)

    def starting(self) -> dict[str, Any]:
        output = (self.before.get("outputs") or [{}])[0]
        return {
            "name": self.before.get("id", ""),
            "hit": self.before.get("hit", "first"),
            "output": output.get("id", ""),
            "type": output.get("type", "money"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        keys = {str(each.expr): each.key for each in self.subjects}
        held = [keys.get(str(each), "") for each in self.before.get("inputs", [])]
        rows = self.before.get("rules", [])
        self.size = len(rows) + SPARE
        for column in range(INPUTS):
            self.fields[f"input_{column}"] = forms.ChoiceField(
                label=_("Columna %(number)d: pregunta") % {"number": column + 1},
                choices=subject_choices(self.subjects, _("Ninguna")),
                required=False,
                initial=held[column] if column < len(held) else "",
            )
        for number in range(self.size):
            self._add_row(number, rows[number] if number < len(rows) else {}, held)
        if self.before:
            self.fields["name"].disabled = True

    def _add_row(self, number: int, row: dict[str, Any], held: list[str]) -> None:
        by_key = {each.key: each for each in self.subjects}
        for column in range(INPUTS):
            subject = by_key.get(held[column]) if column < len(held) else None
            cell = row["when"][column] if subject and row else None
            self.fields[f"cell_{number}_{column}"] = forms.CharField(
                label=_("Fila %(row)d, columna %(column)d") % {"row": number + 1, "column": column + 1},
                max_length=300,
                required=False,
                initial=_said(cell, subject) if subject else "",
            )
        then = (row.get("then") or [""])[0]
        self.fields[f"then_{number}"] = forms.CharField(
            label=_("Fila %(row)d: resultado") % {"row": number + 1},
            max_length=300,
            required=False,
            initial=(_("sí") if then else _("no")) if isinstance(then, bool) else then,
        )

    @property
    def fits(self) -> bool:
        """Whether the sheet can show the whole table."""
        before = self.before
        known = {str(each.expr) for each in self.subjects}
        return not before or (
            before["hit"] in dict(HITS)
            and len(before["inputs"]) <= INPUTS
            and len(before["outputs"]) == 1
            and all(str(each) in known for each in before["inputs"])
            and all(isinstance(each["then"][0], str | bool) for each in before["rules"])
        )

    @property
    def inputs(self) -> list[forms.BoundField]:
        return [self[f"input_{column}"] for column in range(INPUTS)]

    @property
    def sheet(self) -> list[tuple[list[forms.BoundField], forms.BoundField]]:
        return [([self[f"cell_{n}_{c}"] for c in range(INPUTS)], self[f"then_{n}"]) for n in range(self.size)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._read_sheet(cleaned)
        return cleaned

    def _read_sheet(self, cleaned: dict[str, Any]) -> None:
        by_key = {each.key: each for each in self.subjects}
        columns = [c for c in range(INPUTS) if cleaned.get(f"input_{c}")]
        if not columns:
            self.add_error("input_0", _("Elige al menos una pregunta."))
            return
        rows = [n for n in range(self.size) if cleaned.get(f"then_{n}")]
        if not rows:
            self.add_error("then_0", _("Escribe el resultado de al menos una fila."))
        subjects = {column: by_key[cleaned[f"input_{column}"]] for column in columns}
        result = Subject("", "", VALUE_TYPES[cleaned.get("type") or "text"].base)
        cleaned["inputs"] = [each.expr for each in subjects.values()]
        cleaned["rules"] = [
            {
                "when": [self._cell(f"cell_{n}_{column}", subject) for column, subject in subjects.items()],
                "then": [self._value(f"then_{n}", cleaned[f"then_{n}"], result)],
            }
            for n in rows
        ]

    def _cell(self, field: str, subject: Subject) -> object:
        """Nothing is anything; semicolons list alternatives; a sign compares."""
        said = str(self.cleaned_data.get(field) or "")
        match = CELL.fullmatch(said)
        if not said.strip() or match is None:
            return None
        if match[1]:
            return {"op": COMPARED[match[1]], "value": self._value(field, match[2], subject)}
        several = [each for each in said.split(";") if each.strip()]
        values = [self._value(field, each, subject) for each in several]
        return values[0] if len(values) == 1 else values

    def _value(self, field: str, said: str, subject: Subject) -> object:
        try:
            return to_value(said, subject)
        except RowInvalid as wrong:
            self.add_error(field, str(MISTAKES[wrong.code]))
            return None

    def thing(self) -> Thing:
        values, before = self.cleaned_data, self.before
        name = self.named(values["name"])
        taken = set(ids_of(self.document)) | {name}
        outputs = before.get("outputs") or [{"id": free_id(values["output"], taken)}]
        return {
            "id": name,
            "hit": values["hit"],
            "inputs": values["inputs"],
            "outputs": [outputs[0] | {"type": values["type"]}],
            "rules": values["rules"],
        }


def _said(cell: object, subject: Subject) -> str:
    if cell is None:
        return ""
    if isinstance(cell, list):
        return "; ".join(from_value(each, subject) for each in cell)
    if isinstance(cell, dict) and "op" in cell:
        sign = SIGNS.get(str(cell["op"]), "")
        return f"{sign} {from_value(cell['value'], subject)}".strip()
    return from_value(cell, subject)
