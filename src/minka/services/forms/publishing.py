"""What is said when a service is proposed, decided on, paused or retired."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import WordsField
from minka.services.models import Service
from minka.services.queries.designing import Found
from minka.web.saying import say

LONGEST = 2000
FEW_WARNINGS = 3


class ProposalForm(forms.Form):
    """Public reasons, and one for each warning that the draft is published with."""

    reasons = WordsField(
        label=gettext_lazy("¿Por qué se publica?"),
        min_length=10,
        max_length=LONGEST,
        help_text=gettext_lazy("Se muestra a todos: qué cambia para la gente y de dónde viene el cambio."),
        error_messages={"required": gettext_lazy("Escribe por qué se publica: la gente lo lee.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, warnings: Sequence[Found], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        for number in range(len(warnings)):
            self.fields[f"accepted_{number}"] = _reason(_("¿Por qué se publica así?"))
        if len(warnings) > FEW_WARNINGS:
            self.fields["same"] = _reason(_("Una misma razón para lo que dejes vacío abajo"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number, each in enumerate(self.warnings):
            name = f"accepted_{number}"
            cleaned[name] = cleaned.get(name) or cleaned.get("same", "")
            if not cleaned[name] and name not in self.errors:
                words = _("Escribe la razón, o cambia lo que se señala: %(what)s")
                self.add_error(name, words % {"what": say(each.finding.text)})
        return cleaned

    @property
    def shared(self) -> forms.BoundField | None:
        """The reason that holds for all that has none of its own, where there are many."""
        return self["same"] if "same" in self.fields else None

    @property
    def explained(self) -> list[tuple[Found, forms.BoundField]]:
        """Each warning with its field."""
        return [(each, self[f"accepted_{number}"]) for number, each in enumerate(self.warnings)]

    def accepted(self) -> dict[str, str]:
        return {each.key: self.cleaned_data[f"accepted_{number}"] for number, each in enumerate(self.warnings)}


def _reason(label: str) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 2})
    return WordsField(label=label, min_length=3, max_length=500, required=False, widget=widget)


class DecisionForm(forms.Form):
    """The note of whoever approves or returns."""

    note = forms.CharField(
        label=gettext_lazy("Nota"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Para devolverlo, di qué falta. Para aprobarlo no hace falta."),
    )
    decision = forms.ChoiceField(choices=(("approve", ""), ("return", "")), widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "return" and not (cleaned.get("note") or "").strip():
            self.add_error("note", _("Di qué falta: quien lo pidió lo va a leer."))
        return cleaned


class StandingForm(forms.Form):
    """Whether the service takes applications, and why."""

    status = forms.ChoiceField(
        label=gettext_lazy("¿Qué pasa con el servicio?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Elige qué pasa con el servicio.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Razón"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Se muestra a todos. En pausa: di cuándo vuelve y qué hacer mientras tanto."),
        error_messages={"required": gettext_lazy("Escribe la razón: la gente la lee.")},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        choices = {
            Service.Status.LIVE: _("Vuelve a recibir solicitudes"),
            Service.Status.PAUSED: _("Se pone en pausa"),
            Service.Status.RETIRED: _("Se retira para siempre; lo publicado se puede leer"),
        }
        self.fields["status"].choices = [(key, words) for key, words in choices.items() if key != service.status]  # type: ignore[attr-defined]
