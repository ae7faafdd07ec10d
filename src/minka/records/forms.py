"""What somebody gives to be checked."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 4 * 1024 * 1024


class CheckForm(forms.Form):
    """A receipt, or a whole log that is not too large, pasted or as a file."""

    file = forms.FileField(
        label=gettext_lazy("O elige el archivo del recibo o de la bitácora"),
        required=False,
        help_text=gettext_lazy("recibo.json o log.jsonl, hasta 4 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.jsonl,application/json"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Pega aquí el contenido o lo que dice el QR"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_file(self) -> "File[bytes] | None":
        file: File[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST:
            raise ValidationError(
                _("El archivo pesa más de 4 MB. Descárgalo y compruébalo en tu computadora con «./minka verify».")
            )
        return file

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if not self.errors and not values.get("file") and not values.get("text"):
            self.add_error("file", _("Elige un archivo o pega el contenido para poder comprobarlo."))
        return values

    def content(self) -> bytes:
        """The bytes to check."""
        file: File[bytes] | None = self.cleaned_data["file"]
        return file.read() if file else str(self.cleaned_data["text"]).encode()
