"""What an official writes to do one action: the fields follow from the needs of its row in the workflow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.cases.queries.given import Asked, Draft, Given, Item
from minka.cases.queries.letters import citations_of
from minka.cases.queries.requirements import DEFECTS, Observable
from minka.engine.workflows import Action

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONG, SHORT, LINE = 4000, 1000, 200
SUBJECT = 200
MOST_DAYS = 60
ITEM = ("mark-", "code-", "text-", "part-")
WAYS = (
    ("page", gettext_lazy("En su página de Minka y por los avisos que pidió")),
    ("mailbox", gettext_lazy("En su casilla electrónica")),
    ("e-mail", gettext_lazy("Por correo electrónico, con acuse en dos días hábiles")),
    ("paper", gettext_lazy("En papel, en su domicilio")),
)


def words(label: "StrOrPromise", most: int, *, hint: "StrOrPromise" = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), strip=True
    )


def line(label: "StrOrPromise", *, hint: "StrOrPromise" = "", most: int = LINE) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=most)


@dataclass(frozen=True)
class ObservedItem:
    """One thing of the checklist: its tick, its defect, its words, and of a row which answers are meant."""

    mark: forms.BoundField
    code: forms.BoundField
    text: forms.BoundField
    part: forms.BoundField | None

    @property
    def is_marked(self) -> bool:
        return bool(self.mark.value())


class ActForm(forms.Form):
    """One action of one case. With a letter it is sent twice: once to see the letter, once to send it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        row: Action,
        observables: Sequence[Observable] = (),
        is_sending: bool = False,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.row = row
        self.observables = observables if "observation_items" in row.needs else ()
        self.is_sending = is_sending
        self.fields |= _fields_of(row)
        for place, each in enumerate(self.observables):
            self.fields |= _item_fields(place, each)
        if is_sending:
            self.fields["subject"] = line(_("Asunto de la carta"), most=SUBJECT)
            hint = _("Es lo que va a recibir la persona. Puedes cambiarlo antes de enviarlo.")
            self.fields["text"] = words(_("Texto de la carta"), LONG * 3, hint=hint, rows=14)

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields that stand alone, the list of what to correct apart."""
        return [self[name] for name in self.fields if not name.startswith(ITEM)]

    @property
    def items(self) -> list[ObservedItem]:
        """Each thing that is no row of a group; drawn as needed, for what is ticked needs it."""
        return [self._item(place) for place, each in enumerate(self.observables) if not each.group]

    @property
    def row_items(self) -> list[tuple[str, bool, list[ObservedItem]]]:
        """The rows of each group: what the group is called, whether something is ticked in it, and its rows."""
        rows = [(each.group, self._item(place)) for place, each in enumerate(self.observables) if each.group]
        found: dict[str, list[ObservedItem]] = {}
        for group, item in rows:
            found.setdefault(group, []).append(item)
        return [(group, any(item.is_marked for item in mine), mine) for group, mine in found.items()]

    def _item(self, place: int) -> ObservedItem:
        self.fields[f"code-{place}"].required = self.fields[f"text-{place}"].required = True
        part = self[f"part-{place}"] if self.observables[place].parts else None
        return ObservedItem(self[f"mark-{place}"], self[f"code-{place}"], self[f"text-{place}"], part)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if not self.observables:
            return cleaned
        marked = self._marked(cleaned)
        if not marked:
            self.add_error(None, _("Marca al menos una cosa por corregir."))
        for place in marked:
            if not cleaned.get(f"text-{place}"):
                self.add_error(f"text-{place}", _("Di qué debe corregir, en una frase que se entienda sin ayuda."))
        return cleaned

    @property
    def given(self) -> Given:
        """What comes with the act. Without a letter yet when it is only to be seen."""
        found = self.cleaned_data
        unit, question = str(found.get("unit", "")), str(found.get("question", ""))
        letter = self._letter(found["subject"], found["text"]) if self.is_sending else None
        return Given(
            reason=str(found.get("reason") or ""),
            legal_ground=str(found.get("legal_ground") or ""),
            how=str(found.get("how") or ""),
            answer=str(found.get("answer") or ""),
            document=str(found.get("document") or ""),
            days=found.get("days"),
            items=self._chosen(),
            request=Asked(unit, question) if unit and question else None,
            letter=letter,
        )

    def _letter(self, subject: str, text: str) -> Draft:
        return Draft(subject, text, citations_of(self.row.letter or ""))

    def _chosen(self) -> tuple[Item, ...]:
        found = self.cleaned_data
        return tuple(
            _item_of(each, found[f"code-{place}"], found[f"text-{place}"], found.get(f"part-{place}") or ())
            for place in self._marked(found)
            for each in [self.observables[place]]
        )

    def _marked(self, found: Mapping[str, object]) -> list[int]:
        """The places of what is ticked; an answer of a row that is ticked ticks its row."""
        return [
            place for place in range(len(self.observables)) if found.get(f"mark-{place}") or found.get(f"part-{place}")
        ]


def _item_of(observable: Observable, code: str, text: str, parts: Sequence[str]) -> Item:
    """What was ticked, with its words. Of a row the answers that were ticked, or all of it when none was."""
    named = ", ".join(words for path, words in observable.parts if path in parts)
    what = ", ".join(each for each in (observable.short or observable.text, named) if each)
    return Item(observable.id, code, f"{what}: {text}", tuple(parts or observable.questions))


class NoteForm(forms.Form):
    """A note for colleagues."""

    note = words(gettext_lazy("Nota para el equipo"), SHORT, hint=gettext_lazy("No la ve quien hizo la solicitud."))


class AssignForm(forms.Form):
    """Who handles the case."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    persona = forms.ChoiceField(label=gettext_lazy("Quién lo atiende"), required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        people: Sequence[tuple[str, str]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["persona"].choices = [("", _("Nadie todavía")), *people]  # type: ignore[attr-defined]


class RequestForm(forms.Form):
    """Something asked of another unit while the clock runs on."""

    unit = line(gettext_lazy("A qué unidad"), most=120)
    question = words(gettext_lazy("Qué le pides"), SHORT)


class ReplyForm(forms.Form):
    """What the unit answered."""

    answer = words(gettext_lazy("Qué respondió"), LONG)


def _fields_of(row: Action) -> dict[str, forms.Field]:
    makers: dict[str, Callable[[], forms.Field]] = {
        "reason": lambda: words(
            _("Motivo"), LONG, hint=_("En palabras que la persona entienda: va en la carta y en el expediente.")
        ),
        "legal_ground": lambda: line(_("Norma en que te apoyas"), hint=_("Con su artículo.")),
        "answer": lambda: words(_("Qué respondió"), LONG),
        "document": lambda: line(_("Número del documento que se entrega")),
    }
    fields: dict[str, forms.Field] = {name: make() for name, make in makers.items() if name in row.needs}
    if "request" in row.needs:
        fields["unit"] = line(_("A qué entidad"), most=120)
        fields["question"] = words(_("Qué le pides"), SHORT)
    if row.event == "extended":
        fields["days"] = _days(_("Cuántos días hábiles más"), is_required=True)
    if row.event == "errand_started":
        fields["days"] = _days(_("Cuántos días hábiles como máximo"), is_required=False)
    if row.event == "notified":
        fields["how"] = forms.ChoiceField(label=_("Cómo se notifica"), choices=WAYS, widget=forms.RadioSelect)
    return fields


def _days(label: str, *, is_required: bool) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_DAYS, required=is_required)


def _item_fields(place: int, observable: Observable) -> dict[str, forms.Field]:
    text = forms.CharField(label=_("Qué debe corregir"), max_length=SHORT // 2, required=False)
    fields: dict[str, forms.Field] = {
        f"mark-{place}": forms.BooleanField(label=observable.text, required=False),
        f"code-{place}": forms.ChoiceField(
            label=_("Qué le pasa"), choices=[(code, _(name)) for code, name in DEFECTS.items()], required=False
        ),
        f"text-{place}": text,
    }
    if observable.parts:
        fields[f"part-{place}"] = forms.MultipleChoiceField(
            label=_("Qué de esta fila"), choices=list(observable.parts), required=False,
            widget=forms.CheckboxSelectMultiple, help_text=_("Si no marcas nada, se corrige toda la fila."),
        )  # fmt: skip
    return fields
