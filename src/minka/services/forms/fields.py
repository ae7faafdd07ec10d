"""A field for each type of question. Fields read what was typed; whether it is right, the engine says."""

from collections.abc import Callable, Mapping
from typing import Any, cast, override

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.forms import Question, QuestionType, say
from minka.reference.forms import PlaceInput, question_about
from minka.reference.naming import understand
from minka.reference.queries import place_options
from minka.web.controls import DateParts, Parts

MANY_OPTIONS = 12  # beyond it a list that opens is shorter to look through
LONG_TEXT = 4_000
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif"
KINDS = {
    "dni": gettext_lazy("DNI"),
    "ce": gettext_lazy("Carné de extranjería"),
    "ruc": gettext_lazy("RUC"),
    "passport": gettext_lazy("Pasaporte"),
}


class AnswerField(forms.Field):
    """Hands on what was typed."""

    @override
    def clean(self, value: Any) -> Any:
        return value


class PartsField(AnswerField):
    """An answer of several parts, each under its name."""

    @override
    def clean(self, value: Any) -> Any:
        return dict(zip(cast("Parts", self.widget).names, value, strict=True))


class LongField(AnswerField):
    """A text of several lines; its limit is shown as a counter."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(**options)
        self.max_length = max_length


class DocumentParts(Parts):
    """Which document it is, and its number."""

    names = ("kind", "number")

    def __init__(self, kinds: tuple[str, ...]) -> None:
        choices = [(kind, KINDS[kind]) for kind in kinds]
        number = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        super().__init__({"kind": forms.Select(choices=choices), "number": number})

    @override
    def labels(self) -> tuple[str, ...]:
        return _("Documento"), _("Número")


class DocumentNumber(forms.TextInput):
    """The number of a document of one kind, which is not asked for."""

    def __init__(self, kind: str) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "text"})
        self.kind = kind

    @override
    def format_value(self, value: Any) -> Any:
        return super().format_value(value.get("number") if isinstance(value, Mapping) else value)

    @override
    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {"kind": self.kind, "number": super().value_from_datadict(data, files, name) or ""}


class DistrictField(forms.Field):
    """A district by its name; gives its code."""

    widget = PlaceInput

    def __init__(self, *, department: str, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(**options)
        self.department = cast("PlaceInput", self.widget).department = department[:2]

    @override
    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        found = (option.label for option in place_options(self.department) if option.inei_code == value.get("code"))
        return next(found, value.get("code"))

    @override
    def clean(self, value: Any) -> Any:
        text = (value or "").strip()[:120]
        if not text:
            return None
        meant = understand(text, self.department)
        if len(meant.options) != 1:
            raise ValidationError(question_about(meant), code="place")
        return {"code": meant.options[0].inei_code, "coding": "inei"}


def field_for(question: Question, *, language: str, department: str = "") -> forms.Field:
    """The field in which a question is answered."""
    words: dict[str, Any] = {
        "label": say(question.label, language),
        "help_text": say(question.hint, language),
        "required": question.required,
    }
    if question.type == QuestionType.PLACE:
        return DistrictField(department=department, **words)
    if question.type == QuestionType.LONG_TEXT:
        return LongField(max_length=question.limits.max_length or LONG_TEXT, **words)
    widget = _WIDGETS[question.type](question, language)
    return (PartsField if isinstance(widget, Parts) else AnswerField)(widget=widget, **words)


def _line(**attributes: str) -> Callable[[Question, str], forms.Widget]:
    return lambda _question, _language: forms.TextInput(attrs=attributes)


def _yes_no(_question: Question, _language: str) -> forms.Widget:
    return forms.RadioSelect(choices=[("si", _("Sí")), ("no", _("No"))])


def _one_of(question: Question, language: str) -> forms.Widget:
    choices = _choices(question, language)
    if len(choices) > MANY_OPTIONS:
        return forms.Select(choices=[("", _("Elige una opción")), *choices])
    return forms.RadioSelect(choices=choices)


def _many_of(question: Question, language: str) -> forms.Widget:
    return forms.CheckboxSelectMultiple(choices=_choices(question, language))


def _choices(question: Question, language: str) -> list[tuple[str, str]]:
    return [(option.id, say(option.label, language)) for option in question.options]


def _date(_question: Question, _language: str) -> forms.Widget:
    return DateParts()


def _document(question: Question, _language: str) -> forms.Widget:
    kinds = question.limits.kinds or tuple(KINDS)
    return DocumentNumber(kinds[0]) if len(kinds) == 1 else DocumentParts(kinds)


def _file(question: Question, _language: str) -> forms.Widget:
    accept = ACCEPT if question.type == QuestionType.PHOTO else f"application/pdf,{ACCEPT}"
    return forms.FileInput(attrs={"accept": accept})


def _declaration(_question: Question, _language: str) -> forms.Widget:
    return forms.CheckboxInput()


_WIDGETS: dict[QuestionType, Callable[[Question, str], forms.Widget]] = {
    QuestionType.SHORT_TEXT: _line(),
    QuestionType.NUMBER: _line(inputmode="decimal", autocomplete="off"),
    QuestionType.MONEY: _line(inputmode="decimal", autocomplete="off"),
    QuestionType.DATE: _date,
    QuestionType.YES_NO: _yes_no,
    QuestionType.ONE_OF: _one_of,
    QuestionType.MANY_OF: _many_of,
    QuestionType.DOCUMENT: _document,
    QuestionType.FILE: _file,
    QuestionType.PHOTO: _file,
    QuestionType.DECLARATION: _declaration,
    QuestionType.PHONE: lambda _question, _language: forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    QuestionType.EMAIL: lambda _question, _language: forms.TextInput(
        attrs={"autocomplete": "email", "inputmode": "email"}
    ),
}
