"""What a team types about groups, voters and decisions."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.voice import mistake_in
from minka.contributions.forms.words import LineField
from minka.engine.ledger.codes import CodeInvalid, parse_code
from minka.opinions.actions.telling import Decision
from minka.opinions.actions.voters import Exclusion

NUMBER = re.compile(r"(?:n\.?\s*[º°o]?\s*)?([0-9]{1,18})", re.IGNORECASE)


class GroupNameForm(forms.Form):
    """The name of one group, and the map on which its evidence was shown."""

    opinion_map = forms.IntegerField(widget=forms.HiddenInput)
    letter = forms.CharField(max_length=1, widget=forms.HiddenInput)
    name = LineField(
        label=gettext_lazy("Nombre del grupo"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Di en qué cree, no quién es. Vacío, el grupo queda con su letra."),
        error_messages={"max_length": gettext_lazy("Es muy largo: caben 60 letras.")},
    )


class VoterForm(forms.Form):
    """Which voter: by the number in the files, or by the code that the person holds."""

    quien = forms.CharField(
        label=gettext_lazy("Número o código del votante"),
        max_length=100,
        help_text=gettext_lazy("El número está en los archivos de votos; el código lo tiene quien votó."),
        error_messages={"required": gettext_lazy("Escribe el número o el código.")},
    )

    def clean_quien(self) -> int | str:
        """A number, or a code in its one spelling."""
        said = self.cleaned_data["quien"].strip()
        number = NUMBER.fullmatch(said)
        if number:
            return int(number[1])
        try:
            return parse_code(said)
        except CodeInvalid as invalid:
            raise ValidationError(mistake_in(invalid), code=invalid.reason) from invalid


class ExclusionForm(forms.Form):
    """Why a voter is left out."""

    reason = forms.ChoiceField(
        label=gettext_lazy("¿Por qué no se cuentan sus votos?"),
        choices=Exclusion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Elige la razón: queda en el registro interno.")},
    )


class DecisionForm(forms.Form):
    """The decision that rests on a statement."""

    title = LineField(
        label=gettext_lazy("¿Qué se decidió?"),
        max_length=160,
        help_text=gettext_lazy("En una línea, como la leerá quien votó."),
        error_messages={"required": gettext_lazy("Escribe qué se decidió.")},
    )
    target = forms.URLField(
        label=gettext_lazy("¿Dónde se puede leer?"),
        max_length=300,
        assume_scheme="https",
        help_text=gettext_lazy("La dirección de la ordenanza, el acta o la página."),
        error_messages={
            "required": gettext_lazy("Escribe la dirección donde se puede leer la decisión."),
            "invalid": gettext_lazy("Esa dirección no está completa: empieza con https:// y no lleva espacios."),
        },
    )
    tells = forms.BooleanField(
        label=gettext_lazy("Avisar a quienes votaron sobre ella, una sola vez"), required=False, initial=True
    )

    def clean_target(self) -> str:
        target: str = self.cleaned_data["target"]
        if not target.startswith(("https://", "http://")):
            raise ValidationError(_("Esa dirección no está completa: empieza con https:// y no lleva espacios."))
        return target

    def decision(self) -> Decision:
        return Decision(self.cleaned_data["title"], self.cleaned_data["target"])


def name_forms(
    letters: list[str], names: dict[str, str], shown: int, refused: GroupNameForm | None = None
) -> dict[str, GroupNameForm]:
    """A form for each group of the map that is shown; the one that was refused keeps what was typed."""
    made = {
        letter: GroupNameForm(
            initial={"opinion_map": shown, "letter": letter, "name": names.get(letter, "")}, auto_id=f"id_{letter}_%s"
        )
        for letter in letters
    }
    if refused is not None and str(refused.data.get("letter")) in made:
        made[str(refused.data["letter"])] = refused
    return made
