"""A whole definition as a file or as text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.forms import DefinitionInvalid
from minka.engine.forms.documents import LARGEST_DOCUMENT, read_document
from minka.services.drafts.shelves import Document
from minka.services.forms.condition import as_json
from minka.web.saying import say

MOST_TOLD = 10


class WholeForm(forms.Form):
    """A definition that takes the place of the draft. A file goes before the text."""

    text = forms.CharField(
        label=gettext_lazy("Definición"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("O un archivo JSON"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = as_json(document)
        self.document: Document = document

    def clean_file(self) -> bytes:
        file = self.cleaned_data.get("file")
        if file is None:
            return b""
        if file.size > LARGEST_DOCUMENT:
            raise ValidationError(_("El archivo pesa demasiado: una definición tiene 2 MB como máximo."))
        content: bytes = file.read()
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("file") or cleaned.get("text") or ""
        try:
            self.document = read_document(source)
        except DefinitionInvalid as invalid:
            for each in invalid.faults[:MOST_TOLD]:
                self.add_error(None, f"{each.path or '/'}: {say(each.text)}")
        return cleaned
