"""What the support button says."""

from django import forms

from minka.contributions.forms.words import KeyField


class SupportForm(forms.Form):
    """Whether the reader wants to stand behind a contribution, as the button they pressed said."""

    wants = forms.TypedChoiceField(choices=[("si", "si"), ("no", "no")], coerce=lambda value: value == "si")
    idempotency_key = KeyField()
