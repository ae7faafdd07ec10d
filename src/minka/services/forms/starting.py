"""The first page of a new service: its name, its entity, and perhaps the contribution it comes from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.contributions.models import Contribution
from minka.engine.forms import DefinitionInvalid, read_definition
from minka.engine.forms.documents import LARGEST_DOCUMENT, read_document
from minka.services.queries.origins import contribution_in
from minka.sites.models import Organization, Site


class EntityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """One of the organisations of a site."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(
            Organization.objects.none(),
            label=gettext_lazy("¿Qué entidad lo atiende?"),
            empty_label=gettext_lazy("Elige una entidad"),
            error_messages={"required": gettext_lazy("Elige la entidad que atiende el trámite.")},
            **kwargs,
        )


class StartForm(forms.Form):
    """A service that begins without a row of a TUPA."""

    title = LineField(
        label=gettext_lazy("Nombre del servicio"),
        max_length=140,
        help_text=gettext_lazy("Con un verbo, como lo diría la gente: «Pedir un puesto en la feria»."),
        error_messages={"required": gettext_lazy("Escribe el nombre del servicio.")},
    )
    organization = EntityField()
    contribution = forms.CharField(
        label=gettext_lazy("Aporte del que nace"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("El número o el código de un aporte aceptado. Quien lo dijo lo verá al publicarse."),
    )

    def __init__(self, *args: Any, site: Site, origin: Contribution | None, asked: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.site = site
        self.fields["organization"].queryset = site.organizations.all()  # type: ignore[attr-defined]
        self.fields["contribution"].initial = asked
        if origin is not None:
            self.fields["title"].initial = origin.title[:140]

    def clean_contribution(self) -> Contribution | None:
        said = self.cleaned_data["contribution"].strip()
        if not said:
            return None
        found = contribution_in(self.site, said)
        if found is None:
            raise ValidationError(
                _("En esta sede no hay un aporte público y aceptado con ese número o código. Revísalo, o déjalo vacío.")
            )
        return found


class CopyForm(forms.Form):
    """A service that begins as a copy of a published one."""

    title = LineField(
        label=gettext_lazy("Nombre del servicio"),
        max_length=140,
        error_messages={"required": gettext_lazy("Escribe el nombre del servicio.")},
    )
    organization = EntityField()

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = site.organizations.all()  # type: ignore[attr-defined]


class BringForm(forms.Form):
    """A service that begins with a definition from a file."""

    organization = EntityField()
    file = forms.FileField(
        label=gettext_lazy("Archivo JSON de la definición"),
        help_text=gettext_lazy("El que se descarga en la página de versiones de un servicio, o en «Cambios»."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": gettext_lazy("Elige el archivo.")},
    )

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = site.organizations.all()  # type: ignore[attr-defined]

    def clean_file(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        self.file_name = str(file.name)
        if file.size > LARGEST_DOCUMENT:
            raise ValidationError(_("El archivo pesa demasiado: una definición tiene 2 MB como máximo."))
        try:
            found = dict(read_document(file.read()))
            read_definition(found)
        except DefinitionInvalid as invalid:
            raise ValidationError([f"{each.path or '/'}: {each.text}" for each in invalid.faults[:10]]) from invalid
        return found
