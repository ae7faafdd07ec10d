"""Cleaning of a conversation that is brought in: its two files, where it comes from, on what terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.desk import LANGUAGES
from minka.contributions.forms.words import KeyField, LineField
from minka.opinions.actions.bringing import Conversation

CSV = {"accept": ".csv,.gz,.tsv,.txt,text/csv"}


class ConversationForm(forms.Form):
    """Votes and statements as Pol.is exports them."""

    votes = forms.FileField(
        label=_("Archivo de votos (votes.csv)"),
        help_text=_("Una fila por voto. También comprimido (.csv.gz), de hasta 30 MB."),
        widget=forms.FileInput(attrs=CSV),
        error_messages={"required": _("Elige el archivo de votos."), "empty": _("El archivo de votos está vacío.")},
    )
    comments = forms.FileField(
        label=_("Archivo de afirmaciones (comments.csv)"),
        help_text=_("Una fila por afirmación, con su texto."),
        widget=forms.FileInput(attrs=CSV),
        error_messages={
            "required": _("Elige el archivo de afirmaciones."),
            "empty": _("El archivo de afirmaciones está vacío."),
        },
    )
    source = LineField(
        label=_("¿De dónde viene?"),
        max_length=60,
        help_text=_(
            "El nombre de la plataforma o del estudio. Escribe siempre el mismo: así, repetir no duplica nada."
        ),
        error_messages={"required": _("Di de dónde viene: se muestra junto a cada afirmación.")},
    )
    licence = LineField(
        label=_("¿Con qué permiso se publica?"),
        required=False,
        max_length=200,
        help_text=_("La licencia y a quién hay que nombrar. Se muestra con los datos."),
    )
    language = forms.ChoiceField(label=_("¿En qué lengua están las afirmaciones?"), choices=LANGUAGES, initial="es")
    idempotency_key = KeyField()

    def conversation(self) -> Conversation:
        clean = self.cleaned_data
        return Conversation(clean["votes"], clean["comments"], clean["source"], clean["licence"], clean["language"])
