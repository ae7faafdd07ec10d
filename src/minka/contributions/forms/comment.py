"""A comment as it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import KeyField, WordsField


class CommentForm(forms.Form):
    """A short text about what somebody else said."""

    text = WordsField(
        label=_("Tu comentario"),
        min_length=2,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Escribe tu comentario para poder enviarlo.")},
    )
    idempotency_key = KeyField()
