"""Who fills in: the person, somebody they trust, or somebody of the site's team."""

from typing import override

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.engine.texts.cleaning import clean_line
from minka.services.models import Application

Help = Application.Help


class HelperForm(forms.Form):
    """Staff is offered to members of the site only; their name is the one of their account."""

    helped_by = forms.ChoiceField(label=gettext_lazy("¿Quién llena este trámite?"), widget=forms.RadioSelect)
    helper_name = forms.CharField(
        label=gettext_lazy("Nombre de quien ayuda"),
        help_text=gettext_lazy("Solo si ayuda alguien de confianza. Queda anotado junto a la solicitud."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, is_member: bool, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        was_helped = (initial or {}).get("helped_by", Help.NONE) != Help.NONE
        choices = [] if was_helped else [(Help.NONE.value, _("La misma persona que hace el trámite"))]
        choices += [
            (Help.FAMILY.value, _("Alguien de su confianza: familia, docente, promotora")),
        ]
        if is_member:
            choices.append((Help.STAFF.value, _("Yo, del equipo de esta sede")))
        self.fields["helped_by"].choices = choices  # type: ignore[attr-defined]

    @override
    def clean(self) -> None:
        self.cleaned_data["helper_name"] = clean_line(self.cleaned_data.get("helper_name", ""))
        if self.cleaned_data.get("helped_by") == Help.FAMILY and not self.cleaned_data["helper_name"]:
            self.add_error("helper_name", _("Escribe el nombre de quien ayuda, para que quede anotado."))
