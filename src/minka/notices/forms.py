"""What the small forms of the inbox send."""

from django import forms

MOST = 2**62  # no row has a larger number


class ReadForm(forms.Form):
    """The newest notice that was on the page: later ones stay unread."""

    up_to = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)


class MailForm(forms.Form):
    """Whether notices also go out by mail, as the button that was pressed said."""

    wants = forms.TypedChoiceField(
        choices=[("si", "si"), ("no", "no")], coerce=lambda value: value == "si", widget=forms.HiddenInput
    )
