"""What whoever filed a case writes about it: an appeal, a withdrawal, how they found it."""

from django import forms
from django.utils.translation import gettext_lazy

from minka.cases.actions.rating import DRIVERS
from minka.cases.queries.given import Given

LONG = 4000


class AppealForm(forms.Form):
    """Why the decision, or the silence, is not right."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    appeal = forms.CharField(
        label=gettext_lazy("Por qué no estás de acuerdo"),
        help_text=gettext_lazy("Con tus palabras. No necesitas abogado."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @property
    def given(self) -> Given:
        return Given(appeal=self.cleaned_data["appeal"])


class SureForm(forms.Form):
    """A step that needs nothing but a yes."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def given(self) -> Given:
        return Given()


class RatingForm(forms.Form):
    """One thumb and the drivers."""

    good = forms.ChoiceField(
        label=gettext_lazy("¿Cómo te fue hasta aquí?"),
        choices=[("si", gettext_lazy("Bien")), ("no", gettext_lazy("Mal"))],
        widget=forms.RadioSelect,
    )
    drivers = forms.MultipleChoiceField(
        label=gettext_lazy("¿Qué es cierto?"),
        choices=[(key, gettext_lazy(words)) for key, words in DRIVERS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
