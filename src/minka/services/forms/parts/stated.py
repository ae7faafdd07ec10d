"""Parts that are a sentence with a condition: requirements, rules, who the service is for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms.objects import LONGEST_PROSE, LONGEST_WORDS
from minka.services.drafts.shelves import Thing
from minka.services.forms.parts.base import StatedPart, without_nothing
from minka.services.forms.words import ProseField, in_spanish, into_text

REQUIREMENT_KINDS = (
    ("upload", gettext_lazy("Un archivo que se adjunta")),
    ("declaration", gettext_lazy("Una declaración")),
    ("number_and_date", gettext_lazy("El número y la fecha de un documento o pago")),
    ("form", gettext_lazy("Un formulario que se llena")),
    ("payment", gettext_lazy("Un pago")),
    ("held_by_state", gettext_lazy("Algo que el Estado ya tiene: no se pide")),
    ("other", gettext_lazy("Otra cosa")),
)


class RequirementForm(StatedPart):
    """One thing that the procedure asks for, and for whom."""

    text = ProseField(
        label=gettext_lazy("Qué se pide"),
        rows=2,
        max_length=LONGEST_PROSE,
        help_text=gettext_lazy("Como lo entenderá la persona: «Copia del contrato de alquiler»."),
        error_messages={"required": gettext_lazy("Escribe qué se pide.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Cómo se cumple"), choices=REQUIREMENT_KINDS, initial="other")
    legal_basis = LineField(label=gettext_lazy("Base legal"), max_length=LONGEST_WORDS, required=False)
    copies = forms.IntegerField(
        label=gettext_lazy("Cuántas copias"), min_value=1, max_value=99, initial=1, required=False
    )
    question = forms.ChoiceField(label=gettext_lazy("Pregunta con la que se cumple"), required=False)

    def starting(self) -> dict[str, Any]:
        before = self.before
        kept = {name: before[name] for name in ("kind", "legal_basis", "copies", "question") if name in before}
        return {"text": in_spanish(before.get("text"))} | kept

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = self.asked_choices(_("Ninguna"))  # type: ignore[attr-defined]

    def thing(self) -> Thing:
        values = self.cleaned_data
        return without_nothing(
            {
                "id": self.named(values["text"]),
                "text": into_text(self.before.get("text"), values["text"]),
                "when": values["condition"],
                "kind": values["kind"],
                "legal_basis": values["legal_basis"],
                "copies": values["copies"] or 1,
                "question": values["question"],
            }
        )


class RuleForm(StatedPart):
    """Something that must not be: its condition, and what the person reads then."""

    condition_needed = True
    message = ProseField(
        label=gettext_lazy("Qué lee la persona cuando algo no está bien"),
        rows=2,
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("Di qué pasa y qué hacer: «La fecha de fin es anterior a la de inicio. Cambia una.»"),
        error_messages={"required": gettext_lazy("Escribe el mensaje.")},
    )
    question = forms.ChoiceField(label=gettext_lazy("Junto a qué pregunta se muestra"), required=False)

    def starting(self) -> dict[str, Any]:
        return {"message": in_spanish(self.before.get("message")), "question": self.before.get("question", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = self.asked_choices(_("En la página que corresponda"))  # type: ignore[attr-defined]

    def thing(self) -> Thing:
        values = self.cleaned_data
        return without_nothing(
            {
                "id": self.named(values["message"]),
                "when": values["condition"],
                "message": into_text(self.before.get("message"), values["message"]),
                "question": values["question"],
            }
        )


class EligibilityForm(StatedPart):
    """One condition of who the service is for; without rows only a person can check it."""

    condition_name = "expr"
    text = ProseField(
        label=gettext_lazy("La condición, en palabras"),
        rows=2,
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("«Produces en el distrito». Sin filas abajo, la comprueba una persona."),
        error_messages={"required": gettext_lazy("Escribe la condición.")},
    )

    def starting(self) -> dict[str, Any]:
        return {"text": in_spanish(self.before.get("text"))}

    def thing(self) -> Thing:
        values = self.cleaned_data
        text = into_text(self.before.get("text"), values["text"])
        return without_nothing({"id": self.named(values["text"]), "text": text, "expr": values["condition"]})
