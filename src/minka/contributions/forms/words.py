"""Fields for what people write: cleaned before it is judged, and judged with words that help."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from minka.engine.texts.cleaning import clean_line, clean_text, letters_in

FEWEST_LETTERS = 3


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class WordsField(forms.CharField):
    """A text of several lines, made of words rather than of signs."""

    widget = forms.Textarea
    default_error_messages = {
        "no_words": _("Escríbelo con palabras: con emojis o signos solos no sabremos qué responderte."),
        "min_length": _("Cuéntanos un poco más: escribe al menos %(limit_value)d caracteres. Llevas %(show_value)d."),
        "max_length": _(
            "Es muy largo: caben %(limit_value)d caracteres y escribiste %(show_value)d. Acórtalo un poco."
        ),
    }

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and letters_in(value) < FEWEST_LETTERS:
            raise ValidationError(self.error_messages["no_words"], code="no_words")


class KeyField(forms.CharField):
    """The random key made when a form is shown; it makes sending twice the same as sending once."""

    widget = forms.HiddenInput
    default_error_messages = {"required": _("Vuelve a enviar: la página se había quedado a medias.")}

    def __init__(self) -> None:
        super().__init__(min_length=16, max_length=64)

    def clean(self, value: object) -> str:
        try:
            key = str(super().clean(value))
            if not (key.isascii() and key.replace("-", "").replace("_", "").isalnum()):
                raise ValidationError("")
        except ValidationError as refused:
            raise ValidationError(self.error_messages["required"], code="key") from refused
        return key
