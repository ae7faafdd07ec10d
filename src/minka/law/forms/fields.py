"""What every noted rule says: whose it is, its norm, where to read it, since when, and who has checked it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.texts.cleaning import clean_line
from minka.reference.models import Checked, Place
from minka.sites.models import Organization, Site

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2199, 12, 31)


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day, written as the browser offers it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": gettext_lazy("Escribe la fecha así: 2026-03-02.")}

    def validate(self, value: Any) -> None:  # noqa: ANN401 - Django's own
        super().validate(value)
        if value is not None and not FIRST <= value <= LAST:
            raise ValidationError(_("La fecha debe estar entre 1990 y 2199."))


class NormForm(forms.Form):
    """The part that all rules have in common."""

    norm = LineField(
        label=gettext_lazy("¿Qué norma lo dice?"),
        max_length=300,
        help_text=gettext_lazy("Como se cita: «Decreto Supremo 042-2025-PCM, art. 1»."),
        error_messages={"required": gettext_lazy("Escribe la norma: sin norma no hay regla.")},
    )
    published_on = DayField(label=gettext_lazy("¿Cuándo se publicó?"), required=False)
    source = LineField(
        label=gettext_lazy("¿Dónde se puede leer?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("La dirección en Internet o el lugar donde está publicada."),
    )
    checked = forms.ChoiceField(
        label=gettext_lazy("¿Quién la comprobó?"), choices=Checked, initial=Checked.UNCHECKED, widget=forms.RadioSelect
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("¿Para qué entidad vale?"),
        required=False,
        empty_label=gettext_lazy("Todas las de la sede"),
    )

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.site = site
        self.fields["organization"].queryset = site.organizations.all()  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the model."""
        return {name: value for name, value in self.cleaned_data.items() if name != "sure"}


class WithdrawForm(forms.Form):
    """Why a rule is taken back."""

    why = LineField(
        label=gettext_lazy("¿Por qué la retiras?"),
        max_length=300,
        help_text=gettext_lazy("Queda a la vista de todos, con la regla tachada."),
        error_messages={"required": gettext_lazy("Di por qué: las fechas de otras personas dependen de esto.")},
    )


def provinces_of(site: Site) -> list[tuple[str, str]]:
    """The provinces of the site's region, code and name; empty for a site without place."""
    if not site.place_code:
        return []
    found = Place.objects.valid_on().filter(level=Place.Level.PROVINCE, inei_code__startswith=site.place_code[:2])
    return list(found.order_by("inei_code").values_list("inei_code", "name"))
