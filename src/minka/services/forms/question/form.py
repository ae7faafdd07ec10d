"""The form of one question, with the fields that its type needs."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms import QuestionType
from minka.engine.forms.objects import LONGEST_LABEL, LONGEST_WORDS
from minka.services.drafts.places import title_of
from minka.services.drafts.shelves import Document, Shelf, Thing, free_id, ids_of
from minka.services.forms.condition import ConditionForm, shortened
from minka.services.forms.growing import Axes
from minka.services.forms.question.ground import SOURCES, ground_from, ground_initial
from minka.services.forms.question.limits import limit_fields, limits_from
from minka.services.forms.question.options import AXIS, PATTERN, OptionsForm
from minka.services.forms.words import ProseField, in_spanish, into_text

CHOICES: Final = {QuestionType.ONE_OF, QuestionType.MANY_OF}
ASKED: Final = ("label", "hint", "required", "holder")
BESIDE: Final = ("short", "audio")
GROUNDED: Final = ("why", "legal_basis", "used_by", "kept")


class QuestionForm(ConditionForm, OptionsForm):
    """One question of a type; ``thing`` is what it was, ``shelf`` the list it stands on."""

    axes: ClassVar[Axes] = {**ConditionForm.axes, AXIS: PATTERN}

    label = LineField(
        label=gettext_lazy("La pregunta"),
        max_length=LONGEST_LABEL,
        help_text=gettext_lazy("Como la dirías en voz alta: «¿Tienes local propio?»"),
        error_messages={"required": gettext_lazy("Escribe la pregunta.")},
    )
    hint = ProseField(
        label=gettext_lazy("Ayuda debajo de la pregunta"), rows=2, max_length=LONGEST_WORDS, required=False
    )
    short = LineField(
        label=gettext_lazy("Versión corta"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=gettext_lazy(
            "Para la lista de respuestas y los avisos. En la página solo se ve si la pregunta es larga."
        ),
    )
    audio = LineField(
        label=gettext_lazy("Archivo de audio"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("El nombre del archivo con la pregunta leída en voz alta, por ejemplo local.mp3."),
    )
    required = forms.BooleanField(label=gettext_lazy("Hay que responderla para seguir"), required=False, initial=True)
    why = ProseField(
        label=gettext_lazy("¿Por qué se pregunta?"),
        rows=2,
        max_length=LONGEST_WORDS,
        required=False,
        help_text=gettext_lazy("La persona puede leerlo. Una pregunta sin sustento se señala al publicar."),
    )
    legal_basis = LineField(label=gettext_lazy("Base legal"), max_length=LONGEST_WORDS, required=False)
    used_by = LineField(label=gettext_lazy("¿Quién usa la respuesta?"), max_length=LONGEST_WORDS, required=False)
    kept = LineField(
        label=gettext_lazy("¿Cuánto tiempo se guarda?"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=gettext_lazy("En palabras, o como P5Y (cinco años)."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        document: Document,
        kind: str,
        shelf: Shelf,
        thing: Thing | None = None,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        self.before, self.kind, self.shelf = thing or {}, kind, shelf
        group = shelf.holder if shelf.holder not in {page["id"] for page in document["pages"]} else ""
        given: dict[str, Any] = {"document": document, "expr": self.before.get("when"), "group": group}
        super().__init__(*args, initial=_initial(self.before), **given, **kwargs)
        self._add_fields(is_inside_group=bool(group))

    def _add_fields(self, *, is_inside_group: bool) -> None:
        if self.kind in CHOICES:
            self.add_options(self.before.get("options", []), self.document.get("languages", []))
        if not is_inside_group:
            pages = [(each["id"], shortened(title_of(each))) for each in self.document["pages"] if not each.get("exit")]
            self.fields["holder"] = forms.ChoiceField(
                label=_("¿En qué página está?"), choices=pages, initial=self.shelf.holder
            )
        held = self.before.get("limits", {})
        for name, field in limit_fields(self.kind).items():
            field.initial = held.get(name)
            self.fields[name] = field
        needed = [(each["id"], shortened(title_of(each))) for each in self.document.get("requirements", [])]
        self.fields["requirement"] = forms.ChoiceField(
            label=_("¿Qué requisito cumple?"),
            choices=[("", _("Ninguno")), *needed],
            required=False,
            initial=self.before.get("requirement", ""),
        )
        for name, field, value in ground_initial(self.before.get("ground") or {}):
            field.initial = value
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_options:
            self.clean_options(cleaned)
        return cleaned

    @property
    def has_options(self) -> bool:
        """Whether this type of question has something to choose from."""
        return self.kind in CHOICES

    @property
    def beside(self) -> list[forms.BoundField]:
        """What few questions need."""
        return [self[name] for name in BESIDE]

    @property
    def asked(self) -> list[forms.BoundField]:
        """What is asked and how."""
        return [self[name] for name in ASKED if name in self.fields]

    def _opens(self, fields: Iterable[forms.BoundField]) -> bool:
        """Whether something was said or is wrong in these fields, so that they are not folded away."""
        return any(bound.value() not in (None, "", []) or bound.errors for bound in fields)

    @property
    def limits_open(self) -> bool:
        return self._opens(self.limited)

    @property
    def ground_opens(self) -> bool:
        """A question without a ground asks for one: it stays open until it has all of it."""
        return not self.before.get("ground") or any(bound.errors for bound in self.grounded)

    @property
    def beside_opens(self) -> bool:
        return self._opens(self.beside)

    @property
    def limited(self) -> list[forms.BoundField]:
        """What an answer must keep to."""
        return [self[name] for name in limit_fields(self.kind)]

    @property
    def grounded(self) -> list[forms.BoundField]:
        """Why it is asked."""
        return [self[name] for name in (*GROUNDED, "requirement")]

    @property
    def sources(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Where it comes from: kind, reference, note."""
        return [(self[f"source_kind_{n}"], self[f"source_ref_{n}"], self[f"source_note_{n}"]) for n in range(SOURCES)]

    def thing(self) -> Thing:
        """The question as it shall be."""
        values, before = self.cleaned_data, self.before
        question: Thing = {
            "id": before.get("id") or free_id(values["label"], set(ids_of(self.document))),
            "type": self.kind,
            **{name: into_text(before.get(name), values[name]) for name in ("label", "hint", "short")},
            "audio": values["audio"] or None,
            "required": values["required"] if "required" in before or not values["required"] else None,
            "when": values["condition"],
            "options": self.options if self.has_options else None,
            "limits": limits_from(values, self.kind, before.get("limits", {})),
            "ground": ground_from(values, before.get("ground") or {}),
            "requirement": values["requirement"] or None,
            "questions": before.get("questions") or self._first_inside(values["label"]),
        }
        return {key: value for key, value in question.items() if value is not None}

    def _first_inside(self, label: str) -> list[Thing] | None:
        """A group begins with one question, for without any it could not be read."""
        if self.kind != QuestionType.GROUP:
            return None
        taken = set(ids_of(self.document)) | {free_id(label, set(ids_of(self.document)))}
        first = {"type": QuestionType.SHORT_TEXT, "label": {"es": _("Nombre")}}
        return [{"id": free_id(f"{label} nombre", taken), **first}]

    @property
    def holder(self) -> str:
        """The page or group on which it shall stand."""
        return str(self.cleaned_data.get("holder") or self.shelf.holder)


def _initial(before: Thing) -> dict[str, Any]:
    ground = before.get("ground") or {}
    texts = {name: in_spanish(before.get(name)) for name in ("label", "hint", "short")}
    lines = {name: ground.get(name, "") for name in GROUNDED if name != "why"}
    return {
        **texts,
        **lines,
        "audio": before.get("audio", ""),
        "required": before.get("required", True),
        "why": in_spanish(ground.get("why")),
    }
