"""The form at the end: it is true, and, where somebody helped, it is as the person wants it."""

from dataclasses import dataclass
from typing import override

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.web.keys import new_key

LONGEST_KEY = 60
DIGITS = 3


@dataclass(frozen=True)
class Proof:
    """How the person for whom somebody filled in says yes: with digits that they know, or on their own phone."""

    how: str  # document, code or phone
    digits: str = ""


class FilingForm(forms.Form):
    """Declares, confirms, files. ``proof`` is asked for when somebody helped."""

    filing_key = forms.CharField(max_length=LONGEST_KEY, widget=forms.HiddenInput)
    is_true = forms.BooleanField(
        label=gettext_lazy("Declaro que lo que puse es verdad."),
        error_messages={
            "required": gettext_lazy("Marca la casilla si lo que pusiste es verdad. Sin eso no podemos recibirlo.")
        },
    )

    def __init__(self, data: QueryDict | None = None, *, proof: Proof | None = None) -> None:
        super().__init__(data, initial={"filing_key": new_key()}, auto_id="%s")
        self.proof = proof
        if proof is not None:
            self.fields["agrees"] = forms.BooleanField(
                label=_("Yo, la persona que hace el trámite, revisé todo y estoy de acuerdo."),
                error_messages={"required": _("La persona tiene que estar de acuerdo. Léele lo que se va a enviar.")},
            )
        if proof is not None and proof.digits:
            self.fields["digits"] = forms.CharField(
                label=_("Los 3 últimos números de su documento")
                if proof.how == "document"
                else _("Los 3 números del final de su código"),
                max_length=10,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-private": True}),
                error_messages={"required": _("Pide a la persona que los escriba o te los diga.")},
            )

    def clean_digits(self) -> str:
        typed: str = self.cleaned_data["digits"].strip()
        if self.proof is None or typed != self.proof.digits:
            raise ValidationError(_("Estos números no coinciden. Míralos otra vez con la persona."))
        return typed

    @override
    def clean(self) -> None:
        if "filing_key" in self.errors and isinstance(self.data, QueryDict):
            typed = self.data.copy()
            typed["filing_key"] = new_key()
            self.data = typed

    @property
    def confirmed_how(self) -> str:
        return self.proof.how if self.proof else ""
