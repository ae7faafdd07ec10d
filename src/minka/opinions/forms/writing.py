"""A statement as it is typed: one sentence that others can agree or disagree with."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import KeyField, WordsField
from minka.engine.texts.cleaning import clean_line
from minka.opinions.access import Rules

SHORTEST = 12
QUESTION_MARKS = "?¿؟"


class SentenceField(WordsField):
    """One line of words, however it was broken into lines."""

    default_error_messages = {
        "question": _(
            "Parece una pregunta. Escríbela como algo que se pueda aprobar o no: «El canal debe limpiarse…»."
        ),
    }

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value).replace("\n", " "))

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(mark in value for mark in QUESTION_MARKS):
            raise ValidationError(self.error_messages["question"], code="question")


class StatementForm(forms.Form):
    """One statement, as long as the activity allows, and the key that makes sending it twice sending it once."""

    idempotency_key = KeyField()

    def __init__(self, rules: Rules, data: QueryDict | None = None, *, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["text"] = SentenceField(
            label=_("Tu afirmación"),
            help_text=_("Una sola idea, en una frase, que otra persona pueda aprobar o rechazar. Sin preguntas."),
            min_length=SHORTEST,
            max_length=rules.longest,
            widget=forms.Textarea(attrs={"dir": "auto", "rows": 4, "minlength": False, "maxlength": False}),
            error_messages={"required": _("Escribe tu afirmación para poder enviarla.")},
        )

    def carry_key(self, key: str) -> None:
        """Let a fresh key travel on with the form when it is shown again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["idempotency_key"] = key
        self.data = data
