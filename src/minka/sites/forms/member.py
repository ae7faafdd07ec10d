"""Inviting somebody, and changing what a member does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.sites.access import WHAT_ROLES_DO
from minka.sites.models import Membership, Role


class MemberForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    class Meta:
        model = Membership
        fields = ("role", "office")
        labels = {"office": _("Oficina o área")}
        help_texts = {"office": _("Obligatoria para quien responde: sale en cada respuesta.")}

    role = forms.ChoiceField(label=_("Qué hará"), choices=list(WHAT_ROLES_DO.items()), widget=forms.RadioSelect)

    def clean(self) -> dict[str, str]:
        cleaned: dict[str, str] = super().clean() or self.cleaned_data
        if cleaned.get("role") == Role.OFFICIAL and not cleaned.get("office"):
            self.add_error("office", _("Di por qué oficina responderá."))
        return cleaned


class InviteForm(MemberForm):
    email = forms.EmailField(label=_("Su correo"), help_text=_("Con ese mismo correo tendrá que entrar."))
    field_order = ("email", "role", "office")
