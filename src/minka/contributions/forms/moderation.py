"""What is typed about a contribution that may break the rules: the report, the decision, the appeal, its outcome."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import KeyField, LineField, WordsField
from minka.contributions.models import Contribution, ModerationDecision
from minka.contributions.queries.rules import rule_choices

Outcome = ModerationDecision.Outcome
NOTE, APPEAL, REPLY = 300, 1000, 1000

WAYS = {
    Contribution.Visibility.VISIBLE: (
        (Outcome.KEPT, _("Se mantiene: cumple las reglas")),
        (Outcome.HIDDEN, _("Se oculta: rompe una regla")),
    ),
    Contribution.Visibility.HELD: (
        (Outcome.SHOWN, _("Se publica: cumple las reglas")),
        (Outcome.HIDDEN, _("No se publica: rompe una regla")),
    ),
    Contribution.Visibility.HIDDEN: ((Outcome.RESTORED, _("Vuelve a mostrarse: la decisión fue un error")),),
}


class ReportForm(forms.Form):
    """Which rule somebody thinks is broken, and a few words if they want."""

    reason = forms.ChoiceField(
        label=_("¿Qué pasa con este mensaje?"),
        choices=rule_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Elige qué regla crees que rompe."),
            "invalid_choice": _("Elige una de las reglas de la lista."),
        },
    )
    note = LineField(
        label=_("¿Quieres explicarlo?"),
        required=False,
        max_length=NOTE,
        help_text=_("Lo lee solo quien modera. No escribas tus datos."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    idempotency_key = KeyField()


class DecisionForm(forms.Form):
    """What becomes of a contribution, by which rule, and what its author is told; ``seen`` is what the page showed."""

    outcome = forms.ChoiceField(
        label=_("¿Qué decides?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elige qué decides."), "invalid_choice": _("Elige una de las opciones.")},
    )
    reason = forms.ChoiceField(
        label=_("Regla que rompe"),
        required=False,
        help_text=_("Hace falta solo para ocultar. Se publica en el lugar del mensaje."),
    )
    note = LineField(
        label=_("Nota para quien lo escribió"),
        required=False,
        max_length=NOTE,
        help_text=_("Explica con respeto qué parte rompe la regla. La lee solo esa persona."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    seen = forms.CharField(max_length=120, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, visibility: str, **options: object) -> None:
        super().__init__(data, **options)  # type: ignore[arg-type]
        self.fields["outcome"].choices = WAYS.get(Contribution.Visibility(visibility), ())  # type: ignore[attr-defined]
        self.fields["reason"].choices = [("", _("Elige una regla")), *rule_choices()]  # type: ignore[attr-defined]
        if visibility == Contribution.Visibility.HIDDEN:
            del self.fields["reason"]

    def clean(self) -> dict[str, object]:
        clean = super().clean() or self.cleaned_data
        if clean.get("outcome") == Outcome.HIDDEN and not clean.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Para ocultar, elige la regla que rompe."))
        return clean


class AppealForm(forms.Form):
    """Why the author thinks that the decision is wrong."""

    text = WordsField(
        label=_("¿Por qué crees que debe verse?"),
        min_length=10,
        max_length=APPEAL,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Escribe por qué pides otra revisión.")},
    )


class AppealDecisionForm(forms.Form):
    """What a second person decides, and what they answer."""

    outcome = forms.ChoiceField(
        label=_("¿Qué decides?"),
        choices=[
            (Outcome.HIDDEN, _("Sigue oculto: la primera decisión fue correcta")),
            (Outcome.RESTORED, _("Vuelve a mostrarse: cumple las reglas")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elige qué decides."), "invalid_choice": _("Elige una de las opciones.")},
    )
    reply = WordsField(
        label=_("Respuesta para quien lo escribió"),
        min_length=10,
        max_length=REPLY,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Escribe tu razón: la lee quien pidió la revisión.")},
    )
