"""The condition of a page, a question or a requirement: rows to fill in, or JSON for what rows cannot say."""

import json
import re
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.forms import DefinitionInvalid
from minka.engine.forms.documents import read_document
from minka.engine.forms.expressions.nodes import YES_NO, Kind
from minka.engine.forms.expressions.reading import ExpressionInvalid, read_expression
from minka.engine.forms.naming import collect_names
from minka.services.drafts.conditions import (
    ALL,
    ANY,
    HAS,
    HAS_NOT,
    KNOWN,
    UNKNOWN,
    Row,
    RowInvalid,
    Subject,
    subjects_of,
    to_expr,
    to_rows,
)
from minka.services.drafts.shelves import Document
from minka.services.forms.growing import ACT, Axes, GrowingForm
from minka.web.saying import say

SPARE_ROWS: Final = 1
LONGEST_EXPR: Final = 20_000
LONGEST_CHOICE: Final = 60
OPS: Final = (
    ("eq", gettext_lazy("es igual a")),
    ("ne", gettext_lazy("no es")),
    ("ge", gettext_lazy("es al menos")),
    ("gt", gettext_lazy("es más que")),
    ("le", gettext_lazy("es como máximo")),
    ("lt", gettext_lazy("es menos que")),
    (HAS, gettext_lazy("incluye")),
    (HAS_NOT, gettext_lazy("no incluye")),
    (KNOWN, gettext_lazy("está respondida")),
    (UNKNOWN, gettext_lazy("no está respondida")),
)
JOINED: Final = (
    (ALL, gettext_lazy("Se cumplen todas las filas")),
    (ANY, gettext_lazy("Se cumple al menos una fila")),
)
MISTAKES: Final = {
    "subject": gettext_lazy("Esa pregunta ya no está en el borrador. Elige otra."),
    "op": gettext_lazy("Esa comparación no sirve para esta pregunta. Elige otra."),
    "order": gettext_lazy("Solo los números y las fechas se comparan con «al menos», «más que» y parecidas."),
    "only_known": gettext_lazy("De esta pregunta solo se puede decir si está respondida."),
    "value": gettext_lazy("Escribe con qué se compara."),
    "yes_no": gettext_lazy("Escribe «sí» o «no»."),
    "option": gettext_lazy("Escribe una de las opciones de la pregunta."),
}


class ExprField(forms.CharField):
    """An expression as JSON; cleaned to the value that was read."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(max_length=LONGEST_EXPR, widget=widget, **kwargs)

    def to_python(self, value: object) -> Any:  # noqa: ANN401 - any JSON
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_document(f'{{"value": {text}}}')["value"]
        except (DefinitionInvalid, KeyError) as wrong:
            raise ValidationError(_("Esto no es JSON que se pueda leer. Revisa comillas, comas y llaves.")) from wrong

    def run_validators(self, value: object) -> None:
        """Its length was seen as text; what was read is judged by the reader of expressions."""

    def prepare_value(self, value: object) -> str:
        return value if isinstance(value, str) else as_json(value)


class SubjectForm(GrowingForm):
    """A form that speaks of the questions of a draft."""

    def __init__(self, *args: Any, document: Document, group: str = "", **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.document, self.group = document, group
        self.subjects = subjects_of(document, group)


class ConditionForm(SubjectForm):
    """A form with a condition among its fields: ``condition_name`` is its key in the thing that is edited."""

    axes: ClassVar[Axes] = {"condition": re.compile(r"(?:subject|op|value)_(\d+)$")}
    condition_name = "when"
    condition_needed = False

    def __init__(self, *args: Any, document: Document, expr: object = None, group: str = "", **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, document=document, group=group, **kwargs)
        read = to_rows(expr, self.subjects)
        rows, joined = read or ([], ALL)
        self.row_count = self.count_rows("condition", len(rows) + SPARE_ROWS)
        self.fields["joined"] = forms.ChoiceField(
            label=_("¿Cuándo vale?"), choices=JOINED, initial=joined, required=False, widget=forms.RadioSelect
        )
        for number in range(self.row_count):
            self._add_row(number, rows[number] if number < len(rows) else Row("", "eq"))
        self.fields["expr"] = ExprField(
            label=_("Condición en JSON"),
            required=False,
            initial="" if read else as_json(expr),
            help_text=_("Solo para lo que las filas no pueden decir. Si la usas, deja las filas vacías."),
        )

    def _add_row(self, number: int, row: Row) -> None:
        choices = [("", _("Elige una pregunta")), *((each.key, shortened(each.label)) for each in self.subjects)]
        place = {"number": number + 1}
        self.fields[f"subject_{number}"] = forms.ChoiceField(
            label=_("Fila %(number)d: pregunta") % place, choices=choices, required=False, initial=row.subject
        )
        self.fields[f"op_{number}"] = forms.ChoiceField(
            label=_("Fila %(number)d: comparación") % place, choices=OPS, required=False, initial=row.op
        )
        self.fields[f"value_{number}"] = forms.CharField(
            label=_("Fila %(number)d: valor") % place,
            max_length=300,
            required=False,
            initial=row.value,
            widget=forms.TextInput(attrs={"list": "valores", "autocomplete": "off"}),
        )

    @property
    def condition_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"subject_{n}"], self[f"op_{n}"], self[f"value_{n}"]) for n in range(self.row_count)]

    @property
    def condition_opens(self) -> bool:
        """Whether there is something in the condition to be seen: rows, JSON, a mistake, or a row just asked for."""
        said = any(subject.value() for subject, _op, _value in self.condition_rows) or bool(self["expr"].value())
        wrong = self.is_bound and not self.condition_fields.isdisjoint(self.errors)
        asked = str(self.data.get(ACT, "")).startswith("condition:")
        return said or wrong or asked or self.condition_needed

    @property
    def condition_fields(self) -> set[str]:
        rows = {f"{part}_{n}" for part in ("subject", "op", "value") for n in range(self.row_count)}
        return rows | {"joined", "expr", "condition_count"}

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields beside the condition, in their order."""
        return [bound for bound in self if bound.name not in self.condition_fields]

    @property
    def values_to_type(self) -> list[str]:
        """What can be typed as a value: yes, no, and every option."""
        options = (label for each in self.subjects for _name, label in each.options)
        return list(dict.fromkeys([_("sí"), _("no"), *options]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "expr" not in self.errors:
            self._clean_condition(cleaned)
        return cleaned

    def _clean_condition(self, cleaned: dict[str, Any]) -> None:
        rows, written = self._rows(cleaned), cleaned.get("expr")
        if rows and written is not None:
            self.add_error("expr", _("Usa las filas o el JSON, no los dos. Vacía uno."))
            return
        found = written if written is not None else self._expr_of(rows, cleaned)
        if found is None and self.condition_needed and not self.errors:
            self.add_error(
                "subject_0" if self.row_count else None,
                _("Di al menos una fila: sin condición no se sabe cuándo vale."),
            )
        if found is not None and not self.errors:
            self._read(found)
        cleaned["condition"] = found

    def _rows(self, cleaned: dict[str, Any]) -> list[tuple[int, Row]]:
        chosen = [n for n in range(self.row_count) if cleaned.get(f"subject_{n}")]
        return [(n, Row(*(cleaned.get(f"{part}_{n}") or "" for part in ("subject", "op", "value")))) for n in chosen]

    def _expr_of(self, rows: list[tuple[int, Row]], cleaned: dict[str, Any]) -> object:
        for number, row in rows:
            try:
                to_expr([row], ALL, self.subjects)
            except RowInvalid as wrong:
                field = "value" if wrong.code in {"value", "yes_no", "option"} else "op"
                self.add_error(f"{field}_{number}", str(MISTAKES[wrong.code]))
        return None if self.errors else to_expr([row for _n, row in rows], cleaned.get("joined") or ALL, self.subjects)

    def _read(self, found: object) -> None:
        try:
            check_expression(found, self.document, YES_NO, self.group)
        except ExpressionInvalid as wrong:
            self.add_error("expr", f"{wrong.fault.path or '/'}: {say(wrong.fault.text)}")


def check_expression(raw: object, document: Document, wanted: Kind | None, group: str = "") -> None:
    """Raises ExpressionInvalid when the reader of definitions would refuse it."""
    read_expression(raw, collect_names(document), wanted, group=group or None)


def as_json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=1)


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST_CHOICE else f"{words[: LONGEST_CHOICE - 1]}…"


def subject_choices(subjects: list[Subject], nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *((each.key, shortened(each.label)) for each in subjects)]
