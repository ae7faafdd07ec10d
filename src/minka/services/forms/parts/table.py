"""A decision table as a sheet: what it looks at, what results, and a row for each case."""

import re
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms.deciding import COLLECTS, MOST_INPUTS, MOST_OUTPUTS, MOST_ROWS
from minka.engine.forms.naming import VALUE_TYPES
from minka.services.drafts.conditions import RowInvalid, Subject
from minka.services.drafts.shelves import Thing, free_id, ids_of
from minka.services.forms.condition import MISTAKES, subject_choices
from minka.services.forms.growing import Axes
from minka.services.forms.parts.base import PartForm
from minka.services.forms.parts.calculation import RESULTS
from minka.services.forms.parts.cells import cell_in_words, read_cell, read_result, result_in_words

SPARE: Final = 1
MOST_CELLS: Final = 1_500  # a page with more fields is not taken by the server
COLLECT, PRIORITY = "collect", "priority"
HITS: Final = (
    ("unique", gettext_lazy("Solo una fila puede cumplirse; si se cumplen dos, la revisión lo señala")),
    ("first", gettext_lazy("Vale la primera fila que se cumpla, de arriba abajo")),
    (PRIORITY, gettext_lazy("Vale la fila de más peso entre las que se cumplan")),
    (COLLECT, gettext_lazy("Valen todas las que se cumplan, y sus resultados se juntan")),
)
WAYS: Final = (
    ("sum", gettext_lazy("se suman")),
    ("min", gettext_lazy("queda el menor")),
    ("max", gettext_lazy("queda el mayor")),
    ("count", gettext_lazy("se cuenta cuántas filas son")),
    ("list", gettext_lazy("se hace una lista")),
)


class TableForm(PartForm):
    """A table with any number of columns, results and rows that the engine bears."""

    axes: ClassVar[Axes] = {
        **PartForm.axes,
        "input": re.compile(r"(?:input_|row_\d+_cell_)(\d+)$"),
        "output": re.compile(r"(?:output_(?=\d+_)|row_\d+_then_)(\d+)(?:$|_)"),
        "row": re.compile(r"row_(\d+)_"),
    }

    name = LineField(
        label=gettext_lazy("Nombre de la tabla"),
        max_length=40,
        error_messages={"required": gettext_lazy("Escribe el nombre de la tabla.")},
    )
    hit = forms.ChoiceField(
        label=gettext_lazy("Cuál fila vale"), choices=HITS, initial="first", widget=forms.RadioSelect
    )

    def starting(self) -> dict[str, Any]:
        return {"name": self.before.get("id", ""), "hit": self.before.get("hit", "first")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.by_key = {each.key: each for each in self.subjects}
        keys = {str(each.expr): each.key for each in self.subjects}
        self.held = [keys.get(str(each), "") for each in self.before.get("inputs", [])]
        outputs, rows = self.before.get("outputs", []), self.before.get("rules", [])
        self.width = min(self.count_rows("input", len(self.held) or 1), MOST_INPUTS)
        self.results = min(self.count_rows("output", len(outputs) or 1), MOST_OUTPUTS)
        self.height = min(self.count_rows("row", len(rows) + SPARE), MOST_ROWS)
        for column in range(self.width):
            self.fields[f"input_{column}"] = forms.ChoiceField(
                label=_("Columna %(number)d: mira") % {"number": column + 1},
                choices=subject_choices(self.subjects, _("Ninguna")),
                required=False,
                initial=self.held[column] if column < len(self.held) else "",
            )
        for number in range(self.results):
            self._add_output(number, outputs[number] if number < len(outputs) else {})
        for number in range(self.height):
            self._add_row(number, rows[number] if number < len(rows) else {})
        if self.before:
            self.fields["name"].disabled = True

    def _add_output(self, number: int, output: dict[str, Any]) -> None:
        place = {"number": number + 1}
        self.fields[f"output_{number}_name"] = LineField(
            label=_("Resultado %(number)d: nombre") % place,
            max_length=40,
            required=False,
            initial=output.get("id", ""),
        )
        self.fields[f"output_{number}_type"] = forms.ChoiceField(
            label=_("Resultado %(number)d: de qué tipo") % place, choices=RESULTS, initial=output.get("type", "money")
        )
        self.fields[f"output_{number}_collect"] = forms.ChoiceField(
            label=_("Resultado %(number)d: si son varios") % place,
            choices=[("", _("lo de siempre")), *WAYS],
            required=False,
            initial=output.get("collect", ""),
        )

    def _add_row(self, number: int, row: dict[str, Any]) -> None:
        for column in range(self.width):
            subject = self.by_key.get(self.held[column]) if column < len(self.held) else None
            cell = row["when"][column] if subject and row else None
            self._add_cell(number, f"cell_{column}", self._asked(column), cell_in_words(cell, subject))
        then = row.get("then", [])
        for result in range(self.results):
            name = str(self[f"output_{result}_name"].value() or "") or _("resultado")
            self._add_cell(number, f"then_{result}", name, result_in_words(then[result]) if result < len(then) else "")
        self.fields[f"row_{number}_priority"] = forms.IntegerField(
            label=_("Fila %(row)d: peso") % {"row": number + 1},
            min_value=-1_000_000,
            max_value=1_000_000,
            required=False,
            initial=row.get("priority"),
        )

    def _add_cell(self, number: int, name: str, about: str, said: str) -> None:
        self.fields[f"row_{number}_{name}"] = forms.CharField(
            label=_("Fila %(row)d: %(about)s") % {"row": number + 1, "about": about},
            max_length=300,
            required=False,
            initial=said,
        )

    def _asked(self, column: int) -> str:
        """What a column looks at, in its own words."""
        subject = self.by_key.get(str(self[f"input_{column}"].value() or ""))
        return subject.label[:60] if subject else _("columna %(number)d") % {"number": column + 1}

    @property
    def fits(self) -> bool:
        """Whether the sheet can show the whole table."""
        before = self.before
        return not before or (
            self.height * (self.width + self.results + 1) <= MOST_CELLS
            and all(self.held)
            and all(isinstance(each, str | bool | int) for row in before["rules"] for each in row["then"])
        )

    @property
    def shows(self) -> str:
        """Which of the ways to choose a row is chosen: some need a field more."""
        return str(self["hit"].value())

    @property
    def inputs(self) -> list[forms.BoundField]:
        return [self[f"input_{column}"] for column in range(self.width)]

    @property
    def outputs(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """Name, type, and how several become one where that is asked."""
        return [
            (
                self[f"output_{n}_name"],
                self[f"output_{n}_type"],
                self[f"output_{n}_collect"] if self.shows == COLLECT else None,
            )
            for n in range(self.results)
        ]

    @property
    def sheet(self) -> list[list[forms.BoundField]]:
        """The fields of each row."""
        return [[self[name] for name in self._names(number)] for number in range(self.height)]

    def _names(self, number: int) -> list[str]:
        cells = [f"row_{number}_cell_{column}" for column in range(self.width)]
        results = [f"row_{number}_then_{result}" for result in range(self.results)]
        return [*cells, *results, *([f"row_{number}_priority"] if self.shows == PRIORITY else [])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._read_sheet(cleaned)
        return cleaned

    def _read_sheet(self, cleaned: dict[str, Any]) -> None:
        columns = [c for c in range(self.width) if cleaned.get(f"input_{c}")]
        results = [n for n in range(self.results) if cleaned.get(f"output_{n}_name")]
        rows = [n for n in range(self.height) if any(cleaned.get(f"row_{n}_then_{each}") for each in results)]
        for is_there, field, words in (
            (columns, "input_0", _("Elige al menos una pregunta.")),
            (results, "output_0_name", _("Escribe qué resulta: «costo», «riesgo».")),
            (rows, "row_0_then_0", _("Escribe el resultado de al menos una fila.")),
        ):
            if not is_there:
                self.add_error(field if field in self.fields else None, words)
        if self.errors:
            return
        subjects = {column: self.by_key[cleaned[f"input_{column}"]] for column in columns}
        cleaned["inputs"] = [each.expr for each in subjects.values()]
        cleaned["outputs"] = self._outputs(cleaned, results)
        cleaned["rules"] = [self._row(number, subjects, results) for number in rows]

    def _outputs(self, cleaned: dict[str, Any], results: list[int]) -> list[Thing]:
        held = {each["id"]: each for each in self.before.get("outputs", [])}
        taken = {*ids_of(self.document), cleaned["name"]}
        outputs = []
        for number in results:
            said = cleaned[f"output_{number}_name"]
            name = said if said in held else free_id(said, taken)
            taken.add(name)
            kind, collect = cleaned[f"output_{number}_type"], cleaned.get(f"output_{number}_collect", "")
            output = {"id": name, "type": kind}
            if collect and cleaned["hit"] == COLLECT:
                if collect not in COLLECTS.get(kind, ()):
                    self.add_error(f"output_{number}_collect", _("Ese modo no sirve para este tipo. Elige otro."))
                output["collect"] = collect
            outputs.append(output)
        return outputs

    def _row(self, number: int, subjects: dict[int, Subject], results: list[int]) -> Thing:
        values = self.cleaned_data
        row: Thing = {
            "when": [self._cell(f"row_{number}_cell_{column}", subject) for column, subject in subjects.items()],
            "then": [self._result(f"row_{number}_then_{n}", values[f"output_{n}_type"]) for n in results],
        }
        weight = values.get(f"row_{number}_priority")
        return row | ({"priority": weight} if weight and values["hit"] == PRIORITY else {})

    def _cell(self, field: str, subject: Subject) -> object:
        try:
            return read_cell(str(self.cleaned_data.get(field) or ""), subject)
        except RowInvalid as wrong:
            self.add_error(field, str(MISTAKES[wrong.code]))
            return None

    def _result(self, field: str, kind: str) -> object:
        try:
            return read_result(str(self.cleaned_data.get(field) or ""), VALUE_TYPES[kind].base)
        except RowInvalid as wrong:
            self.add_error(field, _("Escribe el resultado.") if wrong.code == "value" else str(MISTAKES[wrong.code]))
            return None

    def thing(self) -> Thing:
        values = self.cleaned_data
        return {
            "id": self.named(values["name"]),
            **{name: values[name] for name in ("hit", "inputs", "outputs", "rules")},
        }
