"""What a service is, what its procedure says, its letters and its translations."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.forms.words import LineField
from minka.engine.forms.expressions.nodes import Base
from minka.engine.forms.objects import LONGEST_LABEL, LONGEST_PROSE, LONGEST_WORDS
from minka.services.drafts.conditions import subjects_of
from minka.services.drafts.letters import PLACES, letter_names, to_keep, to_write, unknown_places
from minka.services.drafts.shelves import Change, Document, free_id, on_a_copy
from minka.services.drafts.texts import LANGUAGES, SPANISH, Place, Words, speak, translate
from minka.services.forms.condition import ExprField
from minka.services.forms.words import Ease, LinesField, ProseField, ease_of, in_spanish, into_text

REGIMES: Final = (
    ("positive", gettext_lazy("Evaluación previa con silencio positivo: sin respuesta, se entiende aprobado")),
    ("negative", gettext_lazy("Evaluación previa con silencio negativo: sin respuesta, se puede apelar")),
    ("automatic", gettext_lazy("Aprobación automática: vale desde que se presenta")),
)
UNITS: Final = (
    ("working_days", gettext_lazy("días hábiles")),
    ("days", gettext_lazy("días calendario")),
    ("months", gettext_lazy("meses")),
)
LINES: Final = ("code", "term_basis", "office", "decides", "reconsideration", "appeal")


class FactsForm(forms.Form):
    """The service and its procedure."""

    named = ("title", "summary", "languages")
    timed = ("regime", "term_count", "term_unit", "term_basis")
    paid = ("fee", "fee_from")
    grounded = ("code", "legal_basis")
    seated = ("office", "where", "decides", "reconsideration", "appeal")

    title = LineField(
        label=gettext_lazy("Nombre del servicio"),
        max_length=LONGEST_LABEL,
        help_text=gettext_lazy("Con un verbo, como lo diría la gente: «Sacar licencia para mi tienda»."),
        error_messages={"required": gettext_lazy("Escribe el nombre del servicio.")},
    )
    summary = ProseField(label=gettext_lazy("Para qué sirve"), rows=3, max_length=LONGEST_WORDS, required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Otras lenguas además del español"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Al quitar una lengua se quitan sus textos."),
    )
    code = LineField(label=gettext_lazy("Código en el TUPA"), max_length=60, required=False)
    regime = forms.ChoiceField(label=gettext_lazy("Calificación"), choices=REGIMES, widget=forms.RadioSelect)
    term_count = forms.IntegerField(
        label=gettext_lazy("Plazo para responder"), min_value=0, max_value=3650, required=False
    )
    term_unit = forms.ChoiceField(label=gettext_lazy("El plazo se cuenta en"), choices=UNITS, required=False)
    term_basis = LineField(
        label=gettext_lazy("Ley que permite ese plazo"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=gettext_lazy("Hace falta cuando pasa de 30 días hábiles."),
    )
    fee = forms.DecimalField(
        label=gettext_lazy("Costo en soles"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    fee_expr = ExprField(
        label=gettext_lazy("Costo que sale de otra cuenta, en JSON"),
        required=False,
        help_text=gettext_lazy("Para lo que un cálculo o una tabla no dicen. Si lo usas, deja vacío lo de arriba."),
    )
    legal_basis = LinesField(label=gettext_lazy("Base legal, una norma por línea"), required=False)
    office = LineField(label=gettext_lazy("Oficina que lo recibe"), max_length=LONGEST_WORDS, required=False)
    decides = LineField(label=gettext_lazy("Quién resuelve"), max_length=LONGEST_WORDS, required=False)
    reconsideration = LineField(
        label=gettext_lazy("Reconsideración: ante quién"), max_length=LONGEST_WORDS, required=False
    )
    appeal = LineField(label=gettext_lazy("Apelación: ante quién"), max_length=LONGEST_WORDS, required=False)
    where = ProseField(label=gettext_lazy("Dónde se hace en persona"), rows=2, max_length=LONGEST_WORDS, required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.document = document
        super().__init__(*args, **kwargs)
        subjects = [each for each in subjects_of(document) if each.base == Base.NUMBER]
        self.fee_exprs = {each.key: each.expr for each in subjects if each.key.startswith(("calc:", "table:"))}
        self.fields["fee_from"] = forms.ChoiceField(
            label=_("O el costo sale de un cálculo o una tabla"),
            choices=[
                ("", _("No: es fijo")),
                *((key, key.partition(":")[2].replace(":", " · ")) for key in self.fee_exprs),
            ],
            required=False,
            help_text=_("Los cálculos y las tablas se hacen en «Requisitos y reglas»."),
        )
        self.initial = _initial(document, self.fee_exprs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in ("fee", "fee_from", "fee_expr") if cleaned.get(name) not in (None, "")]
        if len(given) > 1:
            self.add_error(given[-1], _("Di el costo de una sola manera: vacía las otras."))
        if cleaned.get("fee_from"):
            cleaned["fee_expr"] = self.fee_exprs[cleaned["fee_from"]]
        return cleaned

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields as they belong together."""
        listed = (
            (_("Cómo se llama"), self.named),
            (_("Cuánto cuesta"), self.paid),
            (_("Silencio y plazo"), self.timed),
            (_("Qué norma lo crea"), self.grounded),
            (_("Quién lo atiende y quién resuelve"), self.seated),
        )
        return [(words, [self[name] for name in names]) for words, names in listed]

    def change(self) -> Change:
        """What becomes of the draft."""
        values = self.cleaned_data

        def apply(document: Document) -> Document:
            document["title"] = into_text(document["title"], values["title"])
            _set(document, "summary", into_text(document.get("summary"), values["summary"]))
            document["procedure"] = _procedure(document["procedure"], values)
            return document

        languages = speak([SPANISH, *values["languages"]])
        return on_a_copy(lambda document: languages(apply(document)))


def _called(key: str) -> str:
    """What people call a calculation or a result of a table: its own name."""
    return key.partition(":")[2].replace(":", " · ")


def _initial(document: Document, fee_exprs: dict[str, dict[str, str]]) -> dict[str, Any]:
    held = document["procedure"]
    fee = held.get("fee", "0.00")
    is_fixed = isinstance(fee, str)
    fee_from = next((key for key, expr in fee_exprs.items() if expr == fee), "")
    return {
        "title": in_spanish(document["title"]),
        "summary": in_spanish(document.get("summary")),
        "languages": [each for each in document.get("languages", []) if each != SPANISH],
        "regime": held["regime"],
        "term_count": (held.get("term") or {}).get("count"),
        "term_unit": (held.get("term") or {}).get("unit", "working_days"),
        "fee": Decimal(fee) if is_fixed else None,
        "fee_from": fee_from,
        "fee_expr": None if is_fixed or fee_from else fee,
        "legal_basis": "\n".join(held.get("legal_basis", [])),
        "where": in_spanish(held.get("where")),
        **{name: held.get(name, "") for name in LINES},
    }


def _procedure(before: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    procedure = before | {name: values[name] for name in LINES} | {"regime": values["regime"]}
    fee = values["fee_expr"] if values["fee_expr"] is not None else f"{values['fee'] or 0:.2f}"
    count = values["term_count"]
    _set(procedure, "term", None if count is None else {"count": count, "unit": values["term_unit"] or UNITS[0][0]})
    _set(procedure, "where", into_text(procedure.get("where"), values["where"]))
    return procedure | {"fee": fee, "legal_basis": values["legal_basis"]}


def _set(holder: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        holder.pop(key, None)
    else:
        holder[key] = value


class LettersForm(forms.Form):
    """The letters of a service, each with places to be filled in; and one more, of the service's own."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        held = document.get("letters", {})
        self.names = letter_names(document)
        for key, label in self.names:
            said = to_write(in_spanish(held.get(key)))
            self.fields[key] = ProseField(label=label, rows=6, max_length=LONGEST_PROSE, required=False, initial=said)
        self.fields["new-name"] = LineField(
            label=_("Nombre de otra carta"),
            max_length=40,
            required=False,
            help_text=_("Por ejemplo «Aviso de inspección». Después se elige en una acción del camino."),
        )
        self.fields["new-text"] = ProseField(
            label=_("Qué dice esa carta"), rows=6, max_length=LONGEST_PROSE, required=False
        )

    @property
    def letters(self) -> list[tuple[forms.BoundField, Ease]]:
        """Each letter with how easy it is to read."""
        return [(self[key], ease_of(self[key].value() or "")) for key, _label in self.names]

    @property
    def new(self) -> list[forms.BoundField]:
        """The fields of one more letter."""
        return [self["new-name"], self["new-text"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("new-name")) != bool(cleaned.get("new-text")):
            self.add_error(
                "new-text", _("Una carta nueva lleva su nombre y lo que dice. Completa los dos o vacía los dos.")
            )
        for name in (*(key for key, _label in self.names), "new-text"):
            if unknown := unknown_places(cleaned.get(name, "")):
                words = _("Nada llena {%(name)s}: la persona lo leería así. Usa uno de los nombres de la lista.")
                self.add_error(name, words % {"name": unknown[0]})
        return cleaned

    @property
    def places(self) -> list[tuple[str, str]]:
        """What fills itself in: how it is written, and what it is."""
        return [(f"{{{spanish}}}", _(words)) for _key, spanish, words in PLACES]

    def change(self) -> Change:
        said = {key: to_keep(self.cleaned_data[key]) for key, _label in self.names}
        if self.cleaned_data["new-name"]:
            said[free_id(self.cleaned_data["new-name"], set(said))] = to_keep(self.cleaned_data["new-text"])

        def apply(document: Document) -> Document:
            held = document.get("letters", {})
            letters = {key: into_text(held.get(key), words) for key, words in said.items() if words}
            _set(document, "letters", letters or None)
            return document

        return on_a_copy(apply)


class IntroForm(forms.Form):
    """The words above the conditions of who the service is for."""

    intro = ProseField(
        label=gettext_lazy("Para quién es, en pocas palabras"), rows=3, max_length=LONGEST_PROSE, required=False
    )

    def change(self) -> Change:
        words = self.cleaned_data["intro"]

        def apply(document: Document) -> Document:
            eligibility = document.setdefault("eligibility", {})
            _set(eligibility, "intro", into_text(eligibility.get("intro"), words))
            if not eligibility.get("intro") and not eligibility.get("conditions"):
                del document["eligibility"]
            return document

        return on_a_copy(apply)


class TranslationForm(forms.Form):
    """Texts of one part of a draft in one language, each beside its Spanish."""

    def __init__(self, *args: Any, texts: list[Words], language: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.texts, self.language = texts, language
        for words in texts:
            field = (
                ProseField(label=words.by_language[SPANISH], rows=4, required=False)
                if words.is_prose
                else (LineField(label=words.by_language[SPANISH], max_length=LONGEST_WORDS, required=False))
            )
            field.initial = words.by_language.get(language, "")
            self.fields[words.key] = field

    @property
    def pairs(self) -> list[tuple[str, forms.BoundField]]:
        return [(words.by_language[SPANISH], self[words.key]) for words in self.texts]

    def change(self) -> Change:
        said: dict[Place, str] = {words.place: self.cleaned_data[words.key] for words in self.texts}
        return translate(self.language, said)
