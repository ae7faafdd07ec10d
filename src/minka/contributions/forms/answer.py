"""Cleaning of an answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from minka.contributions.actions.answer import Reply
from minka.contributions.forms.words import KeyField, LineField, WordsField
from minka.contributions.models import Answer
from minka.contributions.queries.standing import from_words

SHORTEST_REASON = 30


class AnswerForm(forms.Form):
    """What becomes of the chosen contributions, and why."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=200_000,
        error_messages={
            "required": _("No quedó ningún aporte elegido. Vuelve a la mesa y marca los que vas a responder.")
        },
    )
    filtros = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    idempotency_key = KeyField()
    fate = forms.ChoiceField(
        label=_("¿Qué pasó con lo que pidieron?"),
        choices=[
            (Answer.Fate.ACCEPTED, _("Aceptado: se hará o ya se hizo")),
            (Answer.Fate.PARTLY, _("Aceptado en parte: se hará algo de lo que pidieron")),
            (Answer.Fate.NOT_ACCEPTED, _("No aceptado: no se hará")),
            (Answer.Fate.FORWARDED, _("Derivado: le toca a otra entidad")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elige qué pasó con lo que pidieron.")},
    )
    reason = WordsField(
        label=_("¿Por qué?"),
        help_text=_("Escríbelo para quien lo pidió: qué se hará, o por qué no, y desde cuándo."),
        min_length=SHORTEST_REASON,
        max_length=3000,
        error_messages={
            "required": _("Escribe la razón: es lo que la gente espera de nosotros."),
            "min_length": _("La razón es muy corta: escribe al menos %(limit_value)d letras. Llevas %(show_value)d."),
        },
    )
    office = LineField(
        label=_("¿Qué oficina responde?"),
        max_length=120,
        error_messages={"required": _("Di qué oficina responde: una respuesta siempre tiene quién la firme.")},
    )
    link_title = LineField(
        label=_("¿Qué cambió?"), required=False, max_length=200, help_text=_("Por ejemplo: Ordenanza 014")
    )
    link_target = forms.URLField(
        label=_("Dirección donde se puede ver"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Empieza con https://"),
        error_messages={"invalid": _("Esa dirección no parece completa. Cópiala entera, con https://")},
    )

    def clean_seen(self) -> dict[int, str]:
        seen = from_words(self.cleaned_data["seen"])
        if not seen:
            raise ValidationError(self.fields["seen"].error_messages["required"])
        return seen

    def clean(self) -> None:
        title, target = self.cleaned_data.get("link_title"), self.cleaned_data.get("link_target")
        if target and not title:
            self.add_error("link_title", _("Di en pocas palabras qué cambió, para que el enlace se entienda."))
        if title and not target and "link_target" not in self.errors:
            self.add_error("link_target", _("Agrega la dirección donde se puede ver, o borra lo que cambió."))

    def reply(self) -> Reply:
        clean = self.cleaned_data
        return Reply(**{name: clean[name] for name in ("fate", "reason", "office", "link_title", "link_target")})
