"""What a participant types about themselves: a receipt code, a contact."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.ledger.codes import CodeInvalid, parse_code

PERUVIAN_MOBILE = re.compile(r"(?:\+?51)?(9\d{8})")


class CodeForm(forms.Form):
    """A receipt code as people type it."""

    code = forms.CharField(
        label=gettext_lazy("Tu código"),
        max_length=100,
        help_text=gettext_lazy("Son tres palabras cortas y tres números. Por ejemplo: lamo-sipe-tuku-471."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "enterkeyhint": "go"}
        ),
        error_messages={"required": gettext_lazy("Escribe tu código: son tres palabras cortas y tres números.")},
    )

    def clean_code(self) -> str:
        try:
            return parse_code(self.cleaned_data["code"])
        except CodeInvalid as invalid:
            raise ValidationError(mistake_in(invalid), code=invalid.reason) from invalid


def mistake_in(invalid: CodeInvalid) -> str:
    """Say what to look at again in a code that cannot be one."""
    if invalid.reason == "word" and invalid.part:
        return _("No entendemos la palabra %(part)d de tu código. Compárala con tu papel o tu foto.") % {
            "part": invalid.part
        }
    if invalid.reason == "digits":
        return _("Faltan o sobran números: al final del código van tres.")
    if invalid.reason == "check":
        return _("Algo no coincide en este código. Revisa cada palabra y cada número, y escríbelo otra vez.")
    return _("Falta una parte del código: son tres palabras cortas y tres números, como lamo-sipe-tuku-471.")


class ContactForm(forms.Form):
    """Where to tell somebody what happened with their voice. Both are optional, and emptying one ends its use."""

    email = forms.EmailField(
        label=gettext_lazy("Correo"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"invalid": gettext_lazy("Este correo no está completo. Escríbelo como nombre@ejemplo.pe.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Celular"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Nueve números, por ejemplo 976 123 456."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        typed = re.sub(r"[\s().\-]", "", self.cleaned_data["phone"])
        if not typed:
            return ""
        found = PERUVIAN_MOBILE.fullmatch(typed)
        if found is None:
            raise ValidationError(_("Este número no parece un celular del Perú: son nueve números y empieza con 9."))
        return f"+51{found[1]}"
