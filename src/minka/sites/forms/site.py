"""A new site in one form."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from minka.sites.models import Site
from minka.sites.queries.places import place_choices
from minka.sites.slugs import reserved_slugs, suggest_slug

BELOW = {
    Site.Level.NATIONAL: (Site.Level.REGIONAL, Site.Level.LOCAL),
    Site.Level.REGIONAL: (Site.Level.LOCAL,),
    Site.Level.LOCAL: (Site.Level.LOCAL,),
}


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Site
        fields = ("name", "slug", "level", "place_code", "about", "languages", "contact")
        labels = {
            "name": _("Nombre de la sede"),
            "level": _("Nivel"),
            "about": _("En una frase, para qué existe"),
            "contact": _("Cómo contactarla"),
        }
        help_texts = {
            "about": _("Se lee en la primera pantalla."),
            "contact": _("Un teléfono, un correo o una dirección para quien necesite ayuda."),
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}

    slug = forms.SlugField(
        label=_("Dirección web"),
        max_length=60,
        required=False,
        help_text=_("La palabra que va en el enlace. Si la dejas vacía, sale del nombre."),
    )
    place_code = forms.ChoiceField(label=_("Territorio"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Lenguas"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, initial=["es"]
    )

    def __init__(self, *args: Any, parent: Site | None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.parent = parent
        allowed = BELOW[Site.Level(parent.level)] if parent else tuple(Site.Level)
        level: Any = self.fields["level"]
        level.choices = [(value.value, str(value.label).capitalize()) for value in allowed]
        level.initial = allowed[0].value
        place: Any = self.fields["place_code"]
        place.choices = [("", _("Elige un territorio")), *place_choices(parent)]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or suggest_slug(self.cleaned_data.get("name", ""))
        if slug in reserved_slugs():
            raise forms.ValidationError(
                _t("«%(slug)s» es una palabra que usa la plataforma. Elige otra.") % {"slug": slug}
            )
        if Site.objects.filter(slug=slug).exists():
            raise forms.ValidationError(
                _t("La dirección «%(slug)s» ya es de otra sede. Si la acabas de abrir, búscala en la lista.")
                % {"slug": slug}
            )
        return slug

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewSiteForm(SiteForm):
    """The site and who will coordinate it."""

    coordinator_email = forms.EmailField(
        label=_("Correo de quien la coordinará"), help_text=_("Le enviamos una invitación que dura siete días.")
    )


class FirstSiteForm(SiteForm):
    """The first site of an installation and the person who opens it."""

    person_name = forms.CharField(label=_("Tu nombre"), max_length=120)
    email = forms.EmailField(label=_("Tu correo"), help_text=_("Con él entrarás como coordinación de la sede."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, parent=None, **kwargs)
        self.fields["level"].initial = Site.Level.REGIONAL
