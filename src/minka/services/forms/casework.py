"""A state and an action of a service's workflow, in plain words over the closed lists of the engine."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from minka.contributions.forms.words import LineField
from minka.engine.forms import DefinitionInvalid
from minka.engine.forms.documents import LARGEST_DOCUMENT, read_document
from minka.engine.workflows import say
from minka.engine.workflows.reading import LONGEST_LABEL
from minka.engine.workflows.table import Text
from minka.engine.workflows.words import EVENTS, GUARDS, KINDS, NEEDS, OUTCOMES, ROLES
from minka.services.drafts.casework import casework_of
from minka.services.drafts.letters import letter_names
from minka.services.drafts.shelves import Document, Thing, free_id
from minka.services.forms.facts import REGIMES
from minka.services.forms.words import in_page_language, in_spanish, into_text

CLOCKS: Final = (
    ("runs", gettext_lazy("Corre: la entidad tiene que responder")),
    ("stopped", gettext_lazy("Está detenido: falta algo que no depende de la entidad")),
    ("ended", gettext_lazy("Ya terminó")),
)


def in_words(words: Mapping[Any, Text]) -> list[tuple[str, str]]:
    """The words of a closed list, to choose from."""
    language = get_language() or "es"
    return [(name, said[:1].upper() + said[1:]) for name, text in words.items() if (said := say(text, language))]


def _several(label: str, words: Mapping[Any, Text], hint: str = "", *, required: bool = False) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=in_words(words),
        required=required,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Marca al menos a quien le toca: lo que no marcas, nadie lo puede hacer.")},
    )


class StateForm(forms.Form):
    """Where a case can be."""

    label = LineField(
        label=gettext_lazy("Nombre del estado"),
        max_length=LONGEST_LABEL,
        help_text=gettext_lazy("Lo lee la persona: «En evaluación», «Falta que corrijas»."),
        error_messages={"required": gettext_lazy("Escribe el nombre del estado.")},
    )
    clock = forms.ChoiceField(
        label=gettext_lazy("¿Qué pasa con el plazo mientras tanto?"), choices=CLOCKS, widget=forms.RadioSelect
    )
    is_start = forms.BooleanField(label=gettext_lazy("Aquí empieza todo trámite"), required=False)

    def __init__(self, *args: Any, document: Document, thing: Thing | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        self.before, self.casework = thing or {}, casework_of(document)
        super().__init__(*args, **kwargs)
        self.initial = {
            "label": in_spanish(self.before.get("label")),
            "kind": self.before.get("kind", "open"),
            "clock": self.before.get("clock", "runs"),
            "outcome": self.before.get("outcome") or "",
            "is_start": bool(thing) and self.casework["start"] == self.before["id"],
        }
        self.fields["kind"] = forms.ChoiceField(
            label=_("¿A quién se espera?"), choices=in_words(KINDS), widget=forms.RadioSelect
        )
        self.fields["outcome"] = forms.ChoiceField(
            label=_("¿Qué significa para lo que se pidió?"),
            choices=[("", _("Todavía nada: sigue en trámite")), *in_words(OUTCOMES)],
            required=False,
            widget=forms.RadioSelect,
        )
        self.order_fields(["label", "kind", "clock", "outcome", "is_start"])
        if self.initial["is_start"]:
            self.fields["is_start"].disabled = True
            self.fields["is_start"].help_text = _("Para cambiarlo, marca esto mismo en otro estado.")

    def thing(self) -> Thing:
        """The state as it shall be."""
        values = self.cleaned_data
        taken = {each["id"] for each in self.casework["states"]}
        state = {
            "id": self.before.get("id") or free_id(values["label"], taken),
            "label": into_text(self.before.get("label"), values["label"]),
            "kind": values["kind"],
            "clock": values["clock"],
        }
        return state | ({"outcome": values["outcome"]} if values["outcome"] else {})


class ActionForm(forms.Form):
    """One row of the table: from where to where, who may, under which conditions, and what comes of it."""

    label = LineField(
        label=gettext_lazy("Nombre de la acción"),
        max_length=LONGEST_LABEL,
        help_text=gettext_lazy("Con un verbo: «Conceder», «Pedir una inspección»."),
        error_messages={"required": gettext_lazy("Escribe el nombre de la acción.")},
    )

    def __init__(self, *args: Any, document: Document, thing: Thing | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        self.before, self.casework = thing or {}, casework_of(document)
        super().__init__(*args, **kwargs)
        states = [(each["id"], in_page_language(each["label"])) for each in self.casework["states"]]
        self._add_way(states)
        self._add_terms(letter_names(document))
        guard = self.before.get("guard") or []
        self.initial = {
            "label": in_spanish(self.before.get("label")),
            "sources": self.before.get("from", []),
            "target": self.before.get("to", ""),
            "guards": [guard] if isinstance(guard, str) else guard,
            **{name: self.before.get(name) or [] for name in ("roles", "needs")},
            **{name: self.before.get(name) or "" for name in ("letter", "event")},
        }

    def _add_way(self, states: Sequence[tuple[str, str]]) -> None:
        self.fields["sources"] = forms.MultipleChoiceField(
            label=_("¿En qué estados se puede hacer?"),
            choices=states,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Marca al menos un estado.")},
        )
        self.fields["target"] = forms.ChoiceField(
            label=_("¿A qué estado lleva?"),
            choices=[("", _("Elige un estado")), *states],
            error_messages={"required": _("Elige a qué estado lleva.")},
        )
        self.fields["roles"] = _several(
            _("¿Quién puede hacerla?"),
            ROLES,
            _("Quien no esté marcado no puede. Lo que decide la entidad no se marca para la ciudadanía."),
            required=True,
        )

    def _add_terms(self, letters: list[tuple[str, str]]) -> None:
        self.fields["guards"] = _several(_("Solo si…"), GUARDS, _("Tienen que cumplirse todas las que marques."))
        self.fields["needs"] = _several(_("Para hacerla hay que dar…"), NEEDS)
        self.fields["letter"] = forms.ChoiceField(
            label=_("Carta que sale"), choices=[("", _("Ninguna")), *letters], required=False
        )
        self.fields["event"] = forms.ChoiceField(
            label=_("Qué se anota para la cuenta del plazo"),
            help_text=_("El plazo legal se cuenta con esto: una observación lo detiene, una decisión lo termina."),
            choices=[("", _("Nada")), *in_words(EVENTS)],
            required=False,
        )

    def thing(self) -> Thing:
        """The action as it shall be, with what it had and this form does not show."""
        values = self.cleaned_data
        taken = {each["id"] for each in self.casework["actions"]}
        return self.before | {
            "id": self.before.get("id") or free_id(values["label"], taken),
            "label": into_text(self.before.get("label"), values["label"]),
            "from": values["sources"],
            "to": values["target"],
            "roles": values["roles"],
            "guard": values["guards"] or None,
            "needs": values["needs"],
            "letter": values["letter"] or None,
            "event": values["event"] or None,
        }


class BeginForm(forms.Form):
    """Which ready-made workflow to begin with."""

    regime = forms.ChoiceField(
        label=gettext_lazy("Camino ya hecho"),
        choices=[*REGIMES, ("", gettext_lazy("El de su calificación, sin cambios propios"))],
        required=False,
        widget=forms.RadioSelect,
    )


class WorkflowFileForm(forms.Form):
    """A workflow from a file."""

    file = forms.FileField(
        label=gettext_lazy("Archivo JSON del camino"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": gettext_lazy("Elige el archivo.")},
    )

    def clean_file(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_DOCUMENT:
            raise ValidationError(_("El archivo pesa demasiado."))
        try:
            return dict(read_document(file.read()))
        except DefinitionInvalid as invalid:
            raise ValidationError([f"{each.path or '/'}: {each.text}" for each in invalid.faults[:3]]) from invalid
