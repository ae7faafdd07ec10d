"""What an answer must keep to: the fields for each type, and the document's limits from what was typed."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.forms import QuestionType

TODAY: Final = "today"
LIMITS_OF: Final[dict[str, tuple[str, ...]]] = {
    QuestionType.SHORT_TEXT: ("min_length", "max_length"),
    QuestionType.LONG_TEXT: ("min_length", "max_length"),
    QuestionType.NUMBER: ("min", "max", "decimals"),
    QuestionType.MONEY: ("min", "max"),
    QuestionType.DATE: ("not_before", "not_after"),
    QuestionType.FILE: ("max_files", "max_megabytes", "kinds"),
    QuestionType.PHOTO: ("max_files", "max_megabytes"),
    QuestionType.GROUP: ("min", "max"),
}


class DayField(forms.CharField):
    """A day, or “today” for the day on which the question is answered."""

    def clean(self, value: object) -> str:
        said = str(super().clean(value)).strip()
        if said.casefold() in {"hoy", TODAY, _("hoy").casefold()}:
            return TODAY
        try:
            day = parse_date(said) if said else None
        except ValueError:
            day = None
        if said and day is None:
            raise ValidationError(_("Escribe la fecha como 2026-03-27, o la palabra hoy."))
        return day.isoformat() if day else ""

    def prepare_value(self, value: object) -> object:
        return _("hoy") if value == TODAY else value


class KindsField(forms.CharField):
    """Endings of file names, separated by commas or blanks."""

    def clean(self, value: object) -> list[str]:
        return [each.strip(". ").lower() for each in super().clean(value).replace(",", " ").split()]

    def prepare_value(self, value: object) -> object:
        return ", ".join(value) if isinstance(value, list) else value


def _number(label: Any, hint: Any = "") -> Callable[[], forms.Field]:  # noqa: ANN401 - lazy words
    return lambda: forms.DecimalField(label=label, help_text=hint, required=False, max_digits=15, decimal_places=6)


def _whole(label: Any, most: int, hint: Any = "") -> Callable[[], forms.Field]:  # noqa: ANN401 - lazy words
    return lambda: forms.IntegerField(label=label, help_text=hint, required=False, min_value=0, max_value=most)


def _day(label: Any) -> Callable[[], forms.Field]:  # noqa: ANN401 - lazy words
    hint = gettext_lazy("Una fecha como 2026-03-27, o la palabra hoy.")
    return lambda: DayField(label=label, help_text=hint, required=False, max_length=12)


FIELDS: Final[dict[str, Callable[[], forms.Field]]] = {
    "min_length": _whole(gettext_lazy("Letras como mínimo"), 20_000),
    "max_length": _whole(gettext_lazy("Letras como máximo"), 20_000),
    "min": _number(gettext_lazy("Mínimo")),
    "max": _number(gettext_lazy("Máximo")),
    "decimals": _whole(gettext_lazy("Decimales que se aceptan"), 6),
    "not_before": _day(gettext_lazy("No antes de")),
    "not_after": _day(gettext_lazy("No después de")),
    "max_files": _whole(gettext_lazy("Archivos como máximo"), 20),
    "max_megabytes": _whole(gettext_lazy("Megabytes por archivo, como máximo"), 50),
    "kinds": lambda: KindsField(
        label=gettext_lazy("Tipos que se aceptan"),
        help_text=gettext_lazy("Por ejemplo: pdf, jpg, png. Vacío: los de siempre."),
        required=False,
        max_length=200,
    ),
}


def limit_fields(kind: str) -> dict[str, forms.Field]:
    return {name: FIELDS[name]() for name in LIMITS_OF.get(kind, ())}


def limits_from(values: dict[str, Any], kind: str, before: dict[str, Any]) -> dict[str, Any] | None:
    """The limits of the document; those that this type has no field for stay as they were."""
    names = LIMITS_OF.get(kind, ())
    found = {name: _plain(name, values[name]) for name in names if values.get(name) not in (None, "", [])}
    kept = {name: value for name, value in before.items() if name not in names}
    return kept | found or None


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - any limit
    return f"{value.normalize():f}" if name in {"min", "max"} else value
