"""A file of procedures: whose it is, the rows that could be read, and the same rows confirmed."""

from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.procedures import Procedure as Row
from minka.engine.procedures import ProceduresInvalid, ReadProcedures, read_procedures
from minka.engine.procedures.reading import MOST_BYTES
from minka.services.forms.starting import EntityField
from minka.services.queries.procedure_rows import row_from_json, row_to_json
from minka.sites.models import Site
from minka.web.saying import say

SALT: Final = "services.procedures"
LONGEST: Final = 3600  # seconds between looking and keeping
MOST_TOKEN: Final = 4_500_000  # letters, below what a form may send


class FileForm(forms.Form):
    """A file of a TUPA."""

    organization = EntityField()
    source = LineField(
        label=gettext_lazy("¿De dónde viene el archivo?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("La norma que aprobó el TUPA, o la dirección donde está publicado."),
    )
    is_demonstration = forms.BooleanField(
        label=gettext_lazy("Son procedimientos de demostración, no de una entidad real"), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("Archivo del TUPA (CSV o JSON)"),
        help_text=gettext_lazy("Una fila por procedimiento, de hasta 5 MB y 2000 filas."),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,.txt,text/csv,application/json"}),
        error_messages={"required": gettext_lazy("Elige el archivo."), "empty": gettext_lazy("El archivo está vacío.")},
    )

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = site.organizations.all()  # type: ignore[attr-defined]
        self.read: ReadProcedures | None = None

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("El archivo pasa de 5 MB: divídelo en partes."))
        try:
            self.read = read_procedures(file.read())
        except ProceduresInvalid as invalid:
            raise ValidationError(say(invalid.fault.sentence())) from invalid
        return file

    @property
    def token(self) -> str:
        """The rows as they were read, signed: they come back with the next step, and nothing is kept before."""
        rows = [row_to_json(each) for each in self.read.procedures] if self.read else []
        return signing.dumps(rows, salt=SALT, compress=True)


class ConfirmForm(forms.Form):
    """The rows of a file that was looked at."""

    organization = EntityField()
    source = LineField(max_length=200, required=False)
    is_demonstration = forms.BooleanField(required=False)
    rows = forms.CharField(max_length=MOST_TOKEN)

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = site.organizations.all()  # type: ignore[attr-defined]

    def clean_rows(self) -> list[Row]:
        try:
            told = signing.loads(self.cleaned_data["rows"], salt=SALT, max_age=LONGEST)
        except signing.BadSignature as refused:
            raise ValidationError(_("Pasó mucho tiempo desde que revisaste el archivo. Súbelo otra vez.")) from refused
        return [row_from_json(each) for each in told]
