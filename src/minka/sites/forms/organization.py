"""An organisation the site works with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.engine.identifiers import is_ruc
from minka.reference.models import Sector
from minka.sites.models import Organization, Site


class OrganizationForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Organization
        fields = ("name", "sector", "ruc")
        labels = {"name": _("Nombre de la organización"), "ruc": _("RUC")}
        help_texts = {"ruc": _("Once números. Un grupo sin RUC lo deja vacío.")}

    sector = forms.ChoiceField(label=_("De qué sector es"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.site = site
        sector: Any = self.fields["sector"]
        sector.choices = [(each.key, str(each)) for each in Sector.objects.valid_on()]

    def clean_ruc(self) -> str:
        ruc: str = self.cleaned_data["ruc"].strip()
        if ruc and not is_ruc(ruc):
            raise forms.ValidationError(
                _("Ese RUC no es correcto: son once números y el último comprueba a los demás.")
            )
        return ruc

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        same = Organization.objects.filter(site=self.site, name__iexact=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("Esa organización ya está en la lista."))
        return name

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
